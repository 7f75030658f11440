"""A command written wrongly, explained in Chinese."""

import re

from typer import TyperException

_OUR_WORDS = re.compile("[\u4e00-\u9fff]")
_VALUES = re.compile("'([^']*)' is not one of (.*?)[.]?$")


def explain(error: TyperException) -> str:
    """Say what is wrong with a command, and where its help is."""
    context, command = getattr(error, "ctx", None), ""
    while context and context.parent:
        context, command = context.parent, f" {context.info_name}{command}"
    return f"{_cause(error)}用法见 xuejian{command} --help。"


def _cause(error: TyperException) -> str:
    option = getattr(error, "option_name", None)
    match type(error).__name__:  # the classes themselves are private to typer
        case "NoSuchOption":
            near = "、".join(getattr(error, "possibilities", None) or ())
            return f"没有 {option} 这个选项。" + (f"是不是 {near}？" if near else "")
        case "BadOptionUsage":
            return f"选项 {option} 后面要有值，或多了值。"
        case "MissingParameter":
            return f"缺少{_parameter(error)}。"
        case "BadParameter":
            return f"{_parameter(error)}不对：{_value(error.message)}。"
    return _of_the_whole(error.message)


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    return f"“{getattr(parameter, 'help', None) or parameter.name}”"


def _value(message: str) -> str:
    if _OUR_WORDS.match(message):
        return message.rstrip("。")
    if chosen := _VALUES.search(message):
        return f"{chosen[1]} 不在可选的值之内，可选：{chosen[2].replace(chr(39), '')}"
    return "应为允许范围内的数值"


def _of_the_whole(message: str) -> str:
    if _OUR_WORDS.match(message):
        return message
    quoted = re.findall(r"['\"](.+?)['\"](?=[.,?\s]|$)", message)
    if message.startswith("No such command") and quoted:
        near = f"是不是 {'、'.join(quoted[1:])}？" if quoted[1:] else ""
        return f"没有 {quoted[0]} 这个命令。{near}"
    if extra := re.search(r"\(([^()]*)\)$", message):
        return f"多了参数 {extra[1]}；含空格的词语请加引号。"
    return "命令不完整或写得不对。"

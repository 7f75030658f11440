"""What kind of a speech it is, by its occasion and title."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# In the order in which they are tried: what a speech is goes before where it was given.
_CUES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "主持词": re.compile("主持词"),
        "党课": re.compile("党课|辅导报告"),
        "致辞": re.compile("致辞|致词|贺词|献词|祝酒词|欢迎词|答谢词|开幕词|闭幕词"),
        "廉政谈话": re.compile("廉[政洁].{0,2}谈话|集体谈话|警示教育|提醒谈话"),
        "任职表态": re.compile("表态|任职|就职|履新"),
        "学习研讨发言": re.compile("中心组|学习会|研讨会|集体学习|集中学习|读书班|学习.{0,6}发言"),
        "传达学习": re.compile("传达"),
        "总结表彰": re.compile("表彰|颁奖|总结大会|总结会|庆功"),
        "动员部署": re.compile("动员|部署|启动|誓师|开工"),
        "推进会": re.compile("推进会|现场会|推进.{0,4}会|交流会|调度会"),
        "调研": re.compile("调研|考察|视察"),
        "座谈会": re.compile("座谈|恳谈"),
        "工作会议": re.compile("会议|全会|大会|例会|工作会"),
    }
)
SPEECH_TYPES = tuple(_CUES)


def speech_type(occasion: str, title: str) -> tuple[str, float] | None:
    """Give the type and how sure it is; None where neither occasion nor title tells."""
    for name, cue in _CUES.items():
        if cue.search(occasion):
            return name, 0.85
        if cue.search(title):
            return name, 0.8
    return None

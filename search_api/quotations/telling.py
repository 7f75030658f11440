"""What was found out about a sentence, in lines of plain text."""

from collections.abc import Iterator

from search_api.quotations.verdict import CheckedText, Finding, Verdict


def report_lines(checked: CheckedText, *, every: bool = False) -> Iterator[str]:
    """
    Tell of a checked text.

    Args:
        checked: The text.
        every: Whether sentences with nothing to mend, and the author's own, are told too.
    """
    yield summary(checked)
    for each in checked.findings:
        if every or each.is_to_mend:
            yield ""
            yield from finding_lines(checked, each)


def summary(checked: CheckedText) -> str:
    """Count the findings."""
    if not checked.findings:
        return "没有可以核对的句子。"
    same, different, lacking = (checked.count(each) for each in Verdict)
    unverified = same - checked.verified
    unsure = f"（其中 {unverified} 句未核实）" if unverified else ""
    own = f"（其中 {checked.own} 句没有注明出处，可能是自己的话）" if checked.own else ""
    return (
        f"核对 {len(checked.findings)} 句：{same} 句一致{unsure}，{different} 句有出入，"
        f"{lacking} 句未找到{own}；{checked.noticed} 句另有提示。"
    )


def finding_lines(checked: CheckedText, finding: Finding) -> Iterator[str]:
    """Tell of a sentence: the verdict, its words with the differences, its source, the notices."""
    line = checked.text.count("\n", 0, finding.span.start) + 1
    yield f"第 {line} 行 [{finding.label}] {compared(checked, finding)}"
    yield from (f"    {told}" for told in _details(finding))


def comment_of(checked: CheckedText, finding: Finding) -> str:
    """Tell of a sentence beside it, a line for each thing."""
    differs = finding.verdict is Verdict.DIFFERENT
    head = f"{finding.label}：{compared(checked, finding)}" if differs else finding.label
    return "\n".join([head, *_details(finding)])


def _details(finding: Finding) -> Iterator[str]:
    if finding.source:
        if finding.verdict is Verdict.DIFFERENT:
            yield f"原文：{_flat(finding.source.text)}"
        yield f"出处：{finding.source.line}"
    for each in finding.notices:
        yield f"{each.label}：{_flat(each.words)}"


def compared(checked: CheckedText, finding: Finding) -> str:
    """Write a sentence with what differs as 【文中→原文】."""
    given = checked.text[finding.span.start : finding.span.end]
    if finding.source is None:
        return _flat(given)
    source, written, at = finding.source.passage.text, [], 0
    for each in finding.edits:
        one, other = given[each.one.start : each.one.end], source[each.other.start : each.other.end]
        written += [given[at : each.one.start], f"【{one or '（缺）'}→{other or '（多）'}】"]
        at = each.one.end
    return _flat("".join([*written, given[at:]]))


def _flat(text: str) -> str:
    return " ".join(text.split())

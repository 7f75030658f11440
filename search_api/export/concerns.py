"""Why a quotation must be looked at again before it is used."""

from collections.abc import Iterator

from corpus.metadata import SAMPLE_GRADE
from corpus.resolve.validity import AMENDED, EXPIRED, NOT_YET, REPEALED
from search_api.study.newer import newer_lead, newer_line
from search_api.study.sources import CHANGE_LABELS, Change, SourceState

_WHOLE = "完整"
_NOT_AS_IT_READS = (AMENDED, EXPIRED, NOT_YET, REPEALED)


def concerns(state: SourceState) -> tuple[str, ...]:
    """Say in Chinese what speaks against a quotation today; nothing where nothing does."""
    return tuple(_concerns(state))


def _concerns(state: SourceState) -> Iterator[str]:
    if state.change is Change.GONE and state.newer is not None:
        yield f"{newer_lead(state)}，{newer_line(state)}"
    elif not state.is_sound:
        yield CHANGE_LABELS[state.change]
    if state.validity is not None and state.validity.value in _NOT_AS_IT_READS:
        yield state.validity.words
    reference = state.quotation.reference
    if reference.source_grade == SAMPLE_GRADE:
        yield "示例文件，非真实公文"
    if reference.completeness != _WHOLE:
        yield f"来源文本{reference.completeness}，不能证实字句"

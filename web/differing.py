"""Two wordings as HTML, each with what differs from the other marked letter by letter."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from search_api.quotations.verdict import CheckedText, Finding
from search_api.snippets import Span
from search_api.study.newer import newer_edits
from search_api.study.sources import SourceState

_WRONG = Markup('<mark class="wrong">{}</mark>')
_RIGHT = Markup('<mark class="right">{}</mark>')
_LACK = Markup('<span class="lack" role="img" aria-label="{}"></span>')


def given_words(checked: CheckedText, finding: Finding) -> Markup:
    """Write a sentence of the checked text; what it lacks is shown and cannot be copied."""
    words = checked.text[finding.span.start : finding.span.end]
    return _marked(words, (each.one for each in finding.edits), _WRONG, "此处缺字")


def source_words(finding: Finding) -> Markup:
    """Write the source's words."""
    if finding.source is None:
        return Markup()
    spans = (each.other for each in finding.edits)
    passage, span = finding.source.passage.text, finding.source.span
    inside = (Span(each.start - span.start, each.end - span.start) for each in spans)
    return _marked(passage[span.start : span.end], inside, _RIGHT, "此处多字")


def newer_quotation_words(state: SourceState) -> Markup:
    """Write what the newer text says in place of a quotation."""
    if state.newer_quotation is None:
        return Markup()
    spans = (each.other for each in newer_edits(state))
    return _marked(state.newer_quotation.text, spans, _RIGHT, "此处删去了字")


def _marked(words: str, spans: Iterable[Span], tag: Markup, lacking: str) -> Markup:
    written, at = [], 0
    for span in spans:
        written.append(escape(words[at : span.start]))
        piece = words[span.start : span.end]
        written.append(tag.format(piece) if piece else _LACK.format(lacking))
        at = span.end
    return Markup("").join([*written, escape(words[at:])])

"""Our values as JSON; the API and the command line print the same objects."""

from typing import Any

from corpus.catalogue.lexicon import LexiconChange
from corpus.catalogue.values import Card, Stored
from corpus.document import Document, Fact, Part, Section, Span
from corpus.metadata import DOCUMENT_CLASSES, ROLE_LABELS
from corpus.resolve.validity import Validity
from indexer.engine.query import Group
from indexer.search.found import FoundDocument, FoundPassage, SearchResult
from indexer.search.pieces import Piece
from search_api.candidate_words import CandidatePage
from search_api.cases.case import PARTS, case_of
from search_api.citing import hit_source
from search_api.comparing import Comparison
from search_api.explaining import Reason, explain
from search_api.lacking import Lacking
from search_api.lexicon import LexiconChanged, Listed, ListedEntry, Preview, kind_of, write_line
from search_api.refusing import REFUSED_MARK, Refused
from search_api.relating import Tie, Ties
from search_api.similar import NearPassage
from search_api.suggesting import Suggestion
from search_api.timeline import Event
from search_api.wanting import Holding
from search_api.wording import Wording

Json = dict[str, Any]


def search_object(result: SearchResult, group: Group = Group.DOCUMENT) -> Json:
    """Write the answer to a search; *group* is what it lists."""
    return {
        "total": result.total,
        "at_least": result.at_least,
        "relaxed_total": result.relaxed_total,
        "facets": facets_object(result),
        "hits": [
            {
                **hit_object(found),
                "why": [reason_object(each) for each in explain(result, found, group=group)],
            }
            for found in result.hits
        ],
        "expansions": {
            piece: [
                {"text": each.text, "kind": each.kind.value, "weight": each.weight}
                for each in others
            ]
            for piece, others in result.expansions.items()
        },
        "pieces": [_piece_object(piece) for piece in result.query.leaves],
        "hints": list(result.query.hints),
    }


def wording_object(wording: Wording) -> Json:
    """Write what the library has of a phrase."""
    return {
        "phrase": wording.phrase,
        "total": wording.total,
        "undated": wording.undated,
        "years": [{"year": year, "counts": counts} for year, counts in wording.years.items()],
        "classes": [{"value": name, "count": count} for name, count in wording.classes],
        "variants": [{"text": text, "documents": count} for text, count in wording.variants],
        "mentions": [
            {
                "document": card_object(mention.found.card),
                "sentences": [
                    {
                        "passage": each.passage.id,
                        "text": each.passage.text[each.span.start : each.span.end],
                    }
                    for each in mention.sentences
                ],
                "more": mention.more,
            }
            for mention in wording.mentions
        ],
    }


def facets_object(result: SearchResult) -> Json:
    """Write the counts, most first; classes with their Chinese labels."""
    return {
        name: [_count_object(name, value, count) for value, count in counts]
        for name, counts in result.facets.items()
    }


def suggestion_object(suggestion: Suggestion) -> Json:
    """Write what may be meant."""
    return {
        "text": suggestion.text,
        "field": suggestion.field.value,
        "label": suggestion.field.label,
        "spans": [_span_object(span) for span in suggestion.spans],
        "id": suggestion.id,
        "title": suggestion.title,
    }


def hit_object(found: FoundDocument) -> Json:
    """Write a hit."""
    return {
        "document": {
            **card_object(found.card),
            "validity": found.validity and validity_object(found.validity),
        },
        "relaxed": found.relaxed,
        "folded": [{"id": card.id, "date": _date_object(card)} for card in found.folded],
        "copies": [_copy_object(card) for card in found.copies],
        "more": found.more,
        "passages": [passage_object(found.card, each, found.validity) for each in found.passages],
    }


def reason_object(reason: Reason) -> Json:
    """Write how a piece of the query stands in a hit."""
    return {
        "piece": reason.piece,
        "way": reason.way.value,
        "where": [each.value for each in reason.where],
        "written": reason.written,
    }


def card_object(card: Card) -> Json:
    """Write what a list shows of a document."""
    return {
        "id": card.id,
        "title": card.title,
        "paths": list(card.paths),
        "document_number": card.document_number,
        "issuer": list(card.issuer),
        "kind": card.kind,
        "date": _date_object(card),
        "source_grade": card.source_grade,
        "completeness": card.completeness,
    }


def validity_object(validity: Validity) -> Json:
    """Write the standing of a document, with what it rests on."""
    return {
        "value": validity.value,
        "words": validity.words,
        "evidence": [
            {"words": each.words, "document": each.document_id, "title": each.title}
            for each in validity.evidence
        ],
    }


def ties_object(ties: Ties) -> Json:
    """Write what ties a document to others."""
    return {
        "validity": ties.validity and validity_object(ties.validity),
        "versions": [{"id": work.id, "date": work.date or None} for work in ties.versions],
        "copies": [_copy_object(card) for card in ties.copies],
        "outgoing": [_tie_object(tie) for tie in ties.outgoing],
        "incoming": [_tie_object(tie) for tie in ties.incoming],
    }


def _copy_object(card: Card) -> Json:
    return {
        "id": card.id,
        "title": card.title,
        "source_grade": card.source_grade,
        "completeness": card.completeness,
    }


def event_object(event: Event) -> Json:
    """Write something that happened to a text, with the words that say so."""
    return {
        "day": event.day or None,
        "label": event.label,
        "words": event.words,
        "place": event.place,
        "document": event.by and event.by.id,
        "to_come": event.is_to_come,
    }


def lacking_object(lacking: Lacking) -> Json:
    """Write a document that the library lacks, with who names it."""
    return {
        "title": lacking.title,
        "document_number": lacking.number,
        "within": lacking.within,
        "cited_by": lacking.cited_by,
        "namings": [
            {
                "document": each.by.id,
                "title": each.by.title,
                "relation": each.relation,
                "sentence": each.sentence,
            }
            for each in lacking.namings
        ],
    }


def holding_object(holding: Holding) -> Json:
    """Write an entry of the list of wanted documents, with what the library has of it."""
    return {
        "number": holding.wanted.id,
        "title": holding.wanted.title,
        "document_number": holding.wanted.number,
        "state": holding.state.value,
        "document": holding.card and card_object(holding.card),
        "validity": holding.validity and validity_object(holding.validity),
        "namesake": holding.namesake and holding.namesake.id,
    }


def refused_object(refused: Refused) -> Json:
    """Write a file that was refused; nothing is known of what it holds."""
    return {
        "sha256": refused.sha256,
        "level": refused.level,
        "mark": REFUSED_MARK,
        "actor": refused.actor,
        "refused_at": refused.refused_at.isoformat(timespec="seconds"),
    }


def lexicon_object(listed: Listed) -> Json:
    """Write a page of the lexicon."""
    return {
        "total": listed.total,
        "counts": dict(listed.counts),
        "entries": [entry_object(each) for each in listed.entries],
    }


def entry_object(listed: ListedEntry) -> Json:
    """Write an entry of the lexicon; `line` is how it can be given again."""
    group, kept = listed.entry.group, listed.kept
    return {
        "key": listed.entry.key,
        "kind": kind_of(listed.entry),
        "word": listed.entry.word,
        "aliases": list(group.aliases) if group else [],
        "weight": group.weight if group else None,
        "valid_from": group.valid_from if group else "",
        "source": group.source if group else "",
        "on": listed.entry.is_on,
        "bundled": listed.bundled,
        "actor": kept.actor if kept else None,
        "changed_at": kept.changed_at.isoformat(timespec="seconds") if kept else None,
        "line": listed.line,
    }


def preview_object(preview: Preview) -> Json:
    """Write what entries would change."""
    return {
        "lines": [write_line(each) for each in preview.entries],
        "known": preview.known,
        "affected": preview.affected,
        "counts": dict(preview.counts),
        "together": preview.together,
        "told": preview.told,
        "examples": list(preview.examples),
    }


def candidates_object(page: CandidatePage) -> Json:
    """Write a page of candidates, and how far mining is."""
    mining = page.mining
    return {
        "total": page.total,
        "counts": {origin.value: count for origin, count in page.counts.items()},
        "mining": mining
        and {
            "state": mining.state.value,
            "done": mining.done,
            "total": mining.total,
            "asked_at": mining.asked_at.isoformat(timespec="seconds"),
            "finished_at": mining.finished_at and mining.finished_at.isoformat(timespec="seconds"),
        },
        "candidates": [
            {
                "word": each.candidate.word,
                "origin": each.candidate.origin.value,
                "count": each.candidate.count,
                "sentence": each.candidate.sentence,
                "document": each.card.id,
                "title": each.card.title,
            }
            for each in page.entries
        ],
    }


def changed_object(changed: LexiconChanged) -> Json:
    """Write what a change of the lexicon did."""
    return {"change": changed.number, "recut": changed.recut}


def lexicon_change_object(change: LexiconChange) -> Json:
    """Write a change of the lexicon, each entry as a line."""
    return {
        "change": change.id,
        "actor": change.actor,
        "made_at": change.made_at.isoformat(timespec="seconds"),
        "undone": change.is_undone,
        "recut": change.recut,
        "changed": [
            [before and write_line(before), after and write_line(after)]
            for before, after in change.changed
        ],
    }


def comparison_object(comparison: Comparison) -> Json:
    """Write two versions side by side."""
    return {
        "older": comparison.older.document.id,
        "newer": comparison.newer.document.id,
        "rows": [
            {
                "change": row.change.value,
                "old": [{"text": each.text, "changed": each.is_changed} for each in row.old],
                "new": [{"text": each.text, "changed": each.is_changed} for each in row.new],
            }
            for row in comparison.rows
        ],
    }


def _tie_object(tie: Tie) -> Json:
    return {
        "relation": tie.relation.value,
        "title": tie.title,
        "document_number": tie.number,
        "document": tie.work and tie.work.id,
        "sentence": tie.sentence,
    }


def _date_object(card: Card) -> Json | None:
    return {"value": card.date_value, "field": card.date_field} if card.date_value else None


def passage_object(card: Card, passage: FoundPassage, validity: Validity | None) -> Json:
    """Write a passage of a hit, with the line that names its source."""
    return {
        "id": passage.id,
        "heading": passage.where.heading,
        "article": passage.where.article,
        "section": passage.where.section,
        "part": passage.part and part_object(card.id, passage.part),
        "page": passage.where.page,
        "start": passage.where.start,
        "text": passage.text,
        "spans": [_span_object(span) for span in passage.spans],
        "citation": hit_source(card, passage, validity=validity),
    }


def near_object(near: NearPassage) -> Json:
    """Write a passage that says much of what another one does."""
    return {
        "document": card_object(near.card),
        "share": round(near.share, 3),
        "passage": passage_object(near.card, near.passage, near.validity),
        "folded": [{"id": card.id, "date": _date_object(card)} for card in near.folded],
    }


def document_object(stored: Stored) -> Json:
    """Write a document with everything that was recognised, and its text."""
    document = stored.document
    return {
        "id": document.id,
        **{name: _fact_object(fact) for name, fact in document.facts.items()},
        "source_grade": document.source_grade,
        "completeness": document.completeness,
        "paths": list(stored.paths),
        "format": stored.format,
        "pages": list(document.pages),
        "outline": [_section_object(section, document) for section in document.sections],
        "parts": parts_object(document),
        "roles": [
            {
                "role": part.role,
                "label": ROLE_LABELS.get(part.role, part.role),
                "span": _span_object(part.span),
            }
            for part in document.roles
        ],
        "case": _case_object(document),
        "removed": [_span_object(span) for span in document.removed],
        "gaps": [
            {"kind": gap.kind.value, "span": _span_object(gap.span), "hidden": gap.hidden}
            for gap in document.gaps
        ],
        "text": document.text,
    }


def _case_object(document: Document) -> Json | None:
    """Write a report as a case; None for every other document."""
    case = case_of(document)
    if case is None:
        return None
    return {
        **{name: list(document.values(name)) for name in ("enterprise", "region", "industry")},
        **{name: [] for name in PARTS},
        **{
            name: [{"heading": each.heading, "start": each.start} for each in parts]
            for name, _, parts in case.parts
        },
        "indicators": [
            {
                "name": each.name,
                "value": each.value,
                "unit": each.unit,
                "year": each.year,
                "direction": each.direction.value or None,
                "sentence": case.sentence(each),
                "span": _span_object(each.span),
            }
            for each in document.indicators
        ],
    }


def parts_object(document: Document) -> list[Json]:
    """Write the parts of a document that stand by themselves: annexes and cases."""
    return [part_object(document.id, part) for part in document.parts]


def part_object(document_id: str, part: Part) -> Json:
    """Write a part; its id is its document's and its place."""
    return {
        "id": f"{document_id}-{part.place}",
        "kind": part.kind.value,
        "title": part.title,
        "cited": part.cited,
        "document_number": part.document_number,
        "region": list(part.region),
        "enterprise": list(part.enterprise),
        "start": part.start,
        "end": part.end,
    }


def _fact_object(fact: Fact) -> Json:
    value = fact.value if isinstance(fact.value, str) else list(fact.value)
    return {
        "value": value,
        "confidence": fact.confidence,
        "method": fact.method,
        "span": _span_object(fact.span) if fact.span else None,
    }


def _section_object(section: Section, document: Document) -> Json:
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "kind": section.kind,
        "number": section.number,
        "title": section.title,
        "role": document.role_at(section.start),
        "path": section.path,
        "start": section.start,
        "end": section.end,
    }


def _piece_object(piece: Piece) -> Json:
    return {
        "text": piece.text,
        "kind": piece.kind.value,
        "field": piece.field,
        "denied": piece.denied,
        "optional": piece.optional,
    }


def _count_object(name: str, value: str, count: int) -> Json:
    counted: Json = {"value": value, "count": count}
    if name == "document_class":
        counted["label"] = DOCUMENT_CLASSES.get(value, value)
    return counted


def _span_object(span: Span) -> list[int]:
    return [span.start, span.end]

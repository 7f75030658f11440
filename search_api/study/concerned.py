"""Where a document that an alert tells of is quoted, and what became of the words there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.catalogue.alerts import Alert, AlertKind, Concern
from corpus.catalogue.collected import Collected
from corpus.catalogue.papers import Paper
from corpus.quotation import Quotation
from indexer.library import Library
from search_api.study.paper_sources import Path, placed_sources
from search_api.study.sources import Change, SourceState, source_states

_Sources = tuple[tuple[Path, Quotation], ...]


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """
    A place at which a document is quoted or named.

    Attributes:
        path: Of names and numbers, into the content of the paper; empty in the collection.
        state: What is quoted, and what became of it.
    """

    path: Path
    state: SourceState


def quoted_places(
    library: Library,
    actor: Actor,
    found: Sequence[Alert],
    kept: Sequence[Collected],
    made: Sequence[Paper],
) -> Iterator[tuple[QuotedPlace, ...]]:
    """Say of each alert, in order, where what an actor keeps and makes quotes its document."""
    sources = _sources(found, kept, made)
    chosen = [_of_document(each, sources) for each in found]
    quotations = [quotation for group in chosen for _, quotation in group]
    states = iter(source_states(library, actor, quotations))
    for alert, group in zip(found, chosen, strict=True):
        places = [QuotedPlace(path, next(states)) for path, _ in group]
        yield tuple(each for each in places if _is_meant(alert, each.state))


def _sources(
    found: Sequence[Alert], kept: Sequence[Collected], made: Sequence[Paper]
) -> Mapping[tuple[Concern, int], _Sources]:
    """Give the sources of all that the alerts are about, and of nothing else."""
    wanted = {(each.event.concern, each.event.number) for each in found}
    return {
        **{(Concern.COLLECTED, each.id): (((), each.quotation),) for each in kept},
        **{
            (Concern.PAPER, each.id): tuple(placed_sources(each.content))
            for each in made
            if (Concern.PAPER, each.id) in wanted
        },
    }


def _of_document(alert: Alert, sources: Mapping[tuple[Concern, int], _Sources]) -> _Sources:
    event = alert.event
    known = sources.get((event.concern, event.number), ())
    return tuple(each for each in known if each[1].reference.document_id == event.document_id)


def _is_meant(alert: Alert, state: SourceState) -> bool:
    """Tell whether an alert is about a quotation: one that tells of words is about those alone."""
    if alert.event.kind is not AlertKind.CHANGED:
        return True
    return state.change is Change.CHANGED and state.quotation.text == alert.event.evidence

"""Which passages may hold a sentence: those that have stretches of it, or every run of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.actor import Actor
from corpus.text.fold import fold
from indexer.analysis.terms import phrase_stream
from indexer.engine.protocol import EngineReader
from indexer.engine.query import All, Among, Group, Question, Ranking, Text

# Thresholds, tuned with `make check-eval`.
MOST_CANDIDATES = 24  # passages that are looked at for a sentence
MOST_HOLDING = 100  # passages that hold every run of it
MOST_SEEDS = 6
FEWEST_SEEDS = 3
SEED = 6  # letters of a seed; of short sentences fewer
SHORTEST_SEED = 3
FEW_LETTERS = 28  # of a sentence whose seeds overlap, for few of them lie apart

_NEXT_TO_NOTHING = 1e-4  # as a weight
_RUN = re.compile(r"[^\W_]+")

Place = tuple[int, int]  # ordinal of a document and place of a passage in it


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A sentence that is looked for.

    Attributes:
        text: Verbatim.
        lead: What stands before it and may belong to it.
        named: Ordinals of the documents that it is said to stand in.
    """

    text: str
    lead: str = ""
    named: frozenset[int] = frozenset()


def candidates(reader: EngineReader, actor: Actor, wanted: Wanted) -> dict[Place, None]:
    """Give the passages that hold most seeds of a sentence, those of named documents too."""
    seeds = seeds_of(wanted.text)
    scopes = [All(), All((Among(wanted.named),))] if wanted.named else [All()]
    found: dict[Place, None] = {}
    for required in scopes if seeds else ():
        found |= _asked(reader, actor, seeds, required)
    return found


def holding(reader: EngineReader, actor: Actor, wanted: Wanted) -> dict[Place, None]:
    """Give the passages that hold every run of a sentence: what many laws say is hard to seed."""
    streams = [phrase_stream(run) for run in _RUN.findall(fold(wanted.text)) if len(run) > 1]
    nodes = tuple(Text(each, "text") for each in streams if each)
    seeds = seeds_of(wanted.text)
    return _asked(reader, actor, seeds, All(nodes), limit=MOST_HOLDING) if nodes else {}


def _asked(
    reader: EngineReader,
    actor: Actor,
    seeds: Sequence[str],
    required: All,
    *,
    limit: int = MOST_CANDIDATES,
) -> dict[Place, None]:
    # What counts is how many seeds a passage holds; an engine only wants to be given a word too.
    question = Question(
        required=required,
        ranking=Ranking(words={seeds[0]: _NEXT_TO_NOTHING}, literal=dict.fromkeys(seeds, 1.0)),
        group=Group.PASSAGE,
        relaxed=False,
        visible_to=actor.visible_to,
        limit=limit,
        counted=False,
    )
    hits = reader.search(question).hits
    return {(hit.ordinal, each.place): None for hit in hits for each in hit.passages}


def seeds_of(text: str) -> tuple[str, ...]:
    """
    Give stretches of a sentence of which one stands unchanged in its source, as streams.

    They are spread over the sentence, and go over no punctuation, which may be another.
    """
    runs = _RUN.findall(fold(text))
    total = sum(map(len, runs))
    size = max(SHORTEST_SEED, min(SEED, total // 5))
    step = size if total > FEW_LETTERS else 2
    cut = [run[at : at + size] for run in runs for at in range(0, len(run), step)]
    whole = [each for each in cut if len(each) == size]
    if len(whole) < FEWEST_SEEDS:
        whole = [each for each in cut if len(each) > 1] or cut
    most = MOST_SEEDS if total > FEW_LETTERS else 2 * MOST_SEEDS
    every = max(1.0, len(whole) / most)
    chosen = {whole[int(at * every)] for at in range(min(most, len(whole)))}
    return tuple(sorted(filter(None, map(phrase_stream, chosen))))

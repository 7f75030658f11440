"""A3, A10, A11 and A12: what recognising and analysis must make findable, over a whole library."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import opencc
from sqlalchemy import select

from corpus.actor import LOCAL
from corpus.catalogue.documents import get
from corpus.catalogue.tables import documents
from corpus.recognise.cleaning import blanked
from corpus.recognise.number import document_number_key
from corpus.resolve.duplicates import copies
from corpus.text.fold import fold
from corpus.vocabulary.wordlists import words
from indexer.library import Library
from indexer.search.request import SearchRequest
from scoring.check import Check
from scoring.labelled import records

NUMBERS = 20
PHRASES = 1000
PAGE = 100
SEED = 15

_WIDE = {ord("!") + offset: 0xFF01 + offset for offset in range(94)}
_HANZI = str.maketrans("0123456789", "〇一二三四五六七八九")
_NARROW_QUERIES = (
    "2035年", "20%", "GB 50180", "3.0版", "1+N", "5G", "PPP", "WTO", "2020-2024", "50%以上",
    "21世纪", "4K", "IPv6", "CCC", "ISO", "100亿元", "12.5%", "A股", "B股", "H股",
)  # fmt: skip


def check_searches(library: Library, shared: Path) -> list[Check]:
    """Run the four checks over the library of the whole corpus."""
    return [
        _check_numbers(library, shared),
        _check_phrases(library),
        _check_terms(library),
        _check_forms(library),
    ]


def _check_numbers(library: Library, shared: Path) -> Check:
    golds = records(shared / "corpus" / "policies" / "gold.jsonl")
    numbers = [gold["document_number"] for gold in golds if "〔" in gold["document_number"]]
    asked = [(number, form) for number in numbers[:NUMBERS] for form in _forms(number)]
    wrong = [
        f"{form} for {number}"
        for number, form in asked
        if _first_number(library, form) != document_number_key(number)
    ]
    return Check(
        "A3",
        "document numbers in every written form",
        f"{len(asked) - len(wrong)} of {len(asked)} first",
        "240 of 240",
        not wrong and len(asked) == 240,
        f"{NUMBERS} numbers of gov.cn pages, 12 forms each",
        tuple(wrong),
    )


def _forms(number: str) -> Iterator[str]:
    """Give twelve ways of writing a number of the form 国办发〔2018〕108号."""
    code, _, rest = number.partition("〔")
    year, _, sequence = rest.removesuffix("号").partition("〕")
    for opening, closing in ("〔〕", "[]", "［］", "【】", "（）", "()"):
        yield f"{code}{opening}{year}{closing}{sequence}号"
    yield f"{code} 〔 {year} 〕 {sequence} 号"
    yield f"{code}〔{year}〕第{sequence}号"
    yield f"{code}〔{year}〕{sequence.zfill(4)}号"
    yield f"{code}〔{year.translate(_WIDE)}〕{sequence.translate(_WIDE)}号"
    yield f"{code}〔{year.translate(_HANZI)}〕{sequence}号文件"
    yield f"{code}{year}年{sequence}号"


def _first_number(library: Library, query: str) -> str | None:
    hits = library.finder.search(SearchRequest(query, LOCAL, limit=1)).hits
    number = hits[0].card.document_number if hits else None
    return document_number_key(number) if number else None


def _check_phrases(library: Library) -> Check:
    texts, same = _folded_passages(library), _copies(library)
    asked = _phrases(texts)
    wrong = []
    for phrase in asked:
        holding = {id_ for id_, text in texts.items() if phrase in text}
        found = _all(library, f'"{phrase}"')
        missed = {each for each in holding if not same.get(each, {each}) & found}
        if missed or not found <= holding | {one for each in holding for one in same.get(each, ())}:
            wrong.append(f"{phrase}: missed {sorted(missed)}, besides {sorted(found - holding)}")
    return Check(
        "A10",
        "exact phrases of 2 to 20 characters: every document, and no other",
        f"{len(asked) - len(wrong)} of {len(asked)}",
        "1,000 of 1,000",
        not wrong and len(asked) == PHRASES,
        f"drawn anywhere in the passages of {len(texts)} documents",
        tuple(wrong),
    )


def _folded_passages(library: Library) -> dict[str, str]:
    """Give the title and the passages of every document, folded, parted by line feeds."""
    found: dict[str, str] = {}
    with library.catalogue.read() as connection:
        rows = [*connection.execute(select(documents.c.ordinal, documents.c.id))]
        for ordinal, id_ in rows:
            stored = get(connection, ordinal)
            if stored is None:
                continue
            text = blanked(stored.document.text, stored.document.removed)
            passages = stored.document.passages
            held = [stored.document.value("title") or ""]
            held += [text[each.start : each.end] for each in passages]
            found[id_] = "\n".join(fold(each) for each in dict.fromkeys(held))
    return found


def _copies(library: Library) -> dict[str, set[str]]:
    """Give all copies of each document that has some, itself among them, by id."""
    with library.catalogue.read() as connection:
        rows = connection.execute(select(documents.c.ordinal, documents.c.id))
        ids = {row.ordinal: row.id for row in rows}
        return {
            ids[each]: {ids[one] for one in group} for each, group in copies(connection).items()
        }


def _phrases(texts: Mapping[str, str]) -> list[str]:
    """Draw phrases as they could be typed, each from one passage of a document."""
    draw = random.Random(SEED)
    lines = [line for text in texts.values() for line in text.split("\n") if len(line) > 20]
    phrases: list[str] = []
    while len(phrases) < PHRASES:
        line, length = draw.choice(lines), draw.randint(2, 20)
        start = draw.randrange(len(line) - length)
        phrase = line[start : start + length].strip()
        if len(phrase) > 1 and any(letter.isalnum() for letter in phrase):
            phrases.append(phrase)
    return phrases


def _check_terms(library: Library) -> Check:
    terms = list(words("policy_terms"))
    with library.catalogue.read() as connection:
        rows = connection.execute(select(documents.c.ordinal, documents.c.id, documents.c.text))
        texts = {ordinal: (id_, text) for ordinal, id_, text in rows}
        same = copies(connection)
    wrong = []
    for term in terms:
        found = _all(library, f'"{term}"')
        for ordinal, (id_, text) in texts.items():
            alike = {texts[each][0] for each in same.get(ordinal, (ordinal,))}
            if term in text and not alike & found:  # a copy of a version stands behind the version
                wrong.append(f"{term}: {id_}")
    return Check(
        "A11",
        "recall of policy terms",
        f"{len(wrong)} documents missed",
        "none",
        not wrong,
        f"all {len(terms)} terms of the lexicon, every document that holds one literally",
        tuple(wrong),
    )


def _check_forms(library: Library) -> Check:
    to_traditional = opencc.OpenCC("s2t").convert
    pairs = [(term, to_traditional(term)) for term in words("policy_terms")]
    pairs += [(query, query.translate(_WIDE)) for query in _NARROW_QUERIES]
    wrong = [
        f"{one} / {other}" for one, other in pairs if _all(library, one) != _all(library, other)
    ]
    return Check(
        "A12",
        "traditional as simplified, full width as half",
        f"{len(pairs) - len(wrong)} of {len(pairs)} the same",
        "all",
        not wrong,
        "the terms of the lexicon, and 20 queries of letters and digits",
        tuple(wrong),
    )


def _all(library: Library, query: str) -> set[str]:
    """Give the ids of all documents that match a query strictly, folded ones too."""
    found: set[str] = set()
    offset = 0
    while True:
        request = SearchRequest(
            query, LOCAL, relaxed=False, offset=offset, limit=PAGE, passages=0, further=False
        )
        hits = library.finder.search(request).hits
        found |= {card.id for hit in hits for card in (hit.card, *hit.folded, *hit.copies)}
        offset += PAGE
        if len(hits) < PAGE:
            return found

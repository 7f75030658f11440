"""What a document is about: region, level, industry, type of enterprise, topics and subjects."""

from collections.abc import Mapping, Sequence

from corpus.document import Fact, Section
from corpus.recognise.document_class import Reading
from corpus.recognise.enterprise_type import recognise_enterprise_type
from corpus.recognise.head import Role
from corpus.recognise.industry import recognise_industry
from corpus.recognise.issuer_level import recognise_issuer_level
from corpus.recognise.region import Source, recognise_region, region_of_enterprise
from corpus.recognise.subjects import Zones, recognise_subjects, recognise_topics
from corpus.recognise.word_counts import PairedText

_BODY_LENGTH = 1200  # characters of a text that say what it is about
_REPORT_LENGTH = 3000  # of one that tells of an enterprise
OF_ENTERPRISES = ("experience", "news", "research", "other")  # classes that tell of enterprises
_TOLD_BY_TEXT = (*OF_ENTERPRISES, "speech", "study")  # classes that do not name all in a title
_HEADINGS = 60  # sections that are looked at


def recognise_about(
    reading: Reading,
    facts: Mapping[str, Fact],
    sections: Sequence[Section],
    text: str,
) -> dict[str, Fact | None]:
    """
    Give the facts of what a document is about, by the facts that are known of it.

    Args:
        reading: Title, head and body.
        facts: Those known, title, issuer, number, class and enterprise among them.
        sections: The outline.
        text: Of the document.
    """
    document_class = _value(facts, "document_class")
    of_enterprise = document_class in OF_ENTERPRISES
    start = reading.body[0].start if reading.body else len(text)
    end = start + (_REPORT_LENGTH if of_enterprise else _BODY_LENGTH)
    body = text[start:end]
    headings = "\n".join(section.title for section in sections[:_HEADINGS])
    zones = Zones(PairedText.of(reading.names), PairedText.of(headings), PairedText.of(body))
    found = {
        "issuer_level": recognise_issuer_level(facts.get("issuer")),
        "topic": recognise_topics(zones),
        "subject": recognise_subjects(zones, by_title=document_class not in _TOLD_BY_TEXT),
    }
    if of_enterprise:
        enterprise = _value(facts, "enterprise")
        beginning = Source(text[:end], 0, 0.8)
        return found | {
            "region": region_of_enterprise(enterprise, beginning),
            "industry": recognise_industry(zones, enterprise),
            "enterprise_type": recognise_enterprise_type(reading.names, body, start),
        }
    return found | {
        "region": recognise_region(_telling(reading, facts), _value(facts, "document_number")),
        "industry": recognise_industry(zones),
    }


def _telling(reading: Reading, facts: Mapping[str, Fact]) -> list[Source]:
    """Give what may tell the region of a document that is not about an enterprise."""
    issuer, title = facts.get("issuer"), facts.get("title")
    people = reading.head.of(Role.PERSON)[:1]
    named = Source("\n".join(issuer.value), None, issuer.confidence) if issuer else None
    titled = Source(reading.names, None, 0.9 if title else 0.5, short=True)
    spoken = [Source(line.text, line.start, 0.8) for line in people]
    return [*([named] if named else []), titled, *spoken]


def _value(facts: Mapping[str, Fact], name: str) -> str:
    fact = facts.get(name)
    if fact is None:
        return ""
    return fact.value if isinstance(fact.value, str) else (fact.value or ("",))[0]

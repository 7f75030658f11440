"""Alerts as an Atom feed: https://www.rfc-editor.org/rfc/rfc4287."""

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from corpus.partial_dates import CHINA
from search_api.study.warning import ALERT_LABELS
from search_api.study.watching import Warned
from web.concerns import ToldPlace, places_told

CONTENT_TYPE = "application/atom+xml; charset=utf-8"

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(entries: Sequence[Warned], actor: str, *, base: str, now: datetime) -> bytes:
    """
    Write alerts as a feed.

    Args:
        entries: What is told.
        actor: To whom; ids are the same for the same alert of the same actor.
        base: Address of the service, without a slash at its end.
        now: When nothing is told.
    """
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-Hans"})
    _add(feed, "id", _urn("alerts", actor))
    _add(feed, "title", "学鉴：关注提醒")
    newest = max((each.alert.noticed_at for each in entries), default=now)
    _add(feed, "updated", _moment(newest))
    _add(ET.SubElement(feed, "author"), "name", "学鉴")
    _link(feed, "self", f"{base}/watch.atom", "application/atom+xml")
    _link(feed, "alternate", f"{base}/watch", "text/html")
    for each in entries:
        _entry(feed, each, actor, base)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: ET.Element, warned: Warned, actor: str, base: str) -> None:
    alert, event = warned.alert, warned.alert.event
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", _urn("alert", actor, str(alert.id), event.document_id, event.kind.value))
    _add(entry, "title", f"{ALERT_LABELS[event.kind]}：《{event.title}》")
    _add(entry, "updated", _moment(alert.noticed_at))
    _link(entry, "alternate", f"{base}/watch#a{alert.id}", "text/html")
    _link(entry, "related", f"{base}/documents/{event.by_id or event.document_id}", "text/html")
    told = [event.words, event.evidence, "涉及：", *map(_line, places_told(warned))]
    _add(entry, "summary", "\n".join(filter(None, told)))


def _line(place: ToldPlace) -> str:
    words = f"“{place.words}”" if place.words else ""
    return "，".join(filter(None, (f"{place.label}{words}", place.newer)))


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)


def _link(parent: ET.Element, rel: str, href: str, type_: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": href, "type": type_})


def _urn(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "xuejian/" + "/".join(parts)).urn


def _moment(moment: datetime) -> str:
    return moment.astimezone(CHINA).isoformat(timespec="seconds")

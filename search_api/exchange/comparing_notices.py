"""What a package would change beside documents."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from corpus.catalogue import notices
from corpus.catalogue.notices import Notice
from search_api.exchange.comparison import Change, Line
from search_api.exchange.manifest import Manifest
from search_api.exchange.notice import NOTICE_LABELS, NoticeItem, notice_object


def compare_notices(connection: Connection, manifest: Manifest) -> Iterator[Line]:
    """Hold what is given beside documents against what the sender gave before."""
    before = {(each.kind, each.key): each for each in notices.by(connection, manifest.fingerprint)}
    for item in manifest.notices:
        known = before.pop((item.kind, item.key), None)
        change = Change.NEW if known is None else Change.UPDATED
        is_same = known is not None and known.digest == item.digest
        yield _line(item, Change.SAME if is_same else change, manifest.name)
    for gone in before.values():
        yield Line(
            _identity(gone.kind, gone.key), gone.title, NOTICE_LABELS[gone.kind], Change.WITHDRAWN
        )


def notices_of(connection: Connection, manifest: Manifest, now: datetime) -> Iterator[Notice]:
    """Give what is to be noted of what is given beside documents."""
    before = {(each.kind, each.key): each for each in notices.by(connection, manifest.fingerprint)}
    for item in manifest.notices:
        known = before.get((item.kind, item.key))
        if known is not None and known.digest == item.digest:
            yield known
        else:
            yield Notice(
                sender=manifest.fingerprint,
                kind=item.kind,
                key=item.key,
                title=item.title,
                digest=item.digest,
                item=notice_object(item),
                serial=manifest.serial,
                changed_at=now,
            )


def _line(item: NoticeItem, change: Change, sender: str) -> Line:
    label = NOTICE_LABELS[item.kind]
    return Line(_identity(item.kind, item.key), item.title, label, change, hands=(sender,))


def _identity(kind: str, key: str) -> str:
    return f"{kind}:{key}"

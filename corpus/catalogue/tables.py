"""The tables. Statements stay within what SQLite and PostgreSQL share."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from corpus.catalogue.column_types import PathText
from corpus.document import PLACE_BITS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def passage_key(ordinal: int, place: int) -> int:
    """Give the key of a passage."""
    return (ordinal << PLACE_BITS) + place


# SQLite counts a rowid only in a column of type INTEGER.
_Counted = BigInteger().with_variant(Integer, "sqlite")


def _of_document(name: str = "ordinal") -> Column[int]:
    """Make the column by which a part belongs to its document, and goes with it."""
    return Column(
        name,
        _Counted,
        ForeignKey("documents.ordinal", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )


documents = Table(
    "documents",
    metadata,
    Column("ordinal", _Counted, primary_key=True),  # the index's join key, never used again
    Column("id", String(40), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("format", String(16), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),  # raised when it is read again
    Column("follows", String(40)),  # id of the version that lay at the same path before
    Column("parent", String(40)),  # id of the document of which it is an annex
    Column("rules_version", Integer, nullable=False),
    Column("lexicon_version", String(40), nullable=False),
    Column("source_grade", String(16), nullable=False),
    Column("completeness", String(16), nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    # The card: drawn from the facts at writing, so that lists need no second table.
    Column("title", Text, nullable=False),
    Column("document_class", String(32), nullable=False),
    Column("kind", String(64)),
    Column("document_number", Text),
    Column("issuer", JSON, nullable=False),
    Column("speaker", Text),
    Column("date_value", String(10)),
    Column("date_field", String(32)),
    # The long ones stand last: SQLite reads a row from its start, only as far as it is asked to.
    Column("pages", JSON, nullable=False),
    Column("removed", JSON, nullable=False),
    Column("gaps", JSON),
    Column("roles", JSON),
    Column("indicators", JSON),
    Column("work_key", Text),  # equal for all versions of one text, see corpus.text.works
    Column("number_key", Text),
    Column("text", Text, nullable=False),
    Index(None, "document_class"),
    Index(None, "added_at"),
    Index(None, "work_key"),
    Index(None, "number_key"),
    sqlite_autoincrement=True,
)

document_groups = Table(
    "document_groups",
    metadata,
    _of_document(),
    Column("name", String(128), primary_key=True),
    Index(None, "name"),
)

facts = Table(
    "facts",
    metadata,
    _of_document(),
    Column("name", String(32), primary_key=True),
    Column("method", String(16), primary_key=True),  # a person's stands beside the rule's
    Column("value", JSON, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("said_on", String(10)),  # the day, ISO, on which a person said it
)

sections = Table(
    "sections",
    metadata,
    _of_document(),
    Column("place", Integer, primary_key=True),
    Column("id", String(40), nullable=False),
    Column("parent", String(40)),
    Column("level", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    sqlite_with_rowid=False,
)

citations = Table(
    "citations",
    metadata,
    _of_document(),
    Column("place", Integer, primary_key=True),
    Column("relation", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("work_key", Text, nullable=False),
    Column("number", Text),
    Column("number_key", Text),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Index(None, "work_key"),
    Index(None, "number_key"),
    sqlite_with_rowid=False,
)

sketches = Table(  # of texts, see corpus.text.clauses
    "sketches",
    metadata,
    _of_document(),
    Column("clauses", LargeBinary, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    _of_document(),
    Index(None, "ordinal"),
    sqlite_with_rowid=False,
)

likenesses = Table(  # pairs of documents whose texts are alike
    "likenesses",
    metadata,
    _of_document("one"),
    _of_document("other"),
    Column("share", Float, nullable=False),
    Column("same", Boolean, nullable=False),
    Column("replaced", Boolean, nullable=False),
    Index(None, "other"),
)

passages = Table(
    "passages",
    metadata,
    # Ordinal and place in one number, for many are fetched at once, and no database is quick at
    # finding pairs among many.
    Column("key", _Counted, primary_key=True, autoincrement=False),
    Column(
        "ordinal",
        _Counted,
        ForeignKey("documents.ordinal", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("place", Integer, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("article", Text),
    Column("page", Integer),
    Column("section", Text),
    Column("part", Integer),
)

parts = Table(
    "parts",
    metadata,
    _of_document(),
    Column("place", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("cited", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("document_number", Text),
    Column("region", JSON, nullable=False),
    Column("enterprise", JSON, nullable=False),
    sqlite_with_rowid=False,
)

paths = Table(
    "paths",
    metadata,
    Column("path", PathText, primary_key=True),
    Column(
        "ordinal",
        _Counted,
        ForeignKey("documents.ordinal", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("sample", Boolean, nullable=False),  # bundled with the program
    Column("added_at", DateTime(timezone=True), nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("path", PathText, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("grade", String(16)),  # of its source, where whoever brought it said so
    Column("source", PathText),  # where its bytes lie, if not at its path
    Column("state", String(16), nullable=False),
    Column("document_id", String(40)),
    Column("code", String(64)),
    Column("detail", Text),
    Column("queued_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
    Index(None, "state", "id"),
    Index(None, "path"),
    sqlite_autoincrement=True,
)

edits = Table(  # corrections as they were made
    "edits",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("undone_at", DateTime(timezone=True)),
    Column("given", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    sqlite_autoincrement=True,
)

wanted = Table(  # what the library ought to hold
    "wanted",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("title", Text, nullable=False),
    Column("number", Text),
    Column("work_key", Text, nullable=False),
    Column("number_key", Text),
    Column("added_at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)

searches = Table(  # what was searched for, once for each day
    "searches",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False),
    Column("day", String(10), nullable=False, index=True),
    Column("key", Text, nullable=False),  # the query, folded
    Column("query", Text, nullable=False),  # as it was typed last
    Column("times", Integer, nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("found", Integer),  # documents, the last time; unknown where it was narrowed
    UniqueConstraint("actor", "day", "key"),
    Index(None, "actor", "last_at"),
    sqlite_autoincrement=True,
)

search_habits = Table(
    "search_habits",
    metadata,
    Column("actor", String(128), primary_key=True),
    Column("keeps_history", Boolean, nullable=False),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
    # Ordinal up to which documents are known: those beyond are new.
    Column("watermark", BigInteger, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

collected_folders = Table(
    "collected_folders",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False, index=True),
    Column("name", Text, nullable=False),
    sqlite_autoincrement=True,
)

collected = Table(  # quotations that an actor keeps; the document may go, they stay
    "collected",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False),
    Column("document_id", String(40), nullable=False, index=True),
    Column("quotation", JSON, nullable=False),
    Column("note", Text, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("folder", _Counted, ForeignKey("collected_folders.id", ondelete="SET NULL")),
    Column("position", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("collected_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True)),
    Index(None, "actor", "position"),
    sqlite_autoincrement=True,
)

papers = Table(  # what an actor makes of the library: courses, study sessions, lists of measures
    "papers",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("revision", Integer, nullable=False),  # raised by every change
    Column("shared_key", String(64), unique=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True)),
    Index(None, "actor", "kind"),
    sqlite_autoincrement=True,
)

paper_versions = Table(  # states of papers that were kept
    "paper_versions",
    metadata,
    Column("paper", _Counted, ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)

given_notices = Table(  # what goes with the next packages beside documents
    "given_notices",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("item", JSON(none_as_null=True)),  # where nothing else keeps it
    Column("since", DateTime(timezone=True), nullable=False),
)

notices = Table(  # what other libraries give beside documents
    "notices",
    metadata,
    Column("sender", String(40), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("title", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("item", JSON, nullable=False),
    Column("serial", Integer, nullable=False),  # of the package that last changed it
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

entries = Table(  # of the registers: proposals, decisions of meetings, recommended cases, gaps
    "entries",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("register", String(16), nullable=False),
    Column("serial", String(64), nullable=False),  # 编号; never given to another
    Column("state", String(16), nullable=False),
    Column("due", String(10)),  # a day, ISO
    Column("paper", _Counted),  # what it came out of, as a decision out of a meeting
    Column("content", JSON, nullable=False),
    Column("revision", Integer, nullable=False),  # raised by every change
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("removed_at", DateTime(timezone=True)),
    UniqueConstraint("register", "serial"),
    Index(None, "paper"),
    sqlite_autoincrement=True,
)

entry_changes = Table(  # every change of an entry, as it was made
    "entry_changes",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("entry", _Counted, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),  # of the entry afterwards
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("actor", String(128)),  # none where nobody is to be known by it
    Column("act", String(16), nullable=False),
    Column("changed", JSON, nullable=False),  # [field, before, after] of each
    Column("of_import", _Counted),  # to which it belongs; none of one that a person made
    Index(None, "entry"),
    Index(None, "of_import"),
    sqlite_autoincrement=True,
)

imports = Table(  # each time a workbook was taken into a register
    "imports",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("register", String(16), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made", Integer, nullable=False),  # entries that were new
    Column("changed", Integer, nullable=False),  # and changed
    Column("taken_back_at", DateTime(timezone=True)),
    sqlite_autoincrement=True,
)

publications = Table(  # what of a paper everyone reads, as it was when it was published
    "publications",
    metadata,
    Column("paper", _Counted, ForeignKey("papers.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, nullable=False),  # of the paper then
    Column("title", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("position", Integer, nullable=False),  # among those of its kind; the lowest is first
)

replacements = Table(  # what came to the place of what; a document may be gone since
    "replacements",
    metadata,
    Column("older", String(40), primary_key=True),  # ids of documents
    Column("newer", String(40), nullable=False),
)

alerts = Table(  # what an actor is warned of, once for each event
    "alerts",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False),
    Column("concern", String(16), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("document_id", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("event", String(64), nullable=False),  # the same for the same event
    Column("was", String(16)),  # the kind of what was told before
    Column("words", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("by_id", String(40)),
    Column("by_title", Text, nullable=False),
    Column("noticed_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True)),
    Column("settled_at", DateTime(timezone=True)),  # it is so no longer
    UniqueConstraint("actor", "concern", "number", "document_id", "event"),
    Index(None, "actor", "noticed_at"),
    sqlite_autoincrement=True,
)

looks = Table(  # in what state each actor's things and the library were when compared last
    "looks",
    metadata,
    Column("actor", String(128), primary_key=True),
    Column("state", Text, nullable=False),
    Column("looked_at", DateTime(timezone=True), nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("level", String(8), nullable=False),
    Column("actor", String(128), nullable=False),
    Column("refused_at", DateTime(timezone=True), nullable=False),
)

lexicon_entries = Table(  # the keeper's, over those that come with the program
    "lexicon_entries",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("word", Text, nullable=False),
    Column("alias_group", JSON(none_as_null=True)),
    Column("is_on", Boolean, nullable=False),
    Column("actor", String(128), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

lexicon_changes = Table(  # as they were made; the newest number names the state of the lexicon
    "lexicon_changes",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("actor", String(128), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("undone_at", DateTime(timezone=True)),
    Column("changed", JSON, nullable=False),  # [before, after] of each entry
    Column("recut", Integer, nullable=False),  # documents that were cut again
    sqlite_autoincrement=True,
)

lexicon_cut = Table(  # the terms by which all documents are, or will have been, cut
    "lexicon_cut",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", String(40), nullable=False),
    Column("terms", JSON, nullable=False),
)

lexicon_candidates = Table(  # what was mined from the library
    "lexicon_candidates",
    metadata,
    Column("word", String(64), primary_key=True),
    Column("origin", String(8), nullable=False),
    Column("count", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("sentence", Text, nullable=False),
    Column(
        "ordinal",
        _Counted,
        ForeignKey("documents.ordinal", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
)

lexicon_mining = Table(
    "lexicon_mining",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("state", String(8), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
)

shares = Table(  # what this library gives to others, by the sha256 of the original
    "shares",
    metadata,
    Column("identity", String(64), primary_key=True),
    Column("document_id", String(40), nullable=False, index=True),
    Column("tier", String(8), nullable=False),
    Column("abstract", Text),  # as the sharer typed it; none takes the opening of the text
    Column("since", DateTime(timezone=True), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True)),
    Column("digest", String(64)),  # of what the last package said of it
    Column("serial", Integer),  # of the package that first said so
    Column("given_on", String(10)),
)

libraries = Table(  # those whose packages are taken, and this one
    "libraries",
    metadata,
    Column("fingerprint", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("public_key", String(64), nullable=False),
    Column("is_own", Boolean, nullable=False),
    Column("trusted_at", DateTime(timezone=True), nullable=False),
)

packages = Table(  # made here, and taken in
    "packages",
    metadata,
    Column("fingerprint", String(40), primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("manifest_sha256", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("counts", JSON, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

offers = Table(  # what each library shares with this one
    "offers",
    metadata,
    Column("identity", String(64), primary_key=True),
    Column("sender", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("item", JSON),  # as the manifest has it; none when it was withdrawn
    Column("serial", Integer, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Index(None, "sender"),
)

received = Table(  # what lies here because others share it
    "received",
    metadata,
    Column("identity", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("path", PathText, nullable=False),
    Column("document_id", String(40), index=True),
    Column("state", String(16), nullable=False),
    Column("lead", String(40)),  # the library whose words are on its card
    Column("said", JSON, nullable=False),  # by people here, of a document that is being replaced
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

disagreements = Table(
    "disagreements",
    metadata,
    Column("id", _Counted, primary_key=True),
    Column("identity", String(64), nullable=False, index=True),
    Column("sender", String(40), nullable=False),
    Column("field", String(32), nullable=False),
    Column("ours", JSON, nullable=False),
    Column("theirs", JSON, nullable=False),
    Column("noticed_at", DateTime(timezone=True), nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    Column("decision", String(8)),
    sqlite_autoincrement=True,
)

text_requests = Table(  # for the whole text of what is held elsewhere
    "text_requests",
    metadata,
    Column("identity", String(64), primary_key=True),
    Column("asked_by", String(40), primary_key=True),  # a library's fingerprint
    Column("title", Text, nullable=False),
    Column("holder", String(40), nullable=False),
    Column("actor", String(64)),  # who asked here; none for what another library asks
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("answered_at", DateTime(timezone=True)),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", _Counted, primary_key=True),  # in the order of commits
    Column("ordinal", BigInteger, nullable=False),
    Column("action", String(8), nullable=False),  # put or delete
    Column("sha256", String(64), index=True),  # of a deleted document whose original is still to go
    sqlite_autoincrement=True,
)

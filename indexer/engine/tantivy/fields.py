"""The fields of both kinds of rows in a tantivy index."""

import tantivy

from indexer.engine.schema import KEYWORDS, document_keyword, passage_keyword

# A row has the fields of its kind only, so a query on one kind's field never meets the other.
DOCUMENT = "document"  # ordinal, on a document row
PARENT = "parent"  # ordinal, on a passage row
PASSAGE_KEY = "passage_key"
AUTHORITY = "authority"  # of its document, on both kinds of rows
DATE = "date_key"
TITLE_SIZE = "title_size"


def build_schema() -> tantivy.Schema:
    """Build the schema; every text is cut already and is split at blanks only."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(DOCUMENT, indexed=True, fast=True)
    builder.add_unsigned_field(DATE, indexed=True, fast=True)
    builder.add_unsigned_field(TITLE_SIZE, fast=True)
    for name in ("text", "scoped"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("title_key", "number_key", "numbers"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")

    builder.add_unsigned_field(PARENT, indexed=True, fast=True)
    for name in (PASSAGE_KEY, AUTHORITY):
        builder.add_unsigned_field(name, fast=True)
    for name in ("passage_words", "passage_title"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("passage_bigrams", tokenizer_name="whitespace", index_option="position")
    for name in KEYWORDS:
        builder.add_text_field(
            document_keyword(name), tokenizer_name="raw", index_option="basic", fast=True
        )
        builder.add_text_field(passage_keyword(name), tokenizer_name="raw", index_option="basic")
    return builder.build()

"""The versions of the tables lead to the tables that the code speaks of."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from corpus.catalogue import documents, migrations, offers, papers, publications
from corpus.catalogue.migrations.upgrade import HEAD, stored_version, upgrade
from corpus.catalogue.offers import HERE, WITHDRAWN, Offer, Received
from corpus.catalogue.papers import PaperKind
from corpus.catalogue.tables import metadata
from tests.corpus.catalogue.builders import document, put

FOLDER = Path(migrations.__file__).parent
NOW = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture
def engine(url):
    engine = create_engine(url)
    yield engine
    engine.dispose()


def test_all_versions_together_make_the_tables_of_the_code(engine):
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_version_is_the_one_that_the_code_asks_for():
    assert ScriptDirectory(str(FOLDER)).get_heads() == [HEAD]
    assert max(path.name for path in (FOLDER / "versions").glob("0*.py")).startswith(HEAD)


def test_a_catalogue_knows_by_which_version_it_was_made(engine):
    assert stored_version(engine) is None
    upgrade(engine)
    assert stored_version(engine) == HEAD
    upgrade(engine)
    assert stored_version(engine) == HEAD


def test_the_way_back_leaves_nothing(engine):
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_no_id_is_ever_used_again(engine):
    upgrade(engine)
    counted = {table.name for table in metadata.tables.values() if is_counted(table)}
    with engine.connect() as connection:
        made = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINC%'"
        )
        assert {"jobs", "outbox", "documents"} <= set(made.scalars()) == counted


def is_counted(table):
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def test_an_older_catalogue_s_grades_become_facts(engine):
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        for number, grade in enumerate(("示例", "待核实"), start=1):
            put(connection, replace(document(number), source_grade=grade))
        command.downgrade(config, "0007")
    upgrade(engine)
    with engine.connect() as connection:
        told = [documents.get(connection, ordinal) for ordinal in (1, 2)]
    facts = [stored.document.facts["source_grade"] for stored in told]
    assert [(fact.value, fact.method) for fact in facts] == [("示例", "import"), ("待核实", "rule")]


def test_what_was_published_on_a_day_is_so_still(engine):
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    begun = datetime(2026, 3, 1, 8, tzinfo=UTC)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        paper = papers.make(connection, "a", PaperKind.THEME, "甲", {"title": "甲"}, now=begun)
        publications.publish(connection, paper, now=begun)
        command.downgrade(config, "0022")
    upgrade(engine)
    with engine.connect() as connection:
        kept = publications.get(connection, PaperKind.THEME, paper.id)
    assert kept.published_on == date(2026, 3, 1)
    assert kept.published_at > begun


def test_what_was_withdrawn_before_loses_its_title_too(engine):
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    given = Offer("1" * 64, "a" * 40, "题名", "", {"title": "题名"}, 1, NOW)
    taken_back = replace(given, identity="2" * 64, item=None)
    lying = Received("1" * 64, "题名", "共享/甲/题名.txt", "1" * 16, HERE, "a" * 40, NOW)
    gone = replace(lying, identity="2" * 64, document_id=None, state=WITHDRAWN, lead=None)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        offers.put_offers(connection, [given, taken_back])
        offers.put_received(connection, [lying, gone])
        command.downgrade(config, "0022")
    upgrade(engine)
    with engine.connect() as connection:
        told = offers.offers_of(connection, ["1" * 64, "2" * 64])
        came = offers.received_of(connection, ["1" * 64, "2" * 64])
    assert [each.title for found in told.values() for each in found] == ["题名", ""]
    assert [(each.title, each.path) for each in came.values()] == [
        ("题名", "共享/甲/题名.txt"),
        ("", ""),
    ]

"""How moments are written on pages: by China's clock, wherever the server stands."""

from datetime import UTC, datetime
from importlib.resources import files

from web.templating import environment


def test_a_moment_is_written_by_chinas_clock():
    late = datetime(2026, 11, 29, 20, 18, tzinfo=UTC)
    template = environment().from_string("{{ at | moment }} {{ at | day }}")
    assert template.render(at=late) == "2026-11-30 04:18 2026-11-30"


def test_no_template_writes_a_moment_by_the_servers_clock():
    templates = list((files("web") / "templates").iterdir())
    assert len(templates) > 50
    for each in templates:
        text = each.read_text(encoding="utf-8")
        assert ("strftime" in text, "astimezone" in text) == (False, False), each.name

"""What people write into a register is kept as it can be printed."""

import pytest
from pydantic import TypeAdapter, ValidationError

from search_api.ledger.filing import PrintedLine, PrintedName, PrintedText

LONGEST = [(PrintedLine, 500), (PrintedName, 60), (PrintedText, 20_000)]


@pytest.mark.parametrize(("form", "longest"), LONGEST)
def test_what_no_paper_shows_is_dropped_before_the_rest_is_counted(form, longest):
    kept = TypeAdapter(form).validate_python("\x00" + "甲" * longest + "\x0e")
    assert kept == "甲" * longest
    with pytest.raises(ValidationError, match="at most"):
        TypeAdapter(form).validate_python("甲" * (longest + 1))

"""What is kept at hand is true of one state, and does not grow."""

from indexer.remembered import Remembered


def test_a_value_is_made_once_for_a_state() -> None:
    made: list[str] = []
    remembered = Remembered(most=2)

    def asked(state: str, key: str) -> str:
        def make() -> str:
            made.append(f"{state}{key}")
            return f"{state}{key}"

        return remembered.of(state, key, make)

    assert [asked("1", "a"), asked("1", "a"), asked("2", "a")] == ["1a", "1a", "2a"]
    assert made == ["1a", "2a"]


def test_what_was_not_asked_for_longest_goes() -> None:
    made: list[str] = []
    remembered = Remembered(most=2)
    for key in ("a", "b", "a", "c", "a", "b"):
        remembered.of("1", key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]

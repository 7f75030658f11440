"""What was computed of the whole library, kept at hand until the library changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Value = TypeVar("Value")


class Remembered:
    """Values, each true of one state of the library; those asked for last; for all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._changing = Lock()

    def knows(self, state: str, key: Hashable) -> bool:
        """Tell whether a value need not be made."""
        return (state, key) in self._values

    def of(self, state: str, key: Hashable, make: Callable[[], Value]) -> Value:
        """
        Give a value, made once for a state; those of older states go as newer ones come.

        Args:
            state: Names the state of the library of which *make* tells.
            key: What is asked; says of which type the value is.
            make: Computes it; others wait meanwhile, since they mostly want the same.
        """
        with self._changing:
            wanted = state, key
            if wanted not in self._values:
                self._values[wanted] = make()
            self._values.move_to_end(wanted)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
            return cast(Value, self._values[wanted])

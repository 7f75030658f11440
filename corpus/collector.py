"""Python's garbage collector, told to look less often where it would find little."""

import gc

_ALLOCATIONS = 50_000  # between two looks; Python's own choice is 700


def collect_rarely() -> None:
    """
    Leave what is loaded out of every later look, and look seldom.

    What passes through reading, indexing and answering goes by its reference count; rings are
    few, and each look would go through dictionaries and tables that stay for ever.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, 20, 20)

"""How slow the machine is at this moment, beside the one on which limits of time were set."""

import time

_LOOPS = 1_000_000
_FAIR_S = 0.009  # that they took there


def slowness() -> float:
    """Give how many times longer than there a fixed piece of work takes; at least 1."""
    begin = time.process_time()
    sum(range(_LOOPS))
    return max(1.0, (time.process_time() - begin) / _FAIR_S)

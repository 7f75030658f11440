"""Being someone whom permissions bind, for tests that may run as root."""

import os
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from tempfile import gettempdir

NOBODY = 65534


@contextmanager
def powerless(folder):
    """Be someone who may enter *folder*, but not read every file."""
    above = takewhile(lambda each: each != Path(gettempdir()), folder.parents[:3])
    for each in (folder, *above):  # those of pytest, of this run and of its process
        each.chmod(0o755)
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)

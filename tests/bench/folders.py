"""Where a data set is built."""

import tempfile
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder(keep, prefix="tacit-bench-"):
    """The folder `keep`, which stays; without it one of our own, removed at the end."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        yield Path(name)

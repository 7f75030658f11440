"""Score which cases fit the described situations: the fitting one among the first three."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fitting.evaluation import evaluate_fitting

if __name__ == "__main__":
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")
    with TemporaryDirectory() as folder:
        evaluate_fitting(shared, Path(folder))

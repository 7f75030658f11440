"""
Put the encoder's weights where the installation looks for them: `make semantic`.

    python scripts/fetch_weights.py [PACKAGE]

PACKAGE is the jar, where it was brought by hand; without it, Maven fetches the jar. Either must be
the one whose sha256 is written in `indexer/semantic/weights.py`. Run at installation only.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus.errors import EncoderUnavailable
from corpus.settings import Settings
from indexer.semantic.weights import PACKAGE, are_there, unpack, weights_folder

_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"


def fetch(folder: Path) -> Path:
    """
    Let Maven put the jar into *folder*.

    Raises:
        EncoderUnavailable: There is no Maven, or it cannot have the jar.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise EncoderUnavailable(
            "没有 mvn。请先安装 Maven，或在别处取得模型包后运行 make semantic PACKAGE=文件。"
        )
    goals = [
        [f"{_PLUGIN}:get", f"-Dartifact={PACKAGE}", "-Dtransitive=false"],
        [f"{_PLUGIN}:copy", f"-Dartifact={PACKAGE}", f"-DoutputDirectory={folder}"],
    ]
    for goal in goals:
        done = subprocess.run([maven, "--batch-mode", "--quiet", *goal], check=False, cwd=folder)
        if done.returncode:
            raise EncoderUnavailable(f"mvn 没有取到 {PACKAGE}。请看上面的报错，检查网络后重试。")
    return next(folder.glob("*.jar"))


def main() -> int:
    """Fetch and unpack, unless all is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, nargs="?")
    package: Path | None = parser.parse_args().package
    target = weights_folder(Settings())
    try:
        if package is not None:
            unpack(package, target)
        elif not are_there(target):
            with tempfile.TemporaryDirectory() as folder:
                unpack(fetch(Path(folder)), target)
    except EncoderUnavailable as error:
        print(error.detail, file=sys.stderr)
        return 1
    print(f"语义模型在 {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

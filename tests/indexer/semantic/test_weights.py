import hashlib
import zipfile
from dataclasses import replace

import pytest

from corpus.errors import EncoderUnavailable
from corpus.settings import Settings
from indexer.semantic import availability, weights
from indexer.semantic.availability import check_available
from indexer.semantic.weights import are_there, unpack


def test_another_package_is_refused_and_leaves_nothing(tmp_path):
    package = tmp_path / "other.jar"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("bge-small-zh-v1.5-q.onnx", b"not the weights")

    with pytest.raises(EncoderUnavailable, match="sha256"):
        unpack(package, tmp_path / "weights")

    assert not are_there(tmp_path / "weights")


def test_a_package_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(EncoderUnavailable, match=r"读不出.*none\.jar"):
        unpack(tmp_path / "none.jar", tmp_path / "weights")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small package that is taken for the true one."""
    path, files = tmp_path / "true.jar", []
    with zipfile.ZipFile(path, "w") as archive:
        for file, content in ((weights.MODEL, b"model"), (weights.TOKENIZER, b"pieces")):
            archive.writestr(file.member, content)
            sha256 = hashlib.sha256(content).hexdigest()
            files.append(replace(file, sha256=sha256, size_bytes=len(content)))
    monkeypatch.setattr(weights, "_FILES", tuple(files))
    monkeypatch.setattr(weights, "PACKAGE_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_the_weights_are_taken_out_of_their_package(package, tmp_path):
    folder = tmp_path / "weights" / "deep"
    assert not are_there(folder)

    unpack(package, folder)

    assert are_there(folder)
    assert sorted(each.name for each in folder.iterdir()) == ["model.onnx", "tokenizer.json"]
    (folder / "model.onnx").write_bytes(b"cut")
    assert not are_there(folder)


def test_a_folder_that_cannot_be_written_is_told_with_the_mend(package, tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(EncoderUnavailable, match="XUEJIAN_WEIGHTS"):
        unpack(package, tmp_path / "file" / "weights")


def test_missing_weights_are_told_with_the_mend(tmp_path):
    settings = Settings(home=tmp_path, weights=tmp_path / "weights")

    with pytest.raises(EncoderUnavailable, match="make semantic"):
        check_available(settings)


def test_a_missing_package_is_named_with_the_mend(tmp_path, monkeypatch):
    monkeypatch.setattr(availability, "_NEEDED", ("json", "no_such_package"))

    with pytest.raises(EncoderUnavailable, match=r"缺 no_such_package.*xuejian\[semantic\]"):
        check_available(Settings(home=tmp_path))


def test_it_can_be_switched_off(tmp_path):
    with pytest.raises(EncoderUnavailable, match="XUEJIAN_SEMANTIC"):
        check_available(Settings(home=tmp_path, semantic="off"))

import zipfile

import pytest

from corpus.errors import EncoderUnavailable
from corpus.settings import Settings
from indexer.semantic import availability
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

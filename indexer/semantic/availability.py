"""Whether this installation can make vectors; searching by words needs nothing of it."""

from importlib.util import find_spec

from corpus.errors import EncoderUnavailable
from corpus.settings import Settings
from indexer.semantic.weights import are_there, weights_folder

_NEEDED = ("numpy", "onnxruntime")


def check_available(settings: Settings) -> None:
    """
    Make sure that vectors can be made here.

    Raises:
        EncoderUnavailable: They are switched off, or a package or the weights are missing.
    """
    if settings.semantic == "off":
        raise EncoderUnavailable("语义检索已关闭。要打开，请去掉环境变量 XUEJIAN_SEMANTIC=off。")
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise EncoderUnavailable(
            f"没有安装语义检索组件（缺 {'、'.join(missing)}）。"
            "请运行 pip install 'xuejian[semantic]'，检索仍可按词进行。",
            missing=missing,
        )
    folder = weights_folder(settings)
    if not are_there(folder):
        raise EncoderUnavailable(
            f"语义模型文件不在 {folder} 或不完整。"
            "请在安装目录运行 make semantic，检索仍可按词进行。",
            path=str(folder),
        )

"""Templates and data to PDF: the one place that knows typst, and which Chinese fonts are there."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.errors import ExportUnavailable

# What stands for the fonts of official documents, the first that is there; behind them any other.
_WANTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "SimSun"),
        "heading": ("SimHei", "黑体", "STHeiti", "Heiti SC", "Microsoft YaHei", "Noto Sans CJK SC"),
        "quote": ("KaiTi", "楷体", "STKaiti", "Kaiti SC", "KaiTi_GB2312", "LXGW WenKai"),
        "body": ("FangSong", "仿宋", "STFangsong", "FangSong_GB2312"),
    }
)
_ANY = (
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun", "宋体", "NSimSun"),
    *(
        "STSong",
        "Songti SC",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Noto Sans SC",
        "PingFang SC",
    ),
    *(
        "Microsoft YaHei",
        "SimHei",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "Droid Sans Fallback",
    ),
)


def typeset(template: Path, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """
    Set data by a template, which gets them as JSON, with `fonts` beside them.

    Args:
        template: A file of typst.
        data: What JSON can hold; no word of it is read as markup.
        made_at: The time that the file bears.

    Raises:
        ExportUnavailable: The extra or a Chinese font is missing.
    """
    try:
        import typst
    except ImportError as error:
        raise ExportUnavailable(
            "生成 PDF 所需的 typst 没有安装。请运行 pip install 'xuejian[export]' 后重试，"
            "或改为导出 .docx，再用办公软件另存为 PDF。"
        ) from error
    fonts = {role: _chosen(wanted) for role, wanted in _WANTED.items()}
    given = json.dumps({**data, "fonts": fonts}, ensure_ascii=False)
    made = int(made_at.timestamp())
    return bytes(typst.compile(template, sys_inputs={"handout": given}, timestamp=made))


def _chosen(wanted: tuple[str, ...]) -> list[str]:
    there = _families()
    found = [name for name in (*wanted, *_ANY) if name.lower() in there]
    if not found:
        raise ExportUnavailable(
            "本机没有中文字体，生成的 PDF 会缺字。请安装一种中文字体（如 fonts-noto-cjk，"
            "或 Windows 自带的仿宋、宋体），重启服务后重试；也可以改为导出 .docx。"
        )
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    """Name the families of fonts of this machine; looking takes half a second."""
    import typst

    return frozenset(name.lower() for name in typst.Fonts().families())

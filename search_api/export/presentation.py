"""A handout as slides for the lecture."""

from datetime import datetime

from corpus.errors import ExportUnavailable
from search_api.export.handout import Handout


def write_presentation(handout: Handout, made_at: datetime) -> bytes:
    """
    Write a handout as slides; what the trainer says stands in the speaker notes.

    Raises:
        ExportUnavailable: python-pptx is not installed.
    """
    try:
        from search_api.export.slide_writer import write_slides
    except ImportError as error:
        raise ExportUnavailable(
            "生成 .pptx 所需的 python-pptx 没有安装。请运行 pip install 'xuejian[export]' 后重试，"
            "或改为导出 .docx。"
        ) from error
    return write_slides(handout, made_at)

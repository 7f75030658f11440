"""A Word file that is made of cases, ready to be saved."""

from dataclasses import dataclass

from search_api.export.word_page import WORD_MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class WordFile:
    """
    A Word file.

    Attributes:
        name: With its ending.
        content: Its bytes.
    """

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        """As HTTP names its kind."""
        return WORD_MEDIA_TYPE

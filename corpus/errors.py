"""
Every error that the library raises on purpose.

    KnowledgeBaseError
    ├── DocumentNotFound        no such document, or the asker may not see it
    ├── UnsupportedFormat       no reader for this kind of file
    ├── UnreadableFile          the file is there, its content cannot be had
    │   ├── EmptyFile           no byte in it
    │   ├── NoText              pages or paragraphs, but no text
    │   ├── DamagedFile         cut off or broken
    │   ├── EncryptedFile       a password keeps it shut
    │   ├── FileTooLarge        beyond the limits of reading
    │   ├── ReadingTimedOut     took too long, or too much memory
    │   └── FileNotAccessible   not there, or not ours to read
    ├── SecrecyMark             it bears the mark of a state secret
    ├── WrongValue              a correction that its field cannot have
    ├── EditNotFound            no such correction to take back
    ├── CollectedNotFound       no such quotation in the collection
    ├── PaperNotFound           no such course, session or list
    ├── EntryNotFound           no such entry of a register
    ├── AlreadyFiled            an entry of the register says this already
    ├── ChangedMeanwhile        somebody else changed it since it was opened
    ├── LexiconEntryNotFound    no such entry of the lexicon, or no such change of it
    ├── QuerySyntaxError        a query that cannot be understood
    ├── QueryTooSlow            a query that would take the engine too long
    ├── IndexLocked             another process is writing the index
    ├── IndexOutOfDate          the index was made by other rules
    ├── EngineUnavailable       the engine asked for is not installed
    ├── EncoderUnavailable      what makes vectors is not installed
    ├── ExportUnavailable       what makes a file of this format is not installed
    ├── StorageFull             no room left on the disk
    └── WrongSetting            a setting that cannot be

Each has a stable `code`, a Chinese `detail` that names cause and mend, and `facts` for programs.
"""

from typing import ClassVar, cast


class KnowledgeBaseError(Exception):
    """The root: catch this to catch all of ours."""

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, detail: str, **facts: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:  # it travels from the reading process to ours
        return _restored, (type(self), self.detail, self.facts)


def _restored(
    kind: type[KnowledgeBaseError], detail: str, facts: dict[str, object]
) -> KnowledgeBaseError:
    error = kind.__new__(kind)
    KnowledgeBaseError.__init__(error, detail, **facts)
    return error


class DocumentNotFound(KnowledgeBaseError):
    """No document has this id or path, or the asker may not see it."""

    code = "DOCUMENT_NOT_FOUND"

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"库里没有这篇文件：{document_id}。请检查编号或路径，或重新检索。",
            document_id=document_id,
        )


class EditNotFound(KnowledgeBaseError):
    """No correction has this number, or it was taken back already."""

    code = "EDIT_NOT_FOUND"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"没有可以撤销的更正 {number}：编号不对，或已经撤销过。请到文件的更正页面修改。",
            number=number,
        )


class CollectedNotFound(KnowledgeBaseError):
    """No quotation of the collection has this number."""

    code = "COLLECTED_NOT_FOUND"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"备课篮里没有第 {number} 号引文：可能已经移出。请刷新页面再试。", number=number
        )


class PaperNotFound(KnowledgeBaseError):
    """No course, session, list or theme has this number or key, or it was removed."""

    code = "PAPER_NOT_FOUND"

    def __init__(self, key: int | str) -> None:
        super().__init__(f"没有找到 {key}：编号不对、已经移除，或不再分享。", key=key)


class EntryNotFound(KnowledgeBaseError):
    """No entry of the register has this number, or it was removed."""

    code = "ENTRY_NOT_FOUND"

    def __init__(self, key: int | str) -> None:
        super().__init__(
            f"台账里没有 {key} 这一条：编号不对，或已经移除。请返回列表再找。", key=key
        )


class AlreadyFiled(KnowledgeBaseError):
    """An entry of the register is of the same thing; `entry` is its number."""

    code = "ALREADY_FILED"

    def __init__(self, entry: int, serial: str, state: str) -> None:
        super().__init__(
            f"已经有一条了：{serial}，{state}。没有再加；请在那一条上修改或办理。",
            entry=entry,
            serial=serial,
        )


class ChangedMeanwhile(KnowledgeBaseError):
    """It was changed elsewhere since it was opened; nothing was overwritten."""

    code = "CHANGED_MEANWHILE"

    def __init__(self, expected: int, revision: int) -> None:
        super().__init__(
            "打开以后，别处已经改动并保存过。这次的改动没有保存，也没有覆盖别处的改动。"
            "请复制您写的内容，刷新页面后再改。",
            expected=expected,
            revision=revision,
        )


class UnsupportedFormat(KnowledgeBaseError):
    """No reader for this kind of file."""

    code = "UNSUPPORTED_FORMAT"


class UnreadableFile(KnowledgeBaseError):
    """The file is there, its content cannot be had."""

    code = "UNREADABLE_FILE"


class EmptyFile(UnreadableFile):
    """No byte in it."""

    code = "EMPTY_FILE"

    def __init__(self) -> None:
        super().__init__("文件是空的（0 字节）。请重新下载或导出后再导入。")


class NoText(UnreadableFile):
    """Pages or paragraphs, but no text."""

    code = "NO_TEXT"


class DamagedFile(UnreadableFile):
    """Cut off or broken."""

    code = "DAMAGED_FILE"


class EncryptedFile(UnreadableFile):
    """A password keeps it shut."""

    code = "ENCRYPTED_FILE"

    def __init__(self) -> None:
        super().__init__("文件有密码保护。请先用原软件去掉密码，另存后再导入。")


class FileTooLarge(UnreadableFile):
    """Beyond the limits of reading."""

    code = "FILE_TOO_LARGE"


class ReadingTimedOut(UnreadableFile):
    """Took too long, or too much memory."""

    code = "READING_TIMED_OUT"


class FileNotAccessible(UnreadableFile):
    """Not there, or not ours to read."""

    code = "FILE_NOT_ACCESSIBLE"


class SecrecyMark(KnowledgeBaseError):
    """It bears the mark of a state secret, which may not enter the library."""

    code = "SECRET_MARK_DETECTED"

    def __init__(self, level: str) -> None:
        super().__init__(
            f"首页标有“{level}”，涉密文件不得存入本库，未保留任何内容。请按保密规定处理；"
            "若已解密，请改用注明解密的文本。",
            level=level,
        )


class WrongValue(KnowledgeBaseError):
    """A correction that its field cannot have."""

    code = "WRONG_VALUE"


class LexiconEntryNotFound(KnowledgeBaseError):
    """No such entry of the lexicon, or no such change to take back."""

    code = "LEXICON_ENTRY_NOT_FOUND"


class QuerySyntaxError(KnowledgeBaseError):
    """A query that cannot be understood; `position` is the offset of the trouble in it."""

    code = "QUERY_SYNTAX"

    def __init__(self, detail: str, position: int = 0) -> None:
        super().__init__(detail, position=position)

    @property
    def position(self) -> int:
        """Where the trouble lies."""
        return cast("int", self.facts["position"])


class QueryTooSlow(KnowledgeBaseError):
    """A query that would take the engine too long; durations in seconds."""

    code = "QUERY_TOO_SLOW"

    def __init__(self, longest_s: float) -> None:
        super().__init__(
            f"这次检索超过 {longest_s:g} 秒，已停止。请减少检索词，用更长的词语，或加上筛选。",
            longest_s=longest_s,
        )


class IndexLocked(KnowledgeBaseError):
    """Another process is writing the index."""

    code = "INDEX_LOCKED"


class IndexOutOfDate(KnowledgeBaseError):
    """The index was made by other rules."""

    code = "INDEX_OUT_OF_DATE"


class EngineUnavailable(KnowledgeBaseError):
    """The engine asked for is not installed."""

    code = "ENGINE_UNAVAILABLE"


class EncoderUnavailable(KnowledgeBaseError):
    """What makes vectors is not installed, or switched off; words still find."""

    code = "ENCODER_UNAVAILABLE"


class ExportUnavailable(KnowledgeBaseError):
    """What makes a file of this format is not installed, or has no Chinese font."""

    code = "EXPORT_UNAVAILABLE"


class StorageFull(KnowledgeBaseError):
    """No room left on the disk."""

    code = "STORAGE_FULL"


class WrongSetting(KnowledgeBaseError):
    """A setting that cannot be."""

    code = "WRONG_SETTING"

"""Why a package is not taken."""

from corpus.errors import KnowledgeBaseError

ASK_AGAIN = "请让对方重新生成并发送，或换一种方式拷贝。没有写入任何内容。"


class PackageRefused(KnowledgeBaseError):
    """A package that is not what it must be; nothing of it was taken in."""

    code = "PACKAGE_REFUSED"

    def __init__(self, why: str, mend: str = ASK_AGAIN, **facts: object) -> None:
        super().__init__(f"{why}{mend}", **facts)


class LibraryNotTrusted(KnowledgeBaseError):
    """The first package of a library whose fingerprint nobody has confirmed."""

    code = "LIBRARY_NOT_TRUSTED"

    def __init__(self, name: str, fingerprint: str, shown: str) -> None:
        super().__init__(
            f"这是第一次收到“{name}”的交换包。请打电话与对方核对指纹 {shown}，一致后再确认导入。"
            "没有写入任何内容。",
            name=name,
            fingerprint=fingerprint,
        )


class NotShared(KnowledgeBaseError):
    """A document that is not shared, or cannot be at this tier."""

    code = "NOT_SHARED"


class NothingToGive(KnowledgeBaseError):
    """A package in which nothing would be, and nobody said that it shall be made."""

    code = "NOTHING_TO_GIVE"

    def __init__(self) -> None:
        super().__init__(
            "没有可送出的内容：没有共享的文件，也没有选随包送出的专题、推荐、征集或索取。"
            "请先共享文件；确要打一个空包，请再确认一次。"
        )

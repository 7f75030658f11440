"""What holds where the process that worked with a package is gone, in words for people."""

from datetime import datetime

from corpus.catalogue import libraries
from corpus.catalogue.libraries import APPLYING, DONE, INCOMPLETE
from indexer.library import Library

_STOPPED = "服务中途停了，没有做完。没有写入任何内容；"
_UNCHECKED = f"{_STOPPED}请重新选择文件。"
_UNWRITTEN = f"{_STOPPED}请重新选择同一个包，再确认一次。"
_HELD = {
    APPLYING: "服务中途停了。包里的内容已经登记；还没有收完的文件，"
    "在下次启动服务或收进交换包时接着收，不必重新导入。",
    DONE: "服务中途停过，这次导入已经接着做完，不必重新导入。",
    INCOMPLETE: "服务中途停过。导入已经接着做，但有文件没有收进来；请再导入一次同一个包。",
}


def words_of_cut_off(library: Library, package: str, started_at: datetime) -> str:
    """
    Say what came of work that was cut off.

    Args:
        library: In which it was done.
        package: The sha256 of the manifest that was to be taken in; empty for a check.
        started_at: When it began: what was written of the package before tells nothing of it.
    """
    if not package:
        return _UNCHECKED
    with library.catalogue.read() as connection:
        for state, words in _HELD.items():
            for each in libraries.packages_in(connection, state):
                if each.manifest_sha256 == package and each.at >= started_at:
                    return words
    return _UNWRITTEN

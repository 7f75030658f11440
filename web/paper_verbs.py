"""What a page does with a paper of any kind, beside changing it: copies it, removes it, …"""

from collections.abc import Callable, Mapping

from corpus.errors import ChangedMeanwhile, WrongValue
from search_api.access import ActorDep, LibraryDep
from search_api.study.shelf import Shelf
from search_api.study.values import C
from web.forms import number_in
from web.posting import telling

_TOO_LATE = (
    "移除以后又保存过新的内容，直接撤销会把它们一起退回，所以没有撤销。"
    "需要的话，请在下面“版本”里恢复移除之前的样子；现在的样子会先存成一个版本。"
)

Verb = Callable[[LibraryDep, ActorDep, int, Mapping[str, str]], str]


def paper_verbs(shelf: Shelf[C], here: str) -> Mapping[str, Verb]:
    """
    Give what can be done, by the last word of its address; each gives the page that follows.

    Args:
        shelf: All papers of the kind.
        here: Address of their list.
    """

    def copy(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
        return f"{here}/{shelf.copy(library, actor, number).paper.id}"

    def remove(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
        shelf.remove(library, actor, number)
        return telling(here, removed=number)

    def restore(library: LibraryDep, actor: ActorDep, number: int, _: Mapping[str, str]) -> str:
        shelf.restore(library, actor, number)
        return f"{here}/{number}"

    def keep(library: LibraryDep, actor: ActorDep, number: int, given: Mapping[str, str]) -> str:
        shelf.keep_version(library, actor, number, given.get("name", ""))
        return f"{here}/{number}#versions"

    def back(library: LibraryDep, actor: ActorDep, number: int, given: Mapping[str, str]) -> str:
        revision, expected = number_in(given.get("revision")), number_in(given.get("expected"))
        try:
            shelf.go_back(library, actor, number, revision or 0, expected=expected)
        except ChangedMeanwhile as error:
            raise WrongValue(_TOO_LATE) from error
        return telling(f"{here}/{number}", back=revision)

    return {"copy": copy, "remove": remove, "restore": restore, "versions": keep, "back": back}

"""What the enterprise of a case struggled with before."""

from collections import Counter

from corpus.recognise.enterprise_problems import count_problems
from search_api.cases.case import Case

_TOLD_AT_LENGTH = 3  # times that a report speaks of what it does not name where it tells why
_WHY = frozenset({"ex_lead", "ex_basic", "ex_problem"})


def problems_of(case: Case) -> frozenset[str]:
    """Give the problems that a case names in its title or where it tells why, or speaks of much."""
    whole = case.words_of(case.span)
    if case.part is not None:
        return frozenset(count_problems(whole))
    named = Counter(count_problems(case.title))
    for part in case.document.roles:
        if part.role in _WHY and part.span.start <= case.begun:
            named.update(count_problems(case.words_of(part.span)))
    much = count_problems(whole)
    return frozenset(named) | {each for each, times in much.items() if times >= _TOLD_AT_LENGTH}

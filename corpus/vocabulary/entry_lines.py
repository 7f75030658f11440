"""
Entries of the lexicon as lines of text, to be typed, kept in a file and read again.

    链长制                        a term
    国企 = 国有企业 = 国有公司     each finds the others
    国有企业 > 央企 | 中央企业     the first finds the others, not the other way round
    一利五率 ~ 一利四率            not looked for, only offered
    !所谓                         a word that a query may lack
    -营商环境                     a bundled entry, or a candidate, that is not in force
    国企 = 国有公司  # 省文件〔2024〕3号    what stands behind # says where it comes from
"""

import re

from corpus.errors import WrongValue
from corpus.vocabulary.alias_groups import WEIGHTS, AliasGroup, Relation
from corpus.vocabulary.entries import Entry, EntryKind

LONGEST_LINE = 1500

_SIGNS = {Relation.EQUAL: "=", Relation.NARROWER: ">", Relation.RELATED: "~"}
_RELATIONS = {"=": Relation.EQUAL, ">": Relation.NARROWER, "~": Relation.RELATED}
_SIGN = re.compile("[=＝>＞~～]")
_WIDE = str.maketrans("＝＞～｜！＃", "=>~|!#")


def read_line(line: str) -> Entry | None:
    """
    Read a line; None for an empty one and for a remark.

    The words themselves are not looked at, see `entry_rules`.

    Raises:
        WrongValue: It is longer than any entry, or mixes signs.
    """
    if len(line) > LONGEST_LINE:
        raise WrongValue(
            f"这一行太长：{len(line)} 个字，最多 {LONGEST_LINE} 个。每行只写一个词或一组同义词。"
        )
    said, _, source = line.translate(_WIDE).partition("#")
    said = said.strip()
    if not said:
        return None
    is_on = not said.startswith("-")
    said = said.removeprefix("-").strip()
    if said.startswith("!"):
        return Entry(EntryKind.STOP, said[1:].strip(), is_on=is_on)
    signs = set(_SIGN.findall(said))
    if not signs:
        return Entry(EntryKind.TERM, said, is_on=is_on)
    if len(signs) > 1:
        raise WrongValue(f"“{said[:20]}”混用了 = > ~。一行只写一种关系，请分成几行。")
    relation = _RELATIONS[signs.pop()]
    parts = re.split(r"[=>~|]", said)
    group = group_of([part.strip() for part in parts], relation, source.strip())
    return Entry.of_group(group).switched(on=is_on)


def group_of(words: list[str], relation: Relation, source: str) -> AliasGroup:
    """Give the group of a canon and its other words, with the usual weight."""
    canon, *aliases = words
    weight = WEIGHTS[relation]
    return AliasGroup(canon, tuple(aliases), relation, weight=weight, source=source)


def write_line(entry: Entry) -> str:
    """Write an entry as a line."""
    off = "" if entry.is_on else "-"
    if entry.group is None:
        return f"{off}{'!' if entry.kind is EntryKind.STOP else ''}{entry.word}"
    group, sign = entry.group, _SIGNS[entry.group.relation]
    between = f" {sign} " if group.relation is Relation.EQUAL else " | "
    words = f"{group.canon} {sign} {between.join(group.aliases)}"
    return f"{off}{words}" + (f"  # {group.source}" if group.source else "")

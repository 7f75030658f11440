"""`xuejian gaps`: what the library lacks, and what may be lacking."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from search_api.command.console import Context, print_json, tell
from search_api.ledger.gap import KIND_LABELS, STATES, Gap
from search_api.ledger.gap_answers import answers_to
from search_api.ledger.gap_offers import GapOffers, gap_offers
from search_api.ledger.gap_schemas import gap_object, offers_object, text_object
from search_api.ledger.gaps import Asked, list_gaps


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="资料缺口：列出缺什么、到哪一步、库里是否已有；--offers 列可列入的。")(gaps)


def gaps(
    context: typer.Context,
    words: Annotated[str, typer.Option("--words", help="只列含有这些词的")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="只列超期的")] = False,
    offers: Annotated[
        bool, typer.Option("--offers", help="列出未果的检索和缺失的引用，还没有列入的")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Print the register, or what may be entered."""
    settings: Context = context.obj
    with settings.library() as library:
        if offers:
            _print_offers(gap_offers(library, LOCAL), as_json=as_json)
            return
        listed = list_gaps(library, LOCAL, Asked(words=words, overdue=overdue))
        found = listed.found
        answers = answers_to(library, LOCAL, found)
        today = library.today
    for each in found:
        answer = answers.get(each.entry.id)
        if as_json:
            print_json(gap_object(each, answer, today))
            continue
        there = f"  库里已有 → {answer.card.title}  {answer.card.id}" if answer else ""
        print(f"{each.content.serial}  {_told(each.content)}{there}")
    for text in listed.texts:
        if as_json:
            print_json(text_object(text))
            continue
        state = STATES.labels[text.state]
        print(f"{state}  {KIND_LABELS[text.kind]}  {text.title}  {text.asked_on} 向{text.holder}")
    if not as_json:
        tell(f"共 {len(listed.lines)} 条。")


def _told(gap: Gap) -> str:
    filled = f"  → {gap.answer.title}" if gap.answer else ""
    return f"{STATES.labels[gap.state]}  {KIND_LABELS[gap.kind]}  {gap.line}{filled}"


def _print_offers(offers: GapOffers, *, as_json: bool) -> None:
    if as_json:
        print_json(offers_object(offers))
        return
    for each in offers.searches:
        print(f"检索未果  {each.gap.line}  {each.gap.times} 次  {each.gap.last_day}")
    for each in offers.citations:
        listed = "  已在应备清单" if each.is_wanted else ""
        print(f"引用缺失  {each.gap.line}  被 {each.gap.cited_by} 篇引用{listed}")
    more = f"，引用缺失另有 {offers.more_citations} 条" if offers.more_citations else ""
    tell(f"可列入 {len(offers.searches) + len(offers.citations)} 条{more}。")

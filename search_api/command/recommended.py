"""`xuejian recommended`: the cases that are recommended."""

from typing import Annotated

import typer

from corpus.actor import LOCAL
from search_api.command.console import Context, print_json, tell
from search_api.ledger.recommendation_schemas import recommended_object
from search_api.ledger.recommended import RecommendedCase, recommended_cases


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(help="列出推荐的典型：推荐单位、理由、表彰推广，新发布的在前。")(recommended)


def recommended(
    context: typer.Context,
    theme: Annotated[str, typer.Option("--theme", help="只列这个主题的")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="每条输出一行 JSON")] = False,
) -> None:
    """Print the list."""
    settings: Context = context.obj
    with settings.library() as library:
        found = recommended_cases(library, LOCAL, theme)
    for each in found.cases:
        if as_json:
            print_json(recommended_object(each))
        else:
            _print(each)
    if not as_json:
        tell(f"共 {len(found.cases)} 个推荐的典型。")


def _print(each: RecommendedCase) -> None:
    content = each.content
    sample = "（示例）" if each.is_sample else ""
    print(f"{content.published}  {content.title}{sample}  {content.case}")
    print(f"    {content.body}推荐：{' '.join(content.why.split())}")
    for praise in content.recognitions:
        print(f"    {'，'.join(filter(None, (praise.body, praise.by, praise.on)))}")

"""`iprgraph find`: things by name, alias, abbreviation or pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iprgraph.search import Hit, NameIndex

_NONE = {"zh": "没有叫“{0}”的事物", "en": 'nothing is called "{0}"'}
_NEARLY = {"zh": "没有叫“{0}”的事物；是不是：", "en": 'nothing is called "{0}"; did you mean:'}


def find(
    text: Annotated[list[str], typer.Argument(help="What to look for, in any script.")],
    kind: Annotated[str, typer.Option("--kind", "-k", help="agency, place, action …")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", help="The most things.", min=0)] = 0,
    form: Format = "",
    language: Language = "",
    home: Home = None,
) -> None:
    """Find things by name, alias, abbreviation or pinyin; near misses are suggested.

    Exit code 1 where nothing has that name.
    """
    from iprgraph.door import KnowledgeGraph
    from iprgraph.errors import QueryError
    from iprgraph.search import listed

    json_wanted = output.wants_json(form)
    graph = KnowledgeGraph(home, language=language)
    wanted = " ".join(text)
    known = sorted({thing.curie.partition(":")[0] for thing in graph.names.things})
    if kind and kind not in known:
        raise QueryError(f'no kind "{kind}"', remedy=f"say one of: {', '.join(known)}")
    hits = graph.find(wanted, limit=limit or None, kind=kind)
    if json_wanted:
        output.write_json(listed(hits))
    else:
        output.write(hits_text(hits, graph.names, wanted, graph.language))
    if not hits or hits[0].nearly:
        raise typer.Exit(1)


def hits_text(hits: Sequence[Hit], names: NameIndex, wanted: str, language: str) -> str:
    """Return the things found: compact name, kind, and the label in both languages."""
    if not hits:
        return _NONE[language].format(wanted) + "\n"
    lines = [_NEARLY[language].format(wanted)] if hits[0].nearly else []
    width = max(len(hit.thing.curie) for hit in hits)
    for hit in hits:
        labels = hit.thing.labels
        order = ("zh", "en") if language == "zh" else ("en", "zh")
        both = " / ".join(labels[one] for one in order if one in labels)
        kind = kind_label(hit.thing.kind, names, language)
        curie = output.heading(f"{hit.thing.curie:<{width}}")
        lines.append(f"{curie}  {both}  {output.dim(f'[{kind}]')}" if kind else f"{curie}  {both}")
    return "\n".join(lines) + "\n"


def kind_label(curie: str, names: NameIndex, language: str) -> str:
    """Return the label of a class, its compact name where it has none."""
    found = next((one for one in names.things if one.curie == curie), None)
    return curie if found is None else found.labels.get(language, curie)

"""`iprgraph source`: the texts of the reports, their paragraphs and anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iprgraph.cli import output
from iprgraph.cli.output import Format, Home, Language  # noqa: TC001  (typer reads it)

if TYPE_CHECKING:
    from iprgraph.checks import Finding

source = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=__doc__)

Only = Annotated[str, typer.Option("--report", "-r", help="A report, such as guangdong-2022.")]


@source.command("list")
def list_sources(form: Format = "", home: Home = None) -> None:
    """List the reports, their editions, and where their texts are on this machine."""
    from iprgraph.door import KnowledgeGraph

    rows = KnowledgeGraph(home).sources()
    if output.wants_json(form):
        output.write_json(rows)
        return
    for row in rows:
        place = row["file"] or "not on this machine"
        output.write(f"{row['report']}  {', '.join(row['languages'])}  {place}\n")


@source.command("show")
def show_source(
    paragraph: Annotated[str, typer.Argument(help="A paragraph, such as 2.1.")],
    language: Language = "",
    report: Only = "",
    home: Home = None,
) -> None:
    """Show the healed text of a paragraph, sentence by sentence, with its offsets."""
    from iprgraph.door import KnowledgeGraph

    graph = KnowledgeGraph(home, language=language)
    found = graph.source(paragraph, report=report)
    lines = [] if found.heading is None else [output.heading(found.heading)]
    for one in found.sentences:
        mark = "note" if one.footnote else str(one.number)
        lines.append(f"{mark} [{one.start}–{one.end}]  {one.healed.text}")
    output.write("\n".join(lines) + "\n")


@source.command("add")
def add(
    file: Annotated[str, typer.Argument(help="The text file of a report.")], home: Home = None
) -> None:
    """Copy a report's text into the home, once its digest is the known one."""
    from iprgraph.door import KnowledgeGraph

    report = KnowledgeGraph(home).add_source(file)
    output.write(f"the text of {report} is here now\n")


@source.command("anchors")
def anchors(home: Home = None) -> None:
    """Find every printed form in the texts and write anchors.csv and outline.csv anew."""
    from iprgraph.cli.check import findings_text
    from iprgraph.door import KnowledgeGraph

    findings: list[Finding] = []
    for grounding in KnowledgeGraph(home).write_anchors():
        output.write(f"{grounding.report.slug}: {len(grounding.rows):,} anchors\n")
        findings += grounding.findings
    output.write(findings_text(findings))
    if findings:
        raise typer.Exit(1)

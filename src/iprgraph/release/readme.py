"""Readme: what a release holds, how to check it and how to begin, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph.folders import folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iprgraph.record import About, File

_FOLDERS = {
    "rdf/": {"zh": "整个图谱的各种 RDF 格式", "en": "the whole graph in each RDF format"},
    "graphs/": {"zh": "每个具名图一个文件", "en": "a file for each named graph"},
    "tables/": {"zh": "表格及各列的含义", "en": "tables and what their columns mean"},
    "network/": {"zh": "事物及其关系的网络", "en": "the network of things"},
    "links/": {"zh": "与外部名录的对应", "en": "links to outside registers"},
    "metadata/": {"zh": "目录记录", "en": "catalogue records"},
    "difference/": {"zh": "与上一版的差别", "en": "the difference to the release before"},
}
_LOAD = """import pandas as pd
figures = pd.read_parquet("tables/observations.parquet")
figures[["metric_en", "area_en", "period_en", "value", "lower", "upper"]]"""


def readme(told: About, files: Sequence[File]) -> bytes:
    """Return the README of a release as Markdown, filled from `viz/release/README.md`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(folders().viz / "release"),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    rows = {language: list(_rows(files, language)) for language in ("zh", "en")}
    text = templates.get_template("README.md").render(told=told, rows=rows, load=_LOAD)
    return text.encode()


def _rows(files: Sequence[File], language: str) -> Iterator[str]:
    """Yield a line for each file, one for all graphs."""
    for folder, texts in _FOLDERS.items():
        held = [one for one in files if one.path.startswith(folder)]
        if not held:
            continue
        yield f"| **`{folder}`** | **{texts[language]}** | |"
        if folder == "graphs/":
            total = sum(one.rows or 0 for one in held)
            yield f"| `graphs/…` | {len(held)} × Turtle | {total:,} |"
            continue
        for one in held:
            count = f"{one.rows:,}" if one.rows is not None else ""
            yield f"| `{one.path}` | {one.title.get(language, '')} | {count} |"

"""Words: what has changed since the release before, as Markdown in each language, and as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from iprgraph.prefixes import shorten
from iprgraph.release.difference import paragraph_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.release.difference import Difference, Named, Renamed
    from iprgraph.tables import Column

_WORDS = {
    "title": {"zh": "{before} 版至 {after} 版的变化", "en": "Changes from {before} to {after}"},
    "none": {"zh": "两个版本的内容相同。", "en": "The two releases say the same."},
    "sum": {
        "zh": "增加 {come} 条陈述，删去 {gone} 条。",
        "en": "{come} statements added, {gone} removed.",
    },
    "changed": {"zh": "改动的数值", "en": "Figures changed"},
    "figures_added": {"zh": "新增的数值", "en": "Figures added"},
    "figures_removed": {"zh": "删去的数值", "en": "Figures removed"},
    "figures_renamed": {"zh": "更换地址的数值", "en": "Figures with a new address"},
    "added": {"zh": "新增的事物", "en": "Things added"},
    "removed": {"zh": "删去的事物", "en": "Things removed"},
    "renamed": {"zh": "改名的事物", "en": "Things renamed"},
    "graphs": {"zh": "各段与各图的陈述", "en": "Statements by paragraph and graph"},
    "head": {"zh": "| 图 | 增加 | 删去 |", "en": "| Graph | Added | Removed |"},
    "nothing": {"zh": "（空）", "en": "(nothing)"},
    "colon": {"zh": "：", "en": ": "},
}  # fmt: skip


def in_words(
    told: Difference, before: str, after: str, language: str, columns: Iterable[Column]
) -> bytes:
    """Return what has changed as Markdown in a language; versions before and after in the title."""
    lines = [f"# {_word('title', language).format(before=before, after=after)}", ""]
    if told.empty:
        lines.append(_word("none", language))
    else:
        come, gone = len(told.lines_added), len(told.lines_removed)
        lines.append(_word("sum", language).format(come=f"{come:,}", gone=f"{gone:,}"))
        headings = {one.name: getattr(one, language) for one in columns}
        lines += _sections(told, language, headings)
    return ("\n".join(lines) + "\n").encode()


def as_data(told: Difference, before: str, after: str) -> bytes:
    """Return what has changed as JSON, without the statements themselves."""
    value = asdict(told)
    value["statements_added"] = len(value.pop("lines_added"))
    value["statements_removed"] = len(value.pop("lines_removed"))
    value["graphs"] = {
        name: {"added": added, "removed": removed} for name, (added, removed) in told.graphs.items()
    }
    document = {"before": before, "after": after, **value}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _sections(told: Difference, language: str, headings: dict[str, str]) -> Iterator[str]:
    """Yield a section for each kind of change that there is."""
    changes: list[str] = []
    for one in told.changed:
        changes.append(f"- {_called(one.figure, language)}")
        for name, old, new in one.fields:
            ends = (_shown(old, language), _shown(new, language))
            colon = _word("colon", language)
            changes.append(f"  - {headings.get(name, name)}{colon}{ends[0]} → {ends[1]}")
    yield from _section("changed", len(told.changed), changes, language)
    yield from _named("figures_added", told.figures_added, language)
    yield from _named("figures_removed", told.figures_removed, language)
    yield from _renamed("figures_renamed", told.figures_renamed, language)
    yield from _named("added", told.added, language)
    yield from _named("removed", told.removed, language)
    yield from _renamed("renamed", told.renamed, language)
    rows = [
        f"| {paragraph_of(name)} | {added:,} | {removed:,} |"
        for name, (added, removed) in told.graphs.items()
    ]
    table = [_word("head", language), "|---|---|---|", *rows] if rows else []
    yield from _section("graphs", len(rows), table, language)


def _named(key: str, these: Iterable[Named], language: str) -> Iterator[str]:
    lines = [f"- {_called(one, language)}" for one in these]
    yield from _section(key, len(lines), lines, language)


def _renamed(key: str, these: Iterable[Renamed], language: str) -> Iterator[str]:
    lines = [f"- {_called(one.before, language)} → {_called(one.after, language)}" for one in these]
    yield from _section(key, len(lines), lines, language)


def _section(key: str, count: int, lines: list[str], language: str) -> Iterator[str]:
    if lines:
        brackets = ("（", "）") if language == "zh" else (" (", ")")
        yield from ("", f"## {_word(key, language)}{brackets[0]}{count}{brackets[1]}", "", *lines)


def _called(one: Named, language: str) -> str:
    name = one.zh if language == "zh" else one.en
    return f"{name or one.zh or one.en} `{shorten(one.iri)}`"


def _shown(text: str, language: str) -> str:
    return shorten(text) if text else _word("nothing", language)


def _word(key: str, language: str) -> str:
    return _WORDS[key][language]

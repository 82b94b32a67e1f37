"""Contents: which pages there are, in which order, with their titles, from viz/docs/pages.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from iprgraph.docs.wording import Text
from iprgraph.errors import DocsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_FILE = "viz/docs/pages.toml"
_REST = Text("其他", "Other")


@dataclass(frozen=True, slots=True)
class Title:
    """A page's name, its title and what it is about."""

    page: str
    title: Text
    about: Text

    @property
    def href(self) -> str:
        """Return the address of the page from any other."""
        return f"{self.page}.html"


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under one heading of the navigation."""

    title: Text
    pages: tuple[Title, ...]


@dataclass(frozen=True)
class Contents:
    """The groups of pages, and the headings of the folders of queries."""

    groups: tuple[Group, ...]
    folders: Mapping[str, Text]

    @property
    def titles(self) -> dict[str, Title]:
        """Return the titles by page, in order."""
        return {one.page: one for group in self.groups for one in group.pages}

    def folder(self, name: str) -> Text:
        """Return the heading of a folder of queries, its path where the table has none."""
        return self.folders.get(name) or Text(name, name)


def read_contents(viz: Path, pages: Iterable[str]) -> Contents:
    """Return the contents of a site with these pages; one that is not listed comes at the end.

    Raises DocsError for a table of pages that cannot be read.
    """
    path = viz / "docs" / "pages.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return _contents(table, set(pages))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DocsError(f"it cannot be read: {error}", remedy="restore it", file=_FILE) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise DocsError(
            f"a page or group lacks a part: {error}",
            remedy="give each zh and en, and each group its pages",
            file=_FILE,
        ) from error


def _contents(table: Mapping[str, object], pages: set[str]) -> Contents:
    known = cast("Mapping[str, Mapping[str, object]]", table["pages"])
    groups = cast("list[Mapping[str, object]]", table["groups"])
    listed = [_listed(one, known, pages) for one in groups]
    rest = sorted(pages - {one.page for group in listed for one in group.pages})
    if rest:
        listed.append(Group(_REST, tuple(_title(one, known.get(one)) for one in rest)))
    folders = cast("Mapping[str, Mapping[str, object]]", table.get("queries", {}))
    return Contents(
        tuple(one for one in listed if one.pages),
        {name: _text(words) for name, words in folders.items()},
    )


def _listed(
    group: Mapping[str, object], known: Mapping[str, Mapping[str, object]], pages: set[str]
) -> Group:
    names = cast("list[str]", group["pages"])
    return Group(_text(group), tuple(_title(one, known.get(one)) for one in names if one in pages))


def _title(page: str, words: Mapping[str, object] | None) -> Title:
    if words is None:
        return Title(page, Text(page, page), Text())
    about = cast("Mapping[str, object]", words.get("about", {}))
    return Title(page, _text(words), _text(about) if about else Text())


def _text(words: Mapping[str, object]) -> Text:
    return Text(str(words["zh"]), str(words["en"]))

"""Pages read as a browser reads them: strictly parsed, with their links, ids and entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import html5rdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Read:
    """A page's elements in order, without their namespaces."""

    root: Element
    ids: tuple[str, ...] = field(default=())

    def all(self, tag: str = "") -> Iterator[Element]:
        """Yield the elements of a tag, or all."""
        return (one for one in self.root.iter() if not tag or one.tag == tag)

    def having(self, attribute: str) -> Iterator[tuple[Element, str]]:
        """Yield the elements that have an attribute, each with its value."""
        return ((one, one.attrib[attribute]) for one in self.all() if attribute in one.attrib)

    def entry(self, curie: str) -> Element:
        """Return the entry of a term."""
        (found,) = (one for one, name in self.having("data-term") if name == curie)
        return found


def read_page(data: bytes) -> Read:
    """Return a page; raises html5rdf's ParseError where it is not well-formed HTML."""
    parser = html5rdf.HTMLParser(
        tree=html5rdf.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    root = parser.parse(data.decode("utf-8"))
    read = Read(root)
    return Read(root, tuple(value for _, value in read.having("id")))


def read_pages(pages: Mapping[str, bytes]) -> dict[str, Read]:
    """Return all pages of a site by file name."""
    return {name: read_page(data) for name, data in pages.items()}


def text_of(element: Element) -> str:
    """Return the text of an element without any blanks."""
    return solid("".join(element.itertext()))


def solid(text: str) -> str:
    """Return a text without blanks: browsers show some between elements that have none."""
    return "".join(text.split())

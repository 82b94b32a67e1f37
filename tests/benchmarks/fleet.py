"""A fleet: many reports made from the real one, each of another province and another year.

Each province has places, agencies and persons of its own, each report everything else that it
tells of; concepts, metrics and units are shared. The years of one province lie ten apart, so that
the same figures can stand in each report without contradicting one another. There is no text: the
anchors are the real ones under other names.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from iprgraph.anchors import ANCHORS_FILE, OUTLINE_FILE
from iprgraph.anchors.outline import read_outline, write_outline
from iprgraph.anchors.table import AnchorRow, read_rows, write_rows
from iprgraph.folders import Folders, folders
from iprgraph.prefixes import prefix_table
from iprgraph.reports import str_of
from iprgraph.vocabulary import ID, RDFS_LABEL, SKOS_ALT_LABEL, ipr, kind_and_slug

REAL = "guangdong-2022"
REAL_YEAR = 2022
YEARS_OF_A_PROVINCE = 5
WIDER = 20
OF_PROVINCES = {"place", "agency"}
SHARED = {"concept", "right", "metric", "rule", "person", "cube"}
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_NAMING = {RDFS_LABEL, SKOS_ALT_LABEL}

Choice = Callable[[str], bool]


def _of_province(kind: str) -> bool:
    return kind in OF_PROVINCES


def _of_report(kind: str) -> bool:
    return kind not in SHARED | OF_PROVINCES


@dataclass(frozen=True)
class Member:
    """One report of a fleet: the number of its province, and its year."""

    province: int
    year: int

    @property
    def home(self) -> str:
        """Return the mark of the province in slugs."""
        return f"p{self.province:02}"

    @property
    def slug(self) -> str:
        """Return the report's slug."""
        return f"{self.home}-{self.year}"

    def iri(self, iri: str) -> str:
        """Return what an IRI of the real report is called in this one."""
        kind, slug = kind_and_slug(iri)
        if REAL in iri:
            return iri.replace(REAL, self.slug)
        if kind == "period":
            return f"{ID}period/{self.shifted(slug)}"
        if not kind or kind in SHARED:
            return iri
        if kind in OF_PROVINCES:
            return f"{ID}{kind}/{slug}-{self.home}"
        return f"{ID}{kind}/{self.shifted(slug)}-{self.slug}"

    def shifted(self, text: str) -> str:
        """Return a text with its years moved as far as this report is from the real one."""
        return _YEAR.sub(lambda match: str(int(match[0]) + self.year - REAL_YEAR), text)

    def name(self, name: str, kind: str, lang: str) -> str:
        """Return a name of a thing of that kind, told apart from that of other members."""
        mark = self.home if kind in OF_PROVINCES else self.slug
        return f"{name} ({mark})" if lang == "en" else f"{name}（{mark}省）"


class Writer:
    """Writes one member of a fleet from the files of the real report."""

    def __init__(self, real: Folders, target: Folders, member: Member) -> None:
        self.real, self.target, self.member = real, target, member

    @cached_property
    def names(self) -> dict[tuple[str, str, str], str]:
        """Return the new name of each thing that is not shared, by IRI, language and old name."""
        found = {}
        things = sorted((self.real.data / "entities").glob("*.ttl"))
        for path in (*things, self.real.data / "reports" / REAL / "report.ttl"):
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                kind, old = _kind(quad), quad.object
                if (
                    quad.predicate in _NAMING
                    and isinstance(old, ox.Literal)
                    and kind
                    and kind not in {*SHARED, "period"}
                ):
                    key = (str_of(quad.subject), old.language or "", old.value)
                    found[key] = self.member.name(old.value, kind, old.language or "")
        return found

    def write(self) -> None:
        """Write the member's entities, its report, its anchors and its outline."""
        things = self.target.data / "entities"
        for path in sorted((self.real.data / "entities").glob("*.ttl")):
            self.turtle(path, things / f"{self.member.slug}-{path.name}", _of_report)
            home = things / f"{self.member.home}-{path.name}"
            if not home.exists():
                self.turtle(path, home, _of_province)
        folder = self.target.data / "reports" / self.member.slug
        folder.mkdir(parents=True)
        source = self.real.data / "reports" / REAL
        for path in sorted(source.glob("*.ttl")):
            self.turtle(path, folder / path.name)
        self.anchors(source, folder)

    def turtle(self, source: Path, target: Path, kept: Choice = lambda kind: True) -> None:
        """Write the statements of a Turtle file about the kinds that are kept, renamed."""
        quads = ox.parse(path=source, format=ox.RdfFormat.TURTLE)
        own = (quad for quad in quads if kept(_kind(quad)) and self.has(quad))
        _write([self.triple(quad) for quad in own], target)

    def has(self, quad: ox.Quad) -> bool:
        """Return whether a statement may be made again: a division's code is of one place only."""
        return self.member.province == 1 or quad.predicate != ipr("gbt2260")

    def triple(self, quad: ox.Quad) -> ox.Triple:
        """Return a statement under the member's names and years."""
        value = quad.object
        if isinstance(value, ox.Literal):
            value = self.literal(str_of(quad.subject), quad.predicate, value)
        elif isinstance(value, ox.NamedNode):
            value = ox.NamedNode(self.member.iri(value.value))
        subject = ox.NamedNode(self.member.iri(str_of(quad.subject)))
        return ox.Triple(subject, quad.predicate, value)

    def literal(self, thing: str, predicate: ox.NamedNode, value: ox.Literal) -> ox.Literal:
        """Return a literal with the member's names, years and address."""
        new = self.names.get((thing, value.language or "", value.value))
        text = value.value.replace(REAL, self.member.slug)
        if new is not None and predicate in {*_NAMING, ipr("statedAs")}:
            text = new
        elif kind_and_slug(thing)[0] == "period":
            text = self.member.shifted(text)
        if value.language:
            return ox.Literal(text, language=value.language)
        return ox.Literal(text, datatype=value.datatype)

    def anchors(self, source: Path, target: Path) -> None:
        """Write the anchors and the outline, with room for the longer names."""
        rows = read_rows(source / ANCHORS_FILE, ANCHORS_FILE, prefix_table())
        write_rows(target / ANCHORS_FILE, map(self.anchor, rows), prefix_table())
        outline = read_outline(source / OUTLINE_FILE, OUTLINE_FILE)
        wide = [replace(row, start=row.start * WIDER, end=row.end * WIDER) for row in outline]
        write_outline(target / OUTLINE_FILE, wide)

    def anchor(self, row: AnchorRow) -> AnchorRow:
        """Return an anchor of the member's thing by its name."""
        return row._replace(
            thing=self.member.iri(row.thing),
            form=self.names.get((row.thing, row.edition, row.form), row.form),
            runs=tuple((start * WIDER, end * WIDER) for start, end in row.runs),
        )


def members(count: int) -> list[Member]:
    """Return as many members as that, five years of one province before the next province."""
    return [
        Member(n // YEARS_OF_A_PROVINCE + 1, REAL_YEAR + 10 * (n % YEARS_OF_A_PROVINCE))
        for n in range(count)
    ]


def fleet(base: Path) -> Folders:
    """Return the folders of the fleet that was written into a folder."""
    real = folders()
    return Folders(base / "ontology", base / "data", real.queries, real.viz)


def write_fleet(base: Path, count: int) -> Folders:
    """Write a project of that many reports into an empty folder, and return its folders.

    Its queries and views are the real ones.
    """
    real = folders()
    target = fleet(base)
    shutil.copytree(real.ontology, target.ontology)
    _forget_measured(target.ontology / "metrics.ttl")
    (target.data / "entities").mkdir(parents=True)
    for path in sorted((real.data / "entities").glob("*.ttl")):
        quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        shared = [quad.triple for quad in quads if _kind(quad) in SHARED]
        _write(shared, target.data / "entities" / path.name)
    for member in members(count):
        Writer(real, target, member).write()
    return target


def _forget_measured(path: Path) -> None:
    """Take out what the metrics measure: things of the real report, which the fleet has not."""
    quads = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    _write([quad.triple for quad in quads if quad.predicate != ipr("measures")], path)


def _kind(quad: ox.Quad) -> str:
    return kind_and_slug(str_of(quad.subject))[0]


def _write(triples: list[ox.Triple], target: Path) -> None:
    if triples:
        ox.serialize(triples, target, format=ox.RdfFormat.TURTLE, prefixes=prefix_table())


if __name__ == "__main__":
    write_fleet(Path(sys.argv[1]), int(sys.argv[2]))

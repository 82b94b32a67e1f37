"""Page: all that the graph says of one thing, ready to be printed or written as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from iprgraph.evidence import Place

# Hedges after which the lower or the upper end itself is not meant.
_OPEN_BELOW = {"more-than"}
_CLOSED_ABOVE = {"at-most"}


@dataclass(frozen=True, slots=True)
class Name:
    """A thing by address, compact name and label; a literal has a label (its words) only."""

    label: str
    iri: str = ""
    curie: str = ""

    def __str__(self) -> str:
        """Return the label with the compact name behind it."""
        return (
            f"{self.label} ({self.curie})"
            if self.label and self.curie
            else self.label or self.curie
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement, who says so, and where; `inferred` gives the reason if it is not printed.

    `graphs` are the named graphs that hold it: paragraphs, or the entities, which are common
    knowledge and have no place in the report.
    """

    subject: Name
    predicate: Name
    object: Name
    graphs: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    inferred: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation: what was counted, its value and interval, how and where it is printed."""

    iri: str
    curie: str
    metric: Name
    statistic: Name
    value: Decimal | None
    unit: Name
    lower: Decimal | None
    upper: Decimal | None
    qualifier: str
    dimensions: Mapping[str, Name]
    printed: Mapping[str, tuple[str, ...]]
    omitted_in: tuple[str, ...] = ()
    rule: Name | None = None
    derived_from: tuple[Name, ...] = ()
    places: tuple[Place, ...] = ()

    def interval(self) -> str:
        """Return the interval in base units, empty where the value is exact or has none."""
        if self.lower is None and self.upper is None:
            return ""
        if self.lower == self.upper:
            return ""
        below = "…" if self.lower is None else f"{self.lower:f}"
        above = "…" if self.upper is None else f"{self.upper:f}"
        left = "(" if self.qualifier in _OPEN_BELOW or self.lower is None else "["
        right = "]" if self.qualifier in _CLOSED_ABOVE else ")"
        return f"{left}{below}, {above}{right}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A discrepancy of the report: its kind, how much it matters, the words for it, both forms."""

    iri: str
    curie: str
    kind: Name
    severity: Name
    comment: str
    printed: Mapping[str, tuple[str, ...]]
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an outside register calls a thing: an address with its short form, or a code alone.

    `relation` says whether it is the same or only near; `evidence` is where that is known from.
    """

    register: Name
    relation: Name
    identifier: str
    address: str
    justification: str
    confidence: Decimal
    evidence: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A thing with its names and kinds, facts, figures, what points here, and its places.

    `sentences` is filled for a paragraph: its sentences in each edition.
    """

    iri: str
    curie: str
    label: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...]
    kinds: tuple[Name, ...]
    definition: str = ""
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    incoming: tuple[Fact, ...] = ()
    differences: tuple[Difference, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    mentions: tuple[Place, ...] = ()
    sentences: tuple[Place, ...] = ()
    has_text: bool = field(default=False, compare=False)

    def as_object(self) -> dict[str, object]:
        """Return the page as plain objects for JSON, each figure with its interval in words."""
        page = asdict(self)
        for plain, figure in zip(page["figures"], self.figures, strict=True):
            plain["interval"] = figure.interval()
        return page


def amount(figure: Figure, language: str) -> str:
    """Return a figure's value with its unit as a reader would write it."""
    value = "" if figure.value is None else f"{figure.value:,f}"
    unit = figure.unit.label
    if figure.unit.curie == "unit:percent":
        return f"{value}%"
    if figure.statistic.curie == "stat:rank":
        return f"第{value}" if language == "zh" else f"no. {value}"
    if language == "en" and figure.value != 1 and unit and not unit.endswith(("yuan", "s")):
        unit += "es" if unit.endswith("ch") else "s"
    return f"{value} {unit}".strip()

"""Scene: what a view shows, read from the store: things, links, paragraphs, what is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from iprgraph.draw.reader import Fact, Reader, fact_key, joined
from iprgraph.draw.rows import read_rows
from iprgraph.draw.selection import Selection, select, things
from iprgraph.draw.view import WHOLE, Names
from iprgraph.errors import DrawError
from iprgraph.prefixes import expand, shorten
from iprgraph.settings import limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyoxigraph as ox

    from iprgraph.draw.reader import Number, Paragraph
    from iprgraph.draw.rows import Row
    from iprgraph.draw.sentences import Sentence
    from iprgraph.draw.view import View
    from iprgraph.words import Words

_COLLECTIVE = expand("ipr:CollectiveBody")
SCALES = (1.0, 1.12, 1.24, 1.36)  # of a card, from the least of the measure to the most


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: its IRI and names, its kind by position among the styles, what else is known of it.

    The measure is the view's, and the scale how much larger the node is drawn for it. Standing is
    what an analysis measures of it: what, and how much.
    """

    iri: str
    curie: str
    names: Names
    style: int
    collective: bool
    aliases: tuple[str, ...]
    facts: tuple[Fact, ...]
    figures: tuple[Number, ...]
    outside: tuple[str, ...]
    measure: float
    scale: float
    standing: tuple[tuple[Names, Names], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated between the ends of a link: relation and paragraphs, by position.

    Forward: the subject is the left end. Said: the paragraphs say it, else they only name the
    subject. Through: in what the two meet. Sentences: where in the paragraphs it stands.
    """

    relation: int
    forward: bool
    paragraphs: tuple[int, ...]
    said: bool
    through: tuple[Names, ...]
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two things by position, left and right as drawn, with what is stated."""

    left: int
    right: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a page shows of a view; positions point into these tuples.

    `centre` is the thing that a neighbourhood is of, or where a path begins, by position.
    """

    view: View
    things: tuple[Thing, ...]
    links: tuple[Link, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    relations: tuple[Names, ...]
    kinds: tuple[Names, ...]
    notes: tuple[Names, ...]
    centre: int | None = None
    caveat: Names | None = None  # of what stands as standing of things


def read_scene(store: ox.Store, view: View, words: Words | None = None) -> Scene:
    """Return what the view shows, with the words of its sentences if they are given.

    Raises DrawError when it shows nothing, or too much to draw.
    """
    reader = Reader(store, words)
    rows = read_rows(store, view)
    most = limit("view-nodes") if view.name == WHOLE else limit("theme-nodes")
    chosen = select(rows, view.choice, reader.classes, most=most)
    if not chosen.rows:
        raise DrawError(
            f'the view "{view.name}" has nothing to show', remedy="see `iprgraph build`"
        )
    if view.name == WHOLE and chosen.shown < chosen.total:
        raise DrawError(
            f'the view "{view.name}" has {chosen.total:,} nodes; the limit is {most:,}',
            remedy="draw a themed view, or raise IPRGRAPH_VIEW_NODES",
        )
    return scene_of(reader, view, chosen)


def scene_of(reader: Reader, view: View, chosen: Selection, *, order: Sequence[str] = ()) -> Scene:
    """Return the scene of chosen edges; the things of the order given come first."""
    ends = list(dict.fromkeys((*order, *things(chosen.rows))))
    links = _links(chosen.rows, {iri: place for place, iri in enumerate(ends)}, reader)
    drawn = frozenset(expand(one.term) for one in view.relations)
    left_out = _left_out(chosen, reader, view, frozenset(ends))
    nodes = [_thing(iri, reader, view, drawn, left_out.get(iri, ())) for iri in ends]
    told = (view.choice.told.filled(shown=chosen.shown, total=chosen.total, each=view.choice.each),)
    return Scene(
        view=view,
        things=tuple(_measured(nodes, links, view)),
        links=links,
        paragraphs=reader.paragraphs,
        sentences=reader.sentences.found,
        relations=tuple(one.names or reader.names(expand(one.term)) for one in view.relations),
        kinds=(
            *(one.names or reader.names(expand(one.term)) for one in view.styles[:-1]),
            view.other,
        ),
        notes=(*view.notes, *(told if chosen.left_out else ())),
    )


def _links(rows: Iterable[Row], place: dict[str, int], reader: Reader) -> tuple[Link, ...]:
    """Return one link for each pair of things, with all statements between the two."""
    pairs: dict[tuple[int, int], dict[tuple[int, bool, bool], list[Row]]] = {}
    for row in rows:
        left, right, forward = place[row.left], place[row.right], not row.turned
        if (right, left) in pairs:
            left, right, forward = right, left, not forward
        stated = pairs.setdefault((left, right), {})
        stated.setdefault((row.relation, forward, row.said), []).append(row)
    return tuple(
        Link(left, right, tuple(_statement(key, found[key], reader) for key in sorted(found)))
        for (left, right), found in pairs.items()
        if left != right
    )


def _statement(key: tuple[int, bool, bool], rows: Sequence[Row], reader: Reader) -> Statement:
    relation, forward, said = key
    at = {reader.positions[row.paragraph] for row in rows if row.paragraph in reader.positions}
    through = dict.fromkeys(row.through for row in rows if row.through)
    ordered = sorted(rows, key=lambda row: reader.positions.get(row.paragraph, -1))
    subjects = ((row, *((row.right, row.left) if row.turned else row.ends)) for row in ordered)
    sentences = joined(
        reader.sentences.of_fact(row.paragraph, subject, value) for row, subject, value in subjects
    )
    return Statement(
        relation, forward, tuple(sorted(at)), said, tuple(map(reader.described, through)), sentences
    )


def _left_out(
    chosen: Selection, reader: Reader, view: View, drawn: frozenset[str]
) -> dict[str, tuple[Fact, ...]]:
    """Return what is told of things that are drawn in place of the edges that are not."""
    told: dict[str, dict[tuple[Names, Names], set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in chosen.left_out:
        own = view.relations[row.relation]
        label = own.names or reader.names(expand(own.term))
        for here, there, forward in (
            (row.left, row.right, not row.turned),
            (row.right, row.left, row.turned),
        ):
            if here in drawn:
                reading = label if forward else own.inverse or label
                at = told[here][reading, reader.names(there)]
                at.update(
                    {reader.positions[row.paragraph]} if row.paragraph in reader.positions else ()
                )
    return {
        iri: tuple(
            Fact(relation, value, tuple(sorted(at))) for (relation, value), at in found.items()
        )
        for iri, found in told.items()
    }


def _thing(
    iri: str, reader: Reader, view: View, drawn: frozenset[str], left_out: tuple[Fact, ...]
) -> Thing:
    """Return one thing with its names, kind, facts and figures, not yet measured."""
    classes = reader.classes(iri)
    styles = enumerate(expand(one.term) for one in view.styles[:-1])
    style = next((place for place, term in styles if term in classes), len(view.styles) - 1)
    return Thing(
        iri=iri,
        curie=shorten(iri),
        names=reader.names(iri),
        style=style,
        collective=_COLLECTIVE in classes,
        aliases=reader.aliases(iri),
        facts=tuple(sorted((*reader.facts(iri, drawn), *left_out), key=fact_key)),
        figures=reader.figures(iri),
        outside=reader.outside(iri),
        measure=0,
        scale=1.0,
    )


def _measured(nodes: Sequence[Thing], links: Sequence[Link], view: View) -> list[Thing]:
    """Return the things with the view's measure, drawn larger the more of it they have."""
    if view.measure is None:
        return list(nodes)
    degree = [0] * len(nodes)
    statements = [0] * len(nodes)
    places: list[set[int]] = [{at for fact in one.facts for at in fact.paragraphs} for one in nodes]
    for link in links:
        for end in (link.left, link.right):
            degree[end] += 1
            statements[end] += sum(len(one.paragraphs) for one in link.statements)
            places[end].update(at for one in link.statements for at in one.paragraphs)
    counted = {
        "links": degree,
        "statements": statements,
        "paragraphs": [len(one) for one in places],
        "figures": [len(one.figures) for one in nodes],
    }[view.measure]
    if max(counted) <= 2:
        return [replace(one, measure=count) for one, count in zip(nodes, counted, strict=True)]
    return list(scaled(nodes, counted))


def scaled(nodes: Sequence[Thing], measures: Sequence[float]) -> tuple[Thing, ...]:
    """Return the things in one of a few sizes; a card's area grows as its measure does."""
    most = max(measures) or 1
    return tuple(
        replace(one, measure=count, scale=SCALES[round(sqrt(count / most) * (len(SCALES) - 1))])
        for one, count in zip(nodes, measures, strict=True)
    )

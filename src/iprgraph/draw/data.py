"""Data: a scene as the JSON that a page is drawn from, whatever draws it.

The contract, version 4. A *text* is a pair [zh, en]; a *position* points into a list of the object.

    version        4
    renderer       what draws the page: "vis" (a canvas, by vis-network) or "webgl" (by sigma.js)
    hosted         {permanent, site}: addresses that begin with the one are served at the other;
                   null in a page that stands alone
    mode           the language that the page opens in: "zh", "en" or "both"
    view           {name, layout, labelled}: layout is columns, tree, clusters, sides or line;
                   labelled: the labels of links stand on them from the start, not only on demand
    title, description    texts
    notes          texts: how the picture was made, and what it leaves out
    centre         the position of the thing that a neighbourhood is of or a path starts at, or null
    caveat         text: what has to be known of the standing of things, or null
    metrics        of a card at scale 1, in pixels: {font, small, leading, tight, pad, top, icon}
    kinds          [{term, name: text, path, light, dark, solid, count}]: in the legend's order;
                   path is SVG path data in a box of 24 by 24; light and dark are the colour on a
                   light and on a dark page; solid: the card is filled with it; count: of things
    relations      [{term, name: text, inverse: text, legend: text, width, dashes, count}]:
                   name reads from subject to object, inverse back, legend from left to right;
                   dashes are strokes and gaps, [] for a full line; count: of statements
    paragraphs     [{iri, number, heading: text}]: all of the graph, in the order of the reports
    sentences      [{paragraph: position, language, number, words}]: those that say what is shown;
                   number is counted in the paragraph of that edition; words is "" unless the
                   page was made with the text
    things         [{iri, curie, name: text, kind: position, collective, aliases: [string],
                     pinyin: [string], outside: [string], measure, scale, facts, figures,
                     standing: [{name: text, value: text}]}]
                   pinyin: how each name in Han characters is said, without tones, syllables
                   parted by blanks; outside: web addresses of the same elsewhere
                   measure: what the size of the card shows, 0 where the view says nothing
                   standing: what the analysis of cooperation measures of it
      facts        [{relation: text, value: text, paragraphs: [position], sentences: [position]}]:
                   what else is said of it, and in its place links that are left out
      figures      [{iri, value: text, of: text, interval, derived, paragraphs: [position],
                     sentences: [position]}]:
                   interval is "" for an exact figure; derived: printed nowhere, worked out
    links          [{left: position, right: position, main, statements}], no two of the same ends
                   main: it carries the arrangement; one that does not is drawn faintly until chosen
      statements   [{relation: position, forward, paragraphs: [position], sentences: [position],
                     said, through: [text]}]
                   forward: the left end is the subject; said: the paragraphs state it, else they
                   only name the subject, and the relation is common knowledge of the editors;
                   through: in what the two meet, such as an action
    layouts        {zh, en, both}: each {cards, arrangements}
      cards        [[{lines, small, width, height, scale}]]: sets of cards, one card for each thing;
                   width and height are of the card as drawn, scale included
      arrangements [{cards, width, height, curved, places: [[x, y]],
                     blocks: [[x, y, width, height]], bends: {link: [[x, x, y]]}}]
                   which set of cards, the size of the whole, whether links are curves that leave
                   and reach cards sideways, or straight, the middle of each thing's card, and
                   frames to draw behind; bends: where a link, by position, passes columns, from
                   which x to which at which y. A page takes the arrangement that fits it best, of
                   the first set that can be read.

Numbers are pixels at zoom 1. No two cards of an arrangement overlap. Nothing in it is markup: every
string is text to be shown as text. The same scene gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from iprgraph.draw.card import METRICS
from iprgraph.draw.layout import lay
from iprgraph.draw.view import MODES
from iprgraph.names import has_han, syllables

if TYPE_CHECKING:
    from iprgraph.draw.layout import Arranged, Arrangement
    from iprgraph.draw.reader import Fact, Number
    from iprgraph.draw.scene import Link, Scene, Statement, Thing
    from iprgraph.draw.sentences import Sentence
    from iprgraph.draw.view import Mode, Names

VERSION = 4


def page_data(scene: Scene, mode: Mode) -> dict[str, Any]:
    """Return a scene as the contract above has it."""
    view = scene.view
    positions = {one.iri: position for position, one in enumerate(scene.paragraphs)}
    arranged = {one: lay(scene, one) for one in MODES}
    return {
        "version": VERSION,
        "mode": mode,
        "view": {"name": view.name, "layout": view.layout, "labelled": view.labelled},
        "title": _text(view.title),
        "description": _text(view.description),
        "notes": [_text(one) for one in scene.notes],
        "centre": scene.centre,
        "caveat": _text(scene.caveat) if scene.caveat else None,
        "metrics": METRICS,
        "kinds": _kinds(scene),
        "relations": _relations(scene),
        "paragraphs": [
            {"iri": one.iri, "number": one.number, "heading": _text(one.heading)}
            for one in scene.paragraphs
        ],
        "sentences": [_sentence(one, positions) for one in scene.sentences],
        "things": [_thing(one) for one in scene.things],
        "links": [
            _link(one, main=main)
            for one, main in zip(scene.links, arranged[mode].main, strict=True)
        ],
        "layouts": {one: _layout(arranged[one]) for one in MODES},
    }


def legend(scene: Scene, relation: int) -> Names:
    """Return how a relation reads from left to right."""
    name, inverse = _readings(scene, relation)
    return inverse if scene.view.relations[relation].object_left else name


def reading(scene: Scene, statement: Statement) -> Names:
    """Return how a statement reads from the left end of its link to the right one."""
    name, inverse = _readings(scene, statement.relation)
    return name if statement.forward else inverse


def _readings(scene: Scene, relation: int) -> tuple[Names, Names]:
    """Return how a relation reads from subject to object, and back."""
    return scene.relations[relation], scene.view.relations[relation].inverse


def _text(names: Names) -> list[str]:
    return [names.zh, names.en]


def _kinds(scene: Scene) -> list[dict[str, Any]]:
    count = Counter(thing.style for thing in scene.things)
    return [
        {
            "term": style.term,
            "name": _text(names),
            "path": style.path,
            "light": style.light,
            "dark": style.dark,
            "solid": style.solid,
            "count": count[number],
        }
        for number, (style, names) in enumerate(zip(scene.view.styles, scene.kinds, strict=True))
    ]


def _relations(scene: Scene) -> list[dict[str, Any]]:
    count = Counter(stated.relation for link in scene.links for stated in link.statements)
    return [
        {
            "term": one.term,
            "name": _text(_readings(scene, number)[0]),
            "inverse": _text(_readings(scene, number)[1]),
            "legend": _text(legend(scene, number)),
            "width": one.line.width,
            "dashes": list(one.line.dashes),
            "count": count[number],
        }
        for number, one in enumerate(scene.view.relations)
    ]


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "iri": thing.iri,
        "curie": thing.curie,
        "name": _text(thing.names),
        "kind": thing.style,
        "collective": thing.collective,
        "aliases": thing.aliases,
        "pinyin": _pinyin(thing),
        "outside": thing.outside,
        "measure": thing.measure,
        "scale": thing.scale,
        "facts": [_fact(one) for one in thing.facts],
        "figures": [_figure(one) for one in thing.figures],
        "standing": [{"name": _text(one), "value": _text(value)} for one, value in thing.standing],
    }


def _pinyin(thing: Thing) -> list[str]:
    names = dict.fromkeys((*_text(thing.names), *thing.aliases))
    return list(dict.fromkeys(syllables(one) for one in names if has_han(one)))


def _sentence(sentence: Sentence, positions: dict[str, int]) -> dict[str, Any]:
    return {
        "paragraph": positions[sentence.paragraph],
        "language": sentence.language,
        "number": sentence.number,
        "words": sentence.words,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "relation": _text(fact.relation),
        "value": _text(fact.value),
        "paragraphs": fact.paragraphs,
        "sentences": fact.sentences,
    }


def _figure(figure: Number) -> dict[str, Any]:
    return {
        "iri": figure.iri,
        "value": _text(figure.value),
        "of": _text(figure.of),
        "interval": figure.interval,
        "derived": figure.derived,
        "paragraphs": figure.paragraphs,
        "sentences": figure.sentences,
    }


def _link(link: Link, *, main: bool) -> dict[str, Any]:
    return {
        "left": link.left,
        "right": link.right,
        "main": main,
        "statements": [
            {
                "relation": one.relation,
                "forward": one.forward,
                "paragraphs": one.paragraphs,
                "sentences": one.sentences,
                "said": one.said,
                "through": [_text(name) for name in one.through],
            }
            for one in link.statements
        ],
    }


def _layout(arranged: Arranged) -> dict[str, Any]:
    return {
        "cards": [
            [
                {
                    "lines": one.lines,
                    "small": one.small,
                    "width": one.width,
                    "height": one.height,
                    "scale": one.scale,
                }
                for one in cards
            ]
            for cards in arranged.cards
        ],
        "arrangements": [_arrangement(one) for one in arranged.arrangements],
    }


def _arrangement(one: Arrangement) -> dict[str, Any]:
    return {
        "cards": one.cards,
        "width": one.width,
        "height": one.height,
        "curved": one.curved,
        "places": one.places,
        "blocks": one.blocks,
        "bends": dict(one.bends),
    }

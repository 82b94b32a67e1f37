"""A page for a reader: headed lists, each statement with the sentences that make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from iprgraph import settings
from iprgraph.cli import output
from iprgraph.evidence import by_sentence
from iprgraph.page import amount
from iprgraph.vocabulary import ENTITIES_GRAPH, LINKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iprgraph.evidence import Place
    from iprgraph.page import Difference, Fact, Figure, Identifier, Page

_Item = TypeVar("_Item")
_FIGURE = "https://w3id.org/iprgraph/id/obs/"
_WORDS = {
    "also": ("又称", "also called"),
    "facts": ("事实", "facts"),
    "figures": ("数值", "figures"),
    "incoming": ("指向此处", "what points here"),
    "differences": ("报告自身的差异", "discrepancies of the report"),
    "identifiers": ("外部标识", "outside identifiers"),
    "mentions": ("提及", "mentions"),
    "sentences": ("原文各句", "sentences"),
    "paragraph": ("第{0}段", "paragraph {0}"),
    "sentence": ("第{0}句", "sentence {0}"),
    "heading": ("标题", "heading"),
    "inferred": ("推断", "inferred"),
    "knowledge": ("通用知识，非报告所述", "common knowledge, not from the report"),
    "derived": ("由 {0} 推出，规则 {1}", "derived from {0} by {1}"),
    "omitted": ("{0} 版未印", "not printed in {0}"),
    "more": ("… 另有 {0} 项（--format json 显示全部）", "… {0} more (all with --format json)"),
    "no-text": (
        "本机没有报告原文；添加：iprgraph source add 文件",
        "the report's text is not on this machine; add it: iprgraph source add FILE",
    ),
}


def page_text(page: Page, language: str) -> str:
    """Return a page as text in a language."""
    lines = [*_head(page, language)]
    lines += _part("sentences", page.sentences, language, _sentence_lines)
    lines += _part(
        "figures", page.figures, language, lambda one, lang: _figure_lines(one, lang, page)
    )
    lines += _part("facts", page.facts, language, lambda one, lang: _fact_lines(one, lang, page))
    lines += _part(
        "incoming", page.incoming, language, lambda one, lang: _fact_lines(one, lang, page)
    )
    lines += _part("differences", page.differences, language, _difference_lines)
    lines += _part("identifiers", page.identifiers, language, _identifier_lines)
    if not page.figures or not page.iri.startswith(_FIGURE):
        lines += _part("mentions", page.mentions, language, _mention_lines)
    if not page.has_text and (page.mentions or page.sentences):
        lines += ["", output.dim(_word("no-text", language))]
    return "\n".join(lines) + "\n"


def place_name(place: Place, language: str) -> str:
    """Return a place in words: `paragraph 2.1, sentence 1 (zh)`."""
    paragraph = _word("paragraph", language, place.number)
    inside = _word("sentence", language, place.sentence) if place.sentence else ""
    comma = "" if language == "zh" else ", "
    return f"{paragraph}{comma}{inside or _word('heading', language)} ({place.language})"


def _head(page: Page, language: str) -> Iterator[str]:
    """Yield the names and kinds of a thing, and what it is."""
    order = ("zh", "en") if language == "zh" else ("en", "zh")
    labels = " / ".join(page.labels[one] for one in order if one in page.labels)
    yield f"{output.heading(page.curie)}  {labels}".rstrip()
    if page.kinds:
        yield "  " + ", ".join(str(kind) for kind in page.kinds)
    if page.definition:
        yield f"  {page.definition}"
    if page.aliases:
        yield f"  {_word('also', language)}: {', '.join(page.aliases)}"


def _part(
    name: str, items: Sequence[_Item], language: str, lines_of: Callable[[_Item, str], list[str]]
) -> Iterator[str]:
    """Yield a headed list, cut at the limit of items."""
    if not items:
        return
    most = settings.limit("show-items")
    yield from ("", output.heading(f"{_word(name, language)} ({len(items)})"))
    for item in items[:most]:
        yield from lines_of(item, language)
    if len(items) > most:
        yield f"  {_word('more', language, len(items) - most)}"


def _fact_lines(fact: Fact, language: str, page: Page) -> list[str]:
    """Return a fact: its relation and other end, and where it stands."""
    if fact.subject.iri == page.iri:
        said = f"{fact.predicate.label or fact.predicate.curie}: {fact.object}"
    else:
        said = f"{fact.subject}: {fact.predicate.label or fact.predicate.curie}"
        if fact.object.iri != page.iri:
            said = f"{said}: {fact.object}"
    lines = [f"  {said}"]
    if fact.inferred:
        lines.append(f"      {output.dim(_word('inferred', language))}: {fact.inferred}")
    lines += _place_lines(fact.places, language, words=not page.sentences)
    if not fact.places and all(
        graph == ENTITIES_GRAPH or graph.startswith(LINKS) for graph in fact.graphs
    ):
        lines.append(output.dim(f"      {_word('knowledge', language)}"))
    return lines


def _figure_lines(figure: Figure, language: str, page: Page) -> list[str]:
    """Return a figure: value, interval, what it counts, its printed forms and places."""
    interval = figure.interval()
    within = [value for name, value in figure.dimensions.items() if value.curie != "ipr:all"]
    about = " · ".join(name.label or name.curie for name in (figure.statistic, *within))
    lines = [
        f"  {output.heading(amount(figure, language))}  {figure.metric.label}  ({figure.curie})",
        f"      {about}" + (f"  {interval}" if interval else ""),
    ]
    printed = [f"{lang}: {form}" for lang, forms in figure.printed.items() for form in forms]
    printed += [_word("omitted", language, one) for one in figure.omitted_in]
    if printed:
        lines.append(f"      {' · '.join(printed)}")
    if figure.rule is not None:
        sources = ", ".join(source.curie for source in figure.derived_from)
        lines.append(f"      {_word('derived', language, sources, figure.rule)}")
    return lines + _place_lines(figure.places, language, words=not page.sentences)


def _difference_lines(difference: Difference, language: str) -> list[str]:
    """Return a discrepancy: its kind and weight, what differs, both forms."""
    where = ", ".join(_word("paragraph", language, one) for one in difference.paragraphs)
    head = f"{difference.kind.label}, {difference.severity.label}: {difference.comment}"
    forms = [f"{lang}: {form}" for lang, each in difference.printed.items() for form in each]
    return [f"  {head}", f"      {where}  {' · '.join(forms)}  ({difference.curie})"]


def _identifier_lines(identifier: Identifier, language: str) -> list[str]:
    """Return an identifier: its register, how it relates, how surely and how that is known."""
    colon = "：" if language == "zh" else ": "
    head = f"{identifier.register.label}{colon}{identifier.identifier}"
    relation = identifier.relation.label or identifier.relation.curie
    known = f"{relation} · {identifier.justification} {identifier.confidence}"
    lines = [f"  {head}", output.dim(f"      {known} · {identifier.evidence}")]
    return [*lines, f"      {identifier.comment}"] if identifier.comment else lines


def _mention_lines(place: Place, language: str) -> list[str]:
    """Return a mention: where, the printed form and its offsets in the file."""
    return [f"  {place_name(place, language)}  {place.form}  [{place.start}–{place.end}]"]


def _sentence_lines(place: Place, language: str) -> list[str]:
    """Return a sentence: where, its offsets, and its words where they are at hand."""
    line = f"  {place_name(place, language)}  [{place.start}–{place.end}]"
    return [line, f"      {place.words}"] if place.words else [line]


def _place_lines(places: Sequence[Place], language: str, *, words: bool) -> list[str]:
    """Return the sentences of a statement, each with its words where they are at hand and wanted.

    Without words, as on the page of a paragraph, which has them once, they share a line.
    """
    found = by_sentence(places)
    names = [place_name(place, language) for place in found]
    if not words:
        return [output.dim(f"      {'; '.join(names)}")] if names else []
    return [
        output.dim(f"      {name}") + (f"  {place.words}" if place.words else "")
        for name, place in zip(names, found, strict=True)
    ]


def _word(name: str, language: str, *values: object) -> str:
    """Return a phrase of the program in a language."""
    return _WORDS[name][language == "en"].format(*values)

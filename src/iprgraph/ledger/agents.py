"""Agents: figures and documents before which a sentence prints an authority, and that name none.

Between the authority and the figure or document no place is printed: else it is of the place.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from iprgraph.ledger.statements import metrics_of
from iprgraph.ledger.warning import warning
from iprgraph.prefixes import shorten
from iprgraph.reports import objects_of
from iprgraph.vocabulary import ipr, kind_and_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iprgraph.checks.finding import Finding
    from iprgraph.graphs import Graphs
    from iprgraph.ledger.sentences import Mentions, Sentence
    from iprgraph.reports import Report, ReportParagraph
    from iprgraph.text import Span

    Lack = tuple[str, str, str, Sentence]  # a thing, what it lacks, who has it, where

_AREA, _AGENTS = ipr("area").value, (ipr("agent").value, ipr("activity").value)
_MEASURES = ipr("measures")
_ISSUERS = (ipr("issuedBy"), ipr("signedBy"))
_DOCUMENTS = ("instrument", "list", "publication")
_JURISDICTION, _WITHIN = ipr("jurisdiction"), ipr("within")


def agent_findings(
    graphs: Graphs, report: Report, mentions: Mapping[str, Mentions]
) -> list[Finding]:
    """Return a warning for each figure without an agent that its sentence gives to an authority."""
    remedy = "give the figure its ipr:agent, or the ipr:activity that it is of"
    return [
        warning(graphs, paragraph, lack[0], "figure-agent", _told(graphs, paragraph, *lack), remedy)
        for paragraph in report.paragraphs
        for lack in _agentless(graphs, paragraph, mentions[paragraph.number].things)
    ]


def issuer_findings(
    graphs: Graphs, report: Report, mentions: Mapping[str, Mentions]
) -> list[Finding]:
    """Return a warning for each document without an issuer that stands behind an authority."""
    remedy = "say ipr:issuedBy or ipr:signedBy"
    return [
        warning(
            graphs, paragraph, lack[0], "document-issuer", _told(graphs, paragraph, *lack), remedy
        )
        for paragraph in report.paragraphs
        for lack in _issuerless(graphs, mentions[paragraph.number].things)
    ]


def _told(
    graphs: Graphs,
    paragraph: ReportParagraph,
    thing: str,
    what: str,
    authority: str,
    sentence: Sentence,
) -> str:
    name, before = (shorten(one, graphs.prefixes) for one in (thing, authority))
    return (
        f"{name} {what}, but {before} stands before it in its sentence "
        f"(paragraph {paragraph.number}, {sentence[0]} {sentence[1]})"
    )


def _issuerless(
    graphs: Graphs, things: Mapping[Sentence, Mapping[str, Sequence[Span]]]
) -> Iterator[Lack]:
    """Yield the documents without an issuer, each with the authority that stands before it.

    An authority that has issued another document before it has done its part in the sentence.
    """
    told: set[str] = set()
    for sentence, own in sorted(things.items()):
        for document in sorted(own):
            if kind_and_slug(document)[0] not in _DOCUMENTS or document in told:
                continue
            if any(objects_of(graphs, document, one) for one in _ISSUERS):
                continue
            at = own[document][0][0]
            _, authority = max(_behind_last_place(own, at), default=(0, ""))
            before = (one for one, places in own.items() if places[0][0] < at)
            if authority and not any(
                authority in objects_of(graphs, one, issuer)
                for one in before
                for issuer in _ISSUERS
            ):
                told.add(document)
                yield document, "has no issuer", authority, sentence


def _agentless(
    graphs: Graphs,
    paragraph: ReportParagraph,
    things: Mapping[Sentence, Mapping[str, Sequence[Span]]],
) -> Iterator[Lack]:
    """Yield the figures without an agent, each with an authority that stands before it."""
    figures = _figures(graphs, paragraph)
    told: set[str] = set()
    for sentence, own in sorted(things.items()):
        for figure in sorted(figures.keys() & own.keys() - told):
            authority = _before(graphs, figures[figure], own, own[figure][0][0])
            if authority:
                told.add(figure)
                yield figure, "names no agent", authority, sentence


def _figures(graphs: Graphs, paragraph: ReportParagraph) -> dict[str, str]:
    """Return the area of each figure that names no agent or activity and counts no agencies."""
    facts = graphs.facts(paragraph.iri)
    others = {figure for one in _AGENTS for figure in facts.things(one)}
    metrics = metrics_of(graphs, paragraph)
    return {
        figure: area
        for figure, area in facts.of(_AREA)
        if figure not in others and not _counts_agencies(graphs, metrics.get(figure, ""))
    }


def _counts_agencies(graphs: Graphs, metric: str) -> bool:
    return any(kind_and_slug(one)[0] == "agency" for one in objects_of(graphs, metric, _MEASURES))


def _before(graphs: Graphs, area: str, things: Mapping[str, Sequence[Span]], figure: int) -> str:
    """Return the first authority of an area behind the last place before a figure, "" for none."""
    authorities = sorted(_behind_last_place(things, figure))
    return next((one for _, one in authorities if _has_powers_in(graphs, one, area)), "")


def _behind_last_place(things: Mapping[str, Sequence[Span]], at: int) -> list[tuple[int, str]]:
    """Return the agencies, with their places, between the last place name and some offset.

    A place whose name is part of an agency's is none that the figure could be of.
    """
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for thing, own in things.items():
        for span in own:
            if span[0] < at:
                found[kind_and_slug(thing)[0]].append((span, thing))
    agencies = found["agency"]
    places = (
        place
        for place, _ in found["place"]
        if not any(start <= place[0] and place[1] <= end for (start, end), _ in agencies)
    )
    last = max((start for start, _ in places), default=-1)
    return [(start, agency) for (start, _), agency in agencies if start > last]


def _has_powers_in(graphs: Graphs, agency: str, area: str) -> bool:
    """Return whether an agency has its powers in an area or in a part of it."""
    seen: set[str] = set()
    places = list(objects_of(graphs, agency, _JURISDICTION))
    while places:
        place = places.pop()
        if place == area:
            return True
        if place not in seen:
            seen.add(place)
            places += objects_of(graphs, place, _WITHIN)
    return False

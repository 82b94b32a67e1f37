"""Annotations: anchors and sentences as triples of the W3C Web Annotation model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import ID, RDF_TYPE, XSD_INTEGER, ipr, kind_and_slug, oa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iprgraph.anchors.outline import OutlineRow
    from iprgraph.anchors.table import AnchorRow
    from iprgraph.reports import Report
    from iprgraph.text import Span

_BODY, _TARGET = oa("hasBody"), oa("hasTarget")
_SOURCE, _SELECTOR = oa("hasSource"), oa("hasSelector")
_START, _END = oa("start"), oa("end")
_MENTION_TYPES = (ipr("Mention"), oa("Annotation"))


def annotation_triples(
    report: Report, rows: Iterable[AnchorRow], outline: Iterable[OutlineRow]
) -> list[ox.Triple]:
    """Return the triples of mentions, their anchors, and the sentences of encoded paragraphs."""
    paragraphs = {each.number: ox.NamedNode(each.iri) for each in report.paragraphs}
    triples: dict[ox.Triple, None] = {}
    for row in rows:
        if row.paragraph in paragraphs and report.edition(row.edition) is not None:
            triples.update(dict.fromkeys(_mention(report, row, paragraphs[row.paragraph])))
    for part in outline:
        if part.kind in ("sentence", "footnote") and part.paragraph in paragraphs:
            triples.update(dict.fromkeys(_sentence(report, part, paragraphs[part.paragraph])))
    return list(triples)


def mention_iri(report: str, row: AnchorRow) -> str:
    """Return the IRI of a mention: paragraph, edition, first and last offset, and the thing."""
    kind, slug = kind_and_slug(row.thing)
    start, end = row.runs[0][0], row.runs[-1][1]
    return f"{ID}mention/{report}-{row.paragraph}-{row.edition}-{start}-{end}-{kind}-{slug}"


def anchor_iri(report: str, lang: str, run: Span) -> str:
    """Return the IRI of the anchor of a run of characters in an edition's file."""
    return f"{ID}anchor/{report}-{lang}-{run[0]}-{run[1]}"


def sentence_iri(report: str, lang: str, paragraph: str, number: int | str) -> str:
    """Return the IRI of a sentence of a paragraph in an edition."""
    return f"{ID}sentence/{report}-{lang}-{paragraph}-{number}"


def _mention(report: Report, row: AnchorRow, paragraph: ox.NamedNode) -> Iterator[ox.Triple]:
    mention = ox.NamedNode(mention_iri(report.slug, row))
    for kind in _MENTION_TYPES:
        yield ox.Triple(mention, RDF_TYPE, kind)
    yield ox.Triple(mention, _BODY, ox.NamedNode(row.thing))
    yield ox.Triple(mention, ipr("form"), ox.Literal(row.form, language=row.edition))
    yield ox.Triple(mention, ipr("inParagraph"), paragraph)
    if row.sentence:
        sentence = sentence_iri(report.slug, row.edition, row.paragraph, row.sentence)
        yield ox.Triple(mention, ipr("inSentence"), ox.NamedNode(sentence))
    for run, hexadecimal in zip(row.runs, row.digests, strict=False):
        anchor = ox.NamedNode(anchor_iri(report.slug, row.edition, run))
        yield ox.Triple(mention, _TARGET, anchor)
        yield from _anchor(report, row.edition, run, anchor, hexadecimal)


def _anchor(
    report: Report, lang: str, run: Span, anchor: ox.NamedNode, hexadecimal: str
) -> Iterator[ox.Triple]:
    edition = report.edition(lang)
    selector = ox.NamedNode(f"{anchor.value}#selector")
    yield ox.Triple(anchor, RDF_TYPE, ipr("Anchor"))
    if edition is not None:
        yield ox.Triple(anchor, _SOURCE, ox.NamedNode(edition.iri))
    yield ox.Triple(anchor, _SELECTOR, selector)
    yield ox.Triple(anchor, ipr("digest"), ox.Literal(hexadecimal))
    yield ox.Triple(selector, RDF_TYPE, oa("TextPositionSelector"))
    yield ox.Triple(selector, _START, _integer(run[0]))
    yield ox.Triple(selector, _END, _integer(run[1]))


def _sentence(report: Report, part: OutlineRow, paragraph: ox.NamedNode) -> Iterator[ox.Triple]:
    edition = report.edition(part.edition)
    if edition is None:
        return
    number = part.number.partition("-")[2]
    node = ox.NamedNode(sentence_iri(report.slug, part.edition, part.paragraph, number))
    yield ox.Triple(node, RDF_TYPE, ipr("Sentence"))
    yield ox.Triple(node, ipr("number"), ox.Literal(number))
    yield ox.Triple(node, ipr("inParagraph"), paragraph)
    yield ox.Triple(node, ipr("inEdition"), ox.NamedNode(edition.iri))
    yield ox.Triple(node, _START, _integer(part.start))
    yield ox.Triple(node, _END, _integer(part.end))


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=XSD_INTEGER)

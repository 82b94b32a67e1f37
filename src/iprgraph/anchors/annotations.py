"""Annotations: anchors and sentences as triples of the W3C Web Annotation model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.vocabulary import ID, RDF_TYPE, XSD_INTEGER, ipr, kind_and_slug, oa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.anchors.outline import OutlineRow
    from iprgraph.anchors.table import AnchorRow
    from iprgraph.reports import Report
    from iprgraph.text import Span

_TYPE, _INTEGER = str(RDF_TYPE), str(XSD_INTEGER)
_BODY, _TARGET, _SOURCE = (str(oa(name)) for name in ("hasBody", "hasTarget", "hasSource"))
_SELECTOR, _START, _END = (str(oa(name)) for name in ("hasSelector", "start", "end"))
_MENTION, _ANNOTATION = str(ipr("Mention")), str(oa("Annotation"))
_ANCHOR_TYPE, _SENTENCE_TYPE = str(ipr("Anchor")), str(ipr("Sentence"))
_POSITION = str(oa("TextPositionSelector"))
_FORM, _DIGEST, _NUMBER = (str(ipr(name)) for name in ("form", "digest", "number"))
_PARAGRAPH, _SENTENCE = str(ipr("inParagraph")), str(ipr("inSentence"))
_EDITION = str(ipr("inEdition"))


def annotation_lines(
    report: Report, rows: Iterable[AnchorRow], outline: Iterable[OutlineRow]
) -> Iterator[str]:
    """Yield mentions, their anchors, and the sentences of encoded paragraphs as N-Triples.

    Each text holds the lines that belong together; those of an anchor that several mentions share
    come once.
    """
    slug, known = report.slug, set[tuple[str, str]]()
    paragraphs = {each.number: f"<{each.iri}>" for each in report.paragraphs}
    editions = {each.lang: f"<{each.iri}>" for each in report.editions}
    for row in rows:
        if row.paragraph in paragraphs and row.edition in editions:
            mention = f"<{mention_iri(slug, row)}>"
            yield _mention(slug, mention, row, paragraphs[row.paragraph])
            for run, hexadecimal in zip(row.runs, row.digests, strict=False):
                anchor = anchor_iri(slug, row.edition, run)
                yield f"{mention} {_TARGET} <{anchor}> .\n"
                if (anchor, hexadecimal) not in known:
                    known.add((anchor, hexadecimal))
                    yield _anchor(anchor, run, editions[row.edition], hexadecimal)
    for part in outline:
        if (
            part.kind in ("sentence", "footnote")
            and part.paragraph in paragraphs
            and part.edition in editions
        ):
            yield _sentence(slug, part, paragraphs[part.paragraph], editions)


def parsed(lines: Iterable[str]) -> list[ox.Triple]:
    """Return the triples of N-Triples."""
    return [quad.triple for quad in ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)]


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


def _mention(report: str, mention: str, row: AnchorRow, paragraph: str) -> str:
    lines = (
        f"{mention} {_TYPE} {_MENTION} .\n"
        f"{mention} {_TYPE} {_ANNOTATION} .\n"
        f"{mention} {_BODY} <{row.thing}> .\n"
        f"{mention} {_PARAGRAPH} {paragraph} .\n"
        f"{mention} {_FORM} {ox.Literal(row.form, language=row.edition)} .\n"
    )
    if not row.sentence:
        return lines
    sentence = sentence_iri(report, row.edition, row.paragraph, row.sentence)
    return f"{lines}{mention} {_SENTENCE} <{sentence}> .\n"


def _anchor(anchor: str, run: Span, edition: str, hexadecimal: str) -> str:
    node, selector = f"<{anchor}>", f"<{anchor}#selector>"
    return (
        f"{node} {_TYPE} {_ANCHOR_TYPE} .\n"
        f"{node} {_SOURCE} {edition} .\n"
        f"{node} {_SELECTOR} {selector} .\n"
        f'{node} {_DIGEST} "{hexadecimal}" .\n'
        f"{selector} {_TYPE} {_POSITION} .\n"
        f"{_span(selector, run)}"
    )


def _sentence(report: str, part: OutlineRow, paragraph: str, editions: Mapping[str, str]) -> str:
    number = part.number.partition("-")[2]
    node = f"<{sentence_iri(report, part.edition, part.paragraph, number)}>"
    return (
        f"{node} {_TYPE} {_SENTENCE_TYPE} .\n"
        f'{node} {_NUMBER} "{number}" .\n'
        f"{node} {_PARAGRAPH} {paragraph} .\n"
        f"{node} {_EDITION} {editions[part.edition]} .\n"
        f"{_span(node, (part.start, part.end))}"
    )


def _span(node: str, span: Span) -> str:
    start, end = span
    return f'{node} {_START} "{start}"^^{_INTEGER} .\n{node} {_END} "{end}"^^{_INTEGER} .\n'

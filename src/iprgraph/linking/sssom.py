"""SSSOM: what is decided of each name, or of each thing of an RDF file, as one mapping each.

A name of a table is a literal subject (SSSOM 1.1); that nothing was found is a mapping too, to
`sssom:NoTermFound`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iprgraph import __version__
from iprgraph.prefixes import prefix_table, shorten
from iprgraph.sssom import header_lines, table_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.linking.answers import Answer

COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_type",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "mapping_tool",
    "mapping_tool_version",
    "confidence",
    "comment",
)
NO_TERM = "sssom:NoTermFound"
PREDICATES = {
    "match": "skos:exactMatch",
    "uncertain": "skos:relatedMatch",
    "no match": "skos:exactMatch",
}
LITERAL = "rdfs literal"
SPACES: Mapping[str, str] = {
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_EVEN = frozenset(("exact", "equal", "same words"))


def header(title: str, spaces: Mapping[str, str]) -> Iterator[str]:
    """Yield the header of a table of mappings, with the prefixes that its cells may use."""
    about = {
        "mapping_set_id": f"urn:iprgraph:links:{_slug(title)}",
        "mapping_set_title": f"Links of {title} to iprgraph",
        "license": "https://w3id.org/sssom/license/unspecified",
        "sssom_version": "1.1",
    }
    yield from header_lines({**prefix_table(), **SPACES, **spaces}, about)
    yield table_line(COLUMNS)


def line(subject: str, name: str, answer: Answer) -> str:
    """Return a mapping as a line; a subject that is empty is the name itself."""
    thing, label = target(answer)
    cells = (
        subject,
        name,
        "" if subject else LITERAL,
        PREDICATES[answer.status],
        shorten(thing) if thing else NO_TERM,
        label,
        justification(answer),
        "iprgraph",
        __version__,
        f"{answer.score if thing else 1 - answer.score:.4f}",
        ". ".join((answer.status, *answer.reasons)),
    )
    return table_line(cells)


def target(answer: Answer) -> tuple[str, str]:
    """Return the thing that a mapping is to, and its label: none where there is no match."""
    if answer.status == "uncertain":
        return answer.candidates[0][:2]
    return answer.thing, answer.label


def justification(answer: Answer) -> str:
    """Return how a mapping was found."""
    even = answer.agreement in _EVEN
    return "semapv:LexicalMatching" if even else "semapv:LexicalSimilarityThresholdMatching"


def spaces(subjects: Iterable[str]) -> dict[str, str]:
    """Return a prefix for each namespace of some addresses."""
    found: dict[str, str] = {}
    for subject in subjects:
        space = namespace(subject)
        if space not in found:
            found[space] = f"in{len(found) + 1}"
    return {prefix: space for space, prefix in found.items()}


def namespace(address: str) -> str:
    """Return an address up to its last sign that parts names."""
    return address[: max(address.rfind(sign) for sign in "#/:") + 1]


def _slug(title: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in title)

"""Write an EARL report of the W3C's suites, replayed on a server: `conformance.py [FILE]`.

A case that a read-only service refuses is `earl:inapplicable`, with the reason. The same code gives
the same report. The exit code is 1 where a case fails.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from serving import publish_quads, running
from suites import Outcome, describe, description_cases, protocol_cases, replay, suite_quads

from iprgraph import __version__
from iprgraph.folders import shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Running
    from suites import Case

PROTOCOL, DESCRIPTION = "sparql11-protocol", "sparql11-service-description"
PREFIXES = {
    "earl": "http://www.w3.org/ns/earl#",
    "doap": "http://usefulinc.com/ns/doap#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
SUBJECT = ox.NamedNode("https://w3id.org/iprgraph/software")
OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.REFUSED: "inapplicable",
}


def main() -> int:
    """Replay the suites, write the report, and say how many cases passed."""
    folder = shared()
    suites = folder / "suites" if folder else None
    if suites is None or not (suites / PROTOCOL).is_dir():
        print(f"skipped: the suites {PROTOCOL} and {DESCRIPTION} are not here (IPRGRAPH_SHARED)")
        return 0
    results = list(outcomes(suites))
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".iprgraph/conformance.ttl")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(report(results))
    for outcome in Outcome:
        print(f"{sum(each is outcome for _, each, _ in results):3} {outcome.value}")
    for case, outcome, why in results:
        if outcome is Outcome.FAILED:
            print(f"failed: {case.iri}: {why}")
    print(target)
    return int(any(outcome is Outcome.FAILED for _, outcome, _ in results))


def outcomes(suites: Path) -> Iterator[tuple[Case, Outcome, str]]:
    """Yield each case of both suites with how it ended and why."""
    with tempfile.TemporaryDirectory() as home:
        publish_quads(Path(home), suite_quads(suites / PROTOCOL))
        with running(Path(home)) as service:
            for case in protocol_cases(suites / PROTOCOL):
                yield (case, *_withheld(service, replay(service, case)))
            for case in description_cases(suites / DESCRIPTION):
                yield (case, *describe(service, case.slug))


def _withheld(service: Running, found: tuple[Outcome, str]) -> tuple[Outcome, str]:
    """Return an outcome without the address of the server, which is another each time."""
    return found[0], found[1].replace(service.address, "http://localhost/")


def report(results: list[tuple[Case, Outcome, str]]) -> bytes:
    """Return the outcomes as EARL in Turtle."""
    triples = [
        ox.Triple(SUBJECT, _term("rdf", "type"), _term("doap", "Project")),
        ox.Triple(SUBJECT, _term("rdf", "type"), _term("earl", "TestSubject")),
        ox.Triple(SUBJECT, _term("doap", "name"), ox.Literal("iprgraph")),
        ox.Triple(SUBJECT, _term("doap", "revision"), ox.Literal(__version__)),
    ]
    for number, (case, outcome, why) in enumerate(results):
        triples += _assertion(number, case, outcome, why)
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _assertion(number: int, case: Case, outcome: Outcome, why: str) -> Iterator[ox.Triple]:
    """Yield what is said of one case."""
    assertion, result = ox.BlankNode(f"a{number}"), ox.BlankNode(f"r{number}")
    yield ox.Triple(assertion, _term("rdf", "type"), _term("earl", "Assertion"))
    yield ox.Triple(assertion, _term("earl", "assertedBy"), SUBJECT)
    yield ox.Triple(assertion, _term("earl", "subject"), SUBJECT)
    yield ox.Triple(assertion, _term("earl", "test"), ox.NamedNode(case.iri))
    yield ox.Triple(assertion, _term("earl", "mode"), _term("earl", "automatic"))
    yield ox.Triple(assertion, _term("earl", "result"), result)
    yield ox.Triple(result, _term("rdf", "type"), _term("earl", "TestResult"))
    yield ox.Triple(result, _term("earl", "outcome"), _term("earl", OUTCOMES[outcome]))
    if why:
        yield ox.Triple(result, _term("earl", "info"), ox.Literal(f"{outcome.value}: {why}"))


def _term(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)


if __name__ == "__main__":
    sys.exit(main())

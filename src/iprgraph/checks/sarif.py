"""SARIF: findings in the Static Analysis Results Interchange Format 2.1.0 of OASIS.

Hosts of repositories and editors read it and show each finding at its line.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from iprgraph import __version__
from iprgraph.checks.rules import rule_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iprgraph.checks.finding import CheckReport, Finding, Severity
    from iprgraph.checks.rules import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
FINGERPRINT = "iprgraphFinding/v1"
LEVELS: Mapping[Severity, str] = {"violation": "error", "warning": "warning", "info": "note"}

_GAP = re.compile(r"\{(\w+)\}")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")

Value = str | int | bool | list["Value"] | dict[str, "Value"]
Object = dict[str, Value]


def sarif(report: CheckReport, rules: Mapping[str, Rule]) -> Object:
    """Return a report as a SARIF log of one run (section 3.13), with the rules that it names."""
    ids = sorted({_id(finding) for finding in report.findings})
    driver: Object = {
        "name": "iprgraph",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(each, rules.get(each)) for each in ids],
    }
    run: Object = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "iprgraph/check/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "the folder that holds ontology, data and queries"}}
        },
        "invocations": [_invocation(report)],
        "results": list(_results(report.findings, ids)),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _id(finding: Finding) -> str:
    return rule_id(finding.check, finding.rule)


def _invocation(report: CheckReport) -> Object:
    """Return how the run ended, its notes as notifications (section 3.20)."""
    notes: list[Value] = [{"level": "note", "message": {"text": note}} for note in report.notes]
    invocation: Object = {"executionSuccessful": True, "exitCode": 0 if report.ok else 1}
    return {**invocation, "toolExecutionNotifications": notes} if notes else invocation


def _rule(name: str, rule: Rule | None) -> Object:
    """Return the descriptor of a rule (section 3.49), only its name where nothing else is known."""
    if rule is None:
        return {"id": name, "name": _pascal(name)}
    wording = _in_both(rule.wording) or [name]
    remedies = _in_both(rule.remedy)
    help_text: Object = {
        "text": "\n".join((*wording, *(f"→ {remedy}" for remedy in remedies))),
        "markdown": "\n\n".join((*map(_escaped, wording), *(f"→ {each}" for each in remedies))),
    }
    return {
        "id": name,
        "name": _pascal(name),
        "shortDescription": {"text": wording[0]},
        "fullDescription": {"text": "\n".join(wording)},
        "help": help_text,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.check]},
    }


def _in_both(texts: Mapping[str, str]) -> list[str]:
    """Return the English and the Chinese text, what each finding fills in as a word in capitals."""
    both = [texts[lang] for lang in ("en", "zh") if lang in texts]
    return [_GAP.sub(lambda match: match[1].upper(), text) for text in both]


def _results(findings: Iterable[Finding], ids: list[str]) -> Iterator[Object]:
    """Yield each finding as a result (section 3.27), the second of two alike told by a number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        print_ = _fingerprint(finding)
        seen[print_] += 1
        result: Object = {
            "ruleId": _id(finding),
            "ruleIndex": ids.index(_id(finding)),
            "level": LEVELS[finding.severity],
            "message": _message(finding),
            "partialFingerprints": {FINGERPRINT: f"{print_}:{seen[print_]}"},
        }
        if finding.file:
            result["locations"] = [_location(finding)]
        properties: Object = {
            key: value
            for key, value in (("remedy", finding.remedy), ("paragraph", finding.paragraph))
            if value
        }
        yield {**result, "properties": properties} if properties else result


def _message(finding: Finding) -> Object:
    """Return what is wrong and the remedy (section 3.11)."""
    if not finding.remedy:
        return {"text": finding.message}
    return {
        "text": f"{finding.message}\n→ {finding.remedy}",
        "markdown": f"{_escaped(finding.message)}\n\n→ {_escaped(finding.remedy)}",
    }


def _location(finding: Finding) -> Object:
    """Return file and line (sections 3.28 and 3.29), the file alone where no line is known."""
    place: Object = {"artifactLocation": {"uri": quote(finding.file), "uriBaseId": ROOT}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {"physicalLocation": place}


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same when the lines of the file move."""
    parts = (_id(finding), finding.file, finding.message)
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _pascal(name: str) -> str:
    """Return the id of a rule as one word, as other tools name theirs."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", name))


def _escaped(text: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)

"""Answers: what is said of a name, in words: status, thing, score, reasons, other candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.linking.model import COMPARISONS, level_of
from iprgraph.matching.features import Comparison, compare
from iprgraph.reconciliation.wording import told

if TYPE_CHECKING:
    from iprgraph.linking.deciding import Decision, Status
    from iprgraph.linking.records import Names
    from iprgraph.matching.gazetteer import Entry

_SAYINGS = {
    "same kind": ("种类相同", "of the kind that is asked for"),
    "another kind": ("种类不同", "of another kind"),
    "place fits": ("地点相符", "the place fits"),
    "place around it": ("地点在其范围内", "the place is within its area"),
    "another place": ("地点不同", "another place"),
    "same code": ("代码或标识符相同", "the same code or identifier"),
    "another code": ("代码不同", "another code"),
    "second": ("另有相近者", "another thing is as near"),
    "weak": ("依据不足", "not enough to be sure"),
    "nothing": ("没有相近的名称", "no name comes near"),
    "nearest": ("最接近者", "the nearest"),
}
_SAID = ("kind", "place", "code")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a name: the thing where it is a match, else what it may be.

    `score` is the probability of the best candidate, which comes first of the candidates.
    """

    status: Status
    score: float
    thing: str
    label: str
    reasons: tuple[str, ...]
    candidates: tuple[tuple[str, str, float], ...]
    agreement: str = ""


class Answers:
    """Decisions put into words, in a language."""

    def __init__(self, names: Names, language: str) -> None:
        self._names = names
        self._language = "zh" if language.startswith("zh") else "en"

    def answer(self, name: str, decision: Decision) -> Answer:
        """Return what is said of a name."""
        if decision.best < 0:
            return Answer("no match", 0.0, "", "", (self._said("nothing"),), ())
        entry, text = self._names.texts[decision.best]
        matched = decision.status == "match"
        levels = dict(zip(COMPARISONS, decision.levels, strict=True))
        reasons = [*self._compared(name, text, levels), *self._others(levels)]
        if not matched:
            reasons.append(self._why(decision))
        if decision.status == "no match":
            reasons[0] = f"{self._said('nearest')}: {reasons[0]}"
        return Answer(
            status=decision.status,
            score=decision.score,
            thing=entry.iri if matched else "",
            label=entry.label(self._language) if matched else "",
            reasons=tuple(reasons),
            candidates=tuple(self._candidates(decision, matched=matched)),
            agreement=level_of("agreement", levels["agreement"]),
        )

    def _compared(self, name: str, text: str, levels: dict[str, int]) -> list[str]:
        """Return how a name compares with ours; a name that is a code is not compared."""
        by_code = levels["agreement"] < 0
        if by_code:
            return told(Comparison(100.0, "code", 100.0), text, self._language)
        return told(compare(name, text, self._names.words), text, self._language)

    def _others(self, levels: dict[str, int]) -> list[str]:
        found = [level_of(one, levels[one]) for one in _SAID]
        if levels["agreement"] < 0:
            found = [one for one in found if one != "same code"]
        return [self._said(one) for one in found if one]

    def _why(self, decision: Decision) -> str:
        rival = decision.second >= 0 and decision.second_score > decision.score / 2
        return self._said("second" if rival else "weak")

    def _candidates(self, decision: Decision, *, matched: bool) -> list[tuple[str, str, float]]:
        """Return the things that may be meant, beside the one that is."""
        found = [] if matched else [(decision.best, decision.score)]
        if decision.second >= 0:
            found.append((decision.second, decision.second_score))
        return [self._candidate(self._names.texts[place][0], score) for place, score in found]

    def _candidate(self, entry: Entry, score: float) -> tuple[str, str, float]:
        return (entry.iri, entry.label(self._language), score)

    def _said(self, key: str) -> str:
        return _SAYINGS[key][0 if self._language == "zh" else 1]

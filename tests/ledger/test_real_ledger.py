"""The ledger of the real report balances, and what is planted in copies of it is caught."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from iprgraph.anchors import Grounding, ground, grounded
from iprgraph.folders import folders, home
from iprgraph.graphs import Graphs, read_graphs
from iprgraph.ledger import Account, PartAccount, Standing, account, account_findings, shares
from iprgraph.reports import Report, reports_of
from iprgraph.text import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def project() -> tuple[Graphs, Report]:
    graphs = read_graphs(folders())
    return graphs, next(each for each in reports_of(graphs) if each.slug == "guangdong-2022")


@cache
def real() -> Grounding:
    found = grounded(*project(), home())
    if found is None:
        pytest.skip("the text of guangdong-2022 is not on this machine")
    return found


@cache
def own() -> Account:
    return account(*project(), real().document, real().rows)


def encoded(found: Account) -> Iterator[PartAccount]:
    return (part for part in found.parts if part.encoded and part.kind == "paragraph")


def test_no_numeral_is_missing_and_none_is_claimed_twice() -> None:
    found = [str(one) for one in account_findings(project()[0], own())]
    assert not found, "\n".join(found)
    assert own().balanced
    assert own().count(Standing.FIGURE) > 100


def test_every_digit_of_the_file_is_in_a_numeral_of_the_account() -> None:
    document = real().document
    held = {
        offset
        for part in own().parts
        for numeral in part.numerals
        for offset in range(numeral.start, numeral.end)
    }
    digits = {offset for offset, sign in enumerate(document.text) if sign in "0123456789¹²³"}
    lost = sorted(digits - held)
    assert not lost, [document.text[max(0, o - 5) : o + 5] for o in lost[:5]]


def test_without_its_observations_each_figure_is_missing() -> None:
    kept = [row for row in real().rows if "/id/obs/" not in row.thing]
    bare = account(*project(), real().document, kept)
    assert bare.count(Standing.FIGURE) == 0
    before, after = _standings(own()), _standings(bare)
    figures = {place for place, standing in before.items() if standing is Standing.FIGURE}
    named = {place for place in figures if after[place] is Standing.NAME}
    assert all(after[place] is Standing.MISSING for place in figures - named)
    # A body of eleven members, named so, has its number in its own name as well.
    assert len(named) < len(figures) / 20


@pytest.mark.parametrize(
    ("lang", "planted"),
    [("zh", "，另有七十三家"), ("zh", "，起于2019年"), ("en", " and 73 more"), ("en", " of nine")],
)
def test_a_number_planted_in_each_paragraph_is_caught_in_each(lang: str, planted: str) -> None:
    text = real().document.text
    paragraphs = real().document.editions[lang].paragraphs
    for place in sorted((each.sentences[0].end - 1 for each in paragraphs), reverse=True):
        text = text[:place] + planted + text[place:]
    graphs, report = project()
    grounding = ground(graphs, report, read_document(text))
    found = account(graphs, report, grounding.document, grounding.rows)
    for part, before in zip(encoded(found), encoded(own()), strict=True):
        more = part.count(Standing.MISSING) - before.count(Standing.MISSING)
        assert more == (1 if part.edition == lang else 0), part.number


def _standings(found: Account) -> dict[int, Standing]:
    return {one.start: one.standing for part in found.parts for one in part.numerals}


def test_the_shares_add_up() -> None:
    for share in shares(*project(), real().rows):
        assert share.everywhere <= min(share.grounded.values())
        assert max(share.grounded.values()) <= share.statements
        assert max(share.one_sentence.values()) <= share.relations
        assert share.figures + share.relations <= share.statements

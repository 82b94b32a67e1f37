"""Statements: which ones a text prints, in each edition and in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import Booked

from iprgraph.graphs import read_graphs
from iprgraph.ledger import Share, ledgers, total_share

if TYPE_CHECKING:
    from conftest import Lake


@pytest.fixture
def booked(lake: Lake) -> Booked:
    return Booked(lake)


def share(booked: Booked, number: str) -> Share:
    (ledger,) = ledgers(read_graphs(booked.lake.folders), booked.lake.home)
    if number == "all":
        return total_share(ledger.shares)
    return next(one for one in ledger.shares if one.paragraph == number)


def test_a_relation_is_grounded_where_both_ends_are_printed(booked: Booked) -> None:
    found = share(booked, "0.1")
    assert (found.statements, found.figures, found.relations) == (2, 0, 2)
    assert dict(found.grounded) == {"zh": 2, "en": 2}
    assert found.everywhere == 2
    assert dict(found.one_sentence) == {"zh": 2, "en": 2}


def test_a_figure_is_one_statement(booked: Booked) -> None:
    found = share(booked, "1.1")
    assert (found.statements, found.figures, found.relations) == (4, 4, 0)
    assert dict(found.grounded) == {"zh": 4, "en": 4}


def test_what_an_edition_omits_is_not_grounded_in_it(booked: Booked) -> None:
    booked.lake.edit(
        booked.lake.report / "1.2-customs.ttl",
        "concept:infringing-goods ipr:statedAs",
        "agency:lake-customs ipr:targets concept:infringing-goods .\n"
        "concept:infringing-goods ipr:statedAs",
    )
    found = share(booked, "1.2")
    assert (found.statements, found.relations, found.everywhere) == (3, 1, 2)
    assert dict(found.grounded) == {"zh": 3, "en": 2}
    assert dict(found.one_sentence) == {"zh": 1, "en": 0}


def test_ends_in_two_sentences_are_not_in_one(booked: Booked) -> None:
    booked.lake.edit(
        booked.lake.report / "1.1-courts.ttl",
        "discrepancy:lakeside-more a",
        "agency:lakeside-court ipr:memberOf agency:lake-courts .\ndiscrepancy:lakeside-more a",
    )
    found = share(booked, "1.1")
    assert dict(found.grounded) == {"zh": 5, "en": 5}
    assert dict(found.one_sentence) == {"zh": 1, "en": 0}


def test_a_date_is_an_end_of_its_own(booked: Booked) -> None:
    booked.lake.edit(
        booked.lake.report / "1.2-customs.ttl",
        "obs:lake-batches-2031 a",
        'agency:lake-customs ipr:adoptedOn "2030-05-01"'
        "^^<http://www.w3.org/2001/XMLSchema#date> .\nobs:lake-batches-2031 a",
    )
    found = share(booked, "1.2")
    assert (found.statements, dict(found.grounded)) == (3, {"zh": 2, "en": 2})


def test_the_total_is_the_sum(booked: Booked) -> None:
    found = share(booked, "all")
    assert (found.statements, found.figures) == (8, 6)
    assert dict(found.grounded) == {"zh": 8, "en": 8}

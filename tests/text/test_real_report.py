"""What the segmenter makes of the first report, where its text is on this machine."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path

import pytest

from iprgraph.text import Document, Paragraph, read_document

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("IPRGRAPH_SHARED") or ROOT.parent / "shared")
REPORT = SHARED / "source" / "guangdong-2022.txt"

pytestmark = pytest.mark.skipif(
    not REPORT.is_file(), reason="the source text guangdong-2022.txt is not on this machine"
)

PARAGRAPHS = {0: 1, 1: 5, 2: 3, 3: 4, 4: 3, 5: 3, 6: 4, 7: 3, 8: 3}


@pytest.fixture(scope="module")
def text() -> str:
    return REPORT.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def document(text: str) -> Document:
    return read_document(text)


def inked(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paragraphs(document: Document, lang: str) -> None:
    edition = document.editions[lang]
    assert {s.number: len(s.paragraphs) for s in edition.sections} == PARAGRAPHS
    assert all((p.heading is None) == (p.number == "0.1") for p in edition.paragraphs)


def test_notices(document: Document) -> None:
    told = [(n.kind, n.edition, n.offset, n.text) for n in document.notices]
    assert told == [
        ("stray", "zh", 4243, "."),
        ("numbering", "en", 30285, "XIII"),
        ("ending", "en", 9115, ","),
    ]


@pytest.mark.parametrize(("lang", "host"), [("zh", "5.2"), ("en", "5.2")])
def test_footnotes(document: Document, lang: str, host: str) -> None:
    notes = [(p.number, s) for p in document.editions[lang].paragraphs for s in p.sentences]
    [(owner, note)] = [(number, s) for number, s in notes if s.footnote]
    assert owner == "5.1"
    assert document.paragraph(host, lang).start < note.start < document.paragraph(host, lang).end
    assert document.paragraph(host, lang).sentence_of(note.start) is None


@pytest.mark.parametrize(
    ("number", "lang", "form"),
    [
        ("1.2", "zh", "2022年5月1日"),
        ("2.1", "zh", "11.71万件"),
        ("2.1", "en", "117,100"),
        ("3.2", "zh", "18620家次"),
        ("3.3", "zh", "2881万件"),
        ("5.1", "zh", "1633.88万户"),
        ("5.1", "en", "16.3388 million"),
        ("6.3", "en", "7.299 billion yuan"),
        ("8.3", "en", "2.02"),
    ],
)
def test_figures_are_found_once(document: Document, number: str, lang: str, form: str) -> None:
    assert len(document.paragraph(number, lang).find(form, lang=lang)) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_character_is_in_one_place(document: Document, text: str, lang: str) -> None:
    edition = document.editions[lang]
    taken = [(edition.title_start, edition.title_end)]
    taken += [(s.title_start, s.title_end) for s in edition.sections]
    taken += [run for p in edition.paragraphs for run in p.healed.runs()]
    taken.sort()
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))
    covered = {offset for start, end in taken for offset in range(start, end)}
    left = "".join(text[i] for i in range(edition.start, edition.end) if i not in covered)
    assert re.fullmatch(r"[.¹²\s]*", left)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sentences_make_up_their_paragraph(document: Document, lang: str) -> None:
    for paragraph in document.editions[lang].paragraphs:
        sentences = "".join(inked(s.healed.text) for s in paragraph.sentences)
        assert inked(paragraph.healed.text).endswith(sentences)
        headed = len(inked(paragraph.heading or "")) + (1 if paragraph.heading else 0)
        assert len(inked(paragraph.healed.text)) == headed + len(sentences)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("seed", range(6))
def test_a_page_break_after_any_sentence_changes_nothing(
    document: Document, text: str, lang: str, seed: int
) -> None:
    ends = [
        s.end
        for p in document.editions[lang].paragraphs
        for s in p.sentences[:-1]
        if not s.footnote and text[s.end] not in "¹²"
    ]
    at = ends[(seed * 17 + 5) % len(ends)]
    damaged = read_document(f"{text[:at]}\n\n{text[at:]}")
    for before, after in zip(
        document.editions[lang].paragraphs, damaged.editions[lang].paragraphs, strict=True
    ):
        assert shape(before) == shape(after)


def shape(paragraph: Paragraph) -> tuple[str, str | None, list[int]]:
    return (
        paragraph.number,
        paragraph.heading,
        [len(inked(s.healed.text)) for s in paragraph.sentences],
    )

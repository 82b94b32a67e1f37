from __future__ import annotations

from typing import TYPE_CHECKING

import made_up
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.errors import IprgraphError, SegmentError, SourceError
from iprgraph.text import Document, Paragraph, read_document, read_file

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = ["0.1", "1.1", "1.2", "2.1"]


def outline(document: Document, lang: str) -> list[tuple[str, str | None, list[str]]]:
    return [
        (p.number, p.heading, [s.healed.text for s in p.sentences if not s.footnote])
        for p in document.editions[lang].paragraphs
    ]


WHOLE = read_document(made_up.report())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sections_and_paragraphs(lang: str) -> None:
    edition = WHOLE.editions[lang]
    assert [p.number for p in edition.paragraphs] == NUMBERS
    assert [section.number for section in edition.sections] == [0, 1, 2]
    assert WHOLE.notices == ()


def test_titles_and_headings() -> None:
    assert WHOLE.editions["zh"].title == "云山省2031年灯塔保护状况"
    assert WHOLE.editions["en"].sections[2].title == "Lamps and Lenses"
    assert WHOLE.paragraph("1.2", "zh").heading == "改善住所条件"
    assert WHOLE.paragraph("0.1", "en").heading is None


def test_offsets_lead_back_to_the_file() -> None:
    text = made_up.report()
    paragraph = WHOLE.paragraph("1.1", "en")
    assert text[paragraph.heading_start : paragraph.heading_end] == "Kept watch day and night"
    assert text[paragraph.start : paragraph.end] == made_up.EN_SECTIONS[0][1][0]
    last = paragraph.sentences[-1]
    assert text[last.start : last.end] == last.healed.text == "The horn blew 418 times in fog."
    assert WHOLE.editions["en"].paragraph_at(last.start) == paragraph
    assert WHOLE.editions["en"].paragraph_at(0) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "before",
    [
        "雾天鸣号", "间已经修好", "号 418", "漏雨的", "其中,玻璃",
        "stood watch", "The horn", "day and night", "Keepers stood", "on Gull", "of glass.",
    ],
)  # fmt: skip
def test_a_page_break_anywhere_changes_nothing(before: str, lang: str) -> None:
    for gap in ("\n\n", "\n", "\r\n\r\n", "\n\f", "\n\n— 7 —\n\n", "\n\n.\n\n"):
        damaged = read_document(made_up.broken(made_up.report(), before, gap))
        assert outline(damaged, lang) == outline(WHOLE, lang), repr(gap)


def test_a_heading_alone_is_followed_by_its_paragraph() -> None:
    text = made_up.report().replace("Improved the lodgings. ", "Improved the lodgings.\n\n")
    assert outline(read_document(text), "en") == outline(WHOLE, "en")


def test_a_short_sentence_alone_at_a_page_end_is_no_heading() -> None:
    text = made_up.report().replace(
        " The horn blew 418 times in fog.", "\n\nThe horn blew often in the thick fog of autumn."
    )
    assert [p.number for p in read_document(text).editions["en"].paragraphs] == NUMBERS


def test_a_short_sentence_after_a_page_break_joins_as_the_other_edition_has_it() -> None:
    text = made_up.report().replace(" The horn", "\n\nBirds liked it. The horn")
    document = read_document(text)
    assert [p.number for p in document.editions["en"].paragraphs] == NUMBERS
    assert len(document.paragraph("1.1", "en").sentences) == 3
    [notice] = document.notices
    assert (notice.kind, text[notice.offset :][:5]) == ("opening", "Birds")


def test_a_paragraph_can_end_in_a_misprinted_comma() -> None:
    text = made_up.report().replace("times in fog.", "times in fog,")
    document = read_document(text)
    assert [p.number for p in document.editions["en"].paragraphs] == NUMBERS
    assert document.paragraph("1.1", "en").sentences[-1].healed.text.endswith("in fog,")
    [notice] = document.notices
    assert (notice.kind, text[notice.offset]) == ("ending", ",")


def test_a_comma_before_a_page_break_ends_no_chinese_paragraph() -> None:
    text = made_up.report().replace("比上年多 5.2%。", "居于\n\n全国前列。")
    assert [p.number for p in read_document(text).editions["zh"].paragraphs] == NUMBERS


def test_a_misprinted_comma_in_chinese_is_read_as_the_other_edition_has_it() -> None:
    text = made_up.report().replace("雾天鸣号 418 次。", "雾天鸣号 418 次,")
    assert [p.number for p in read_document(text).editions["zh"].paragraphs] == NUMBERS


def test_a_wrong_section_number_is_told_and_survived() -> None:
    text = made_up.report().replace("II. Lamps", "XIII. Lamps")
    document = read_document(text)
    assert [section.number for section in document.editions["en"].sections] == [0, 1, 2]
    [notice] = document.notices
    assert (notice.kind, notice.edition, notice.text) == ("numbering", "en", "XIII")
    assert text[notice.offset :].startswith("XIII. Lamps")


FOOTNOTED = (
    made_up.report()
    .replace("37,100 times,", "37,100 times,²")
    .replace("Leaks in 9", "Leaks in\n\n.\n\n² Two keepers counted them in June.\n\n9")
)


def test_a_footnote_is_the_last_sentence_of_the_paragraph_of_its_mark() -> None:
    document = read_document(FOOTNOTED)
    owner, host = document.paragraph("1.1", "en"), document.paragraph("1.2", "en")
    assert owner.sentences[-1].footnote
    assert owner.sentences[-1].healed.text == "Two keepers counted them in June."
    assert outline(document, "en") == outline(WHOLE, "en")
    assert [notice.kind for notice in document.notices] == ["stray"]
    place = FOOTNOTED.index("keepers counted")
    assert document.editions["en"].paragraph_at(place) == owner
    assert host.sentence_of(place) is None
    assert owner.sentence_of(place) == owner.sentences[-1]
    assert owner.sentence_of(FOOTNOTED.index("²")) is None


def test_an_occurrence_has_two_runs_around_a_footnote() -> None:
    paragraph = read_document(FOOTNOTED).paragraph("1.2", "en")
    [runs] = paragraph.find("Leaks in 9 roofs", lang="en")
    assert [FOOTNOTED[a:b] for a, b in runs] == ["Leaks in", "9 roofs"]
    [marked] = read_document(FOOTNOTED).paragraph("1.1", "en").find("times, up", lang="en")
    assert [FOOTNOTED[a:b] for a, b in marked] == ["times,", "up"]


def test_a_footnote_in_its_own_paragraph() -> None:
    text = made_up.report().replace("27 间", "27 间①").replace("屋顶漏", "\n\n① 木屋。\n\n屋顶漏")
    paragraph = read_document(text).paragraph("1.2", "zh")
    notes = [(s.healed.text, s.footnote) for s in paragraph.sentences]
    assert notes == [
        ("新建小屋27间。", False),
        ("屋顶漏雨的9间已经修好。", False),
        ("木屋。", True),
    ]
    assert paragraph.healed.text.endswith("修好。木屋。")


def test_a_footnote_without_a_mark_goes_to_the_paragraph_before() -> None:
    text = made_up.report().replace("屋顶漏", "\n\n¹ 木屋。\n\n屋顶漏")
    document = read_document(text)
    assert document.paragraph("1.2", "zh").sentences[-1].footnote
    assert [(n.kind, n.text) for n in document.notices] == [("footnote", "¹ ")]


def test_a_square_metre_is_no_footnote_mark() -> None:
    text = made_up.report().replace("27 cabins", "27 m² of roof").replace("of glass.", "of glass.²")
    text += "² Or crystal.\n"
    document = read_document(text)
    assert "m²" in document.paragraph("1.2", "en").healed.text
    assert document.paragraph("2.1", "en").sentences[-1].footnote


def test_unequal_paragraphs_name_the_section_and_both_counts() -> None:
    text = made_up.report().replace(made_up.EN_SECTIONS[0][1][1] + "\n\n", "")
    with pytest.raises(SegmentError) as caught:
        read_document(text)
    assert caught.value.message == "section 1 has 2 in zh but 1 in en paragraphs"
    assert "zh paragraphs begin at lines 7, 9" in caught.value.remedy
    kinds = {notice.kind for notice in read_document(text, strict=False).notices}
    assert kinds == {"alignment"}


def test_a_missing_section_is_named() -> None:
    text = made_up.report().replace("II. Lamps and Lenses\n\n", "")
    with pytest.raises(SegmentError, match="only in zh: 2"):
        read_document(text)


def test_an_unknown_paragraph_lists_the_known_ones() -> None:
    with pytest.raises(SegmentError) as caught:
        WHOLE.paragraph("9.9", "zh")
    assert "0.1, 1.1, 1.2, 2.1" in caught.value.remedy
    with pytest.raises(SegmentError, match='no edition "fr"'):
        WHOLE.paragraph("1.1", "fr")


@given(st.text(alphabet='灯塔。,一二、 \n\f.IVX¹²①*AaBb09—"()', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = read_document(text, strict=False)
    except IprgraphError:
        return
    paragraphs: list[Paragraph] = [p for e in document.editions.values() for p in e.paragraphs]
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            assert 0 <= sentence.start < sentence.end <= len(text)


@pytest.mark.parametrize(
    ("data", "message", "remedy"),
    [
        (b"", "the text is empty", "extract"),
        (b" \n ", "the text is empty", "extract"),
        ("灯塔".encode("gbk"), "not UTF-8: byte 0 is 0xb5", "GB18030"),
        (b"ok\n\xff\xff", "not UTF-8: byte 3 is 0xff", "PDF"),
        ("灯塔".encode("utf-16"), "not UTF-8: byte 0 is 0xff", "UTF-16"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, message: str, remedy: str) -> None:
    path = tmp_path / "a-report.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_file(path)
    assert caught.value.message == message
    assert remedy in caught.value.remedy
    assert caught.value.file == str(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(SourceError, match="cannot read the text"):
            read_file(path)


def test_a_file_keeps_its_offsets_whatever_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a-report.txt"
    text = "\ufeff" + made_up.report().replace("\n", "\r\n")
    path.write_bytes(text.encode())
    document = read_file(path)
    assert outline(document, "zh") == outline(WHOLE, "zh")
    paragraph = document.paragraph("2.1", "en")
    assert text[paragraph.start :].startswith("Old lenses")


def test_an_error_of_structure_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a-report.txt"
    path.write_text("12345", encoding="utf-8")
    with pytest.raises(SegmentError) as caught:
        read_file(path)
    assert caught.value.file == str(path)

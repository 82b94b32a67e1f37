from __future__ import annotations

from hashlib import sha256

import made_up
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.text import HealedText, digest, read_document
from iprgraph.text.healing import Healer

TEXTS = st.text(alphabet="灯塔人共,。 \n\tabC09.,¹*-", max_size=60)


def healed(text: str, lang: str) -> HealedText:
    return Healer(text, lang).heal([(0, len(text))])


@given(TEXTS, st.sampled_from(["zh", "en"]))
def test_offsets_rise_and_point_to_the_healed_characters(text: str, lang: str) -> None:
    result = healed(text, lang)
    assert len(result.offsets) == len(result.text)
    assert list(result.offsets) == sorted(set(result.offsets))
    for character, offset in zip(result.text, result.offsets, strict=True):
        assert text[offset] == character or (character == " " and text[offset].isspace())


@given(TEXTS, st.sampled_from(["zh", "en"]))
def test_healing_loses_no_character_but_blanks(text: str, lang: str) -> None:
    assert "".join(healed(text, lang).text.split()) == "".join(text.split())


@given(TEXTS, st.sampled_from(["zh", "en"]), st.data())
def test_a_run_covers_what_it_was_cut_from(text: str, lang: str, data: st.DataObject) -> None:
    result = healed(text, lang)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    covered = "".join(text[a:b] for a, b in result.runs(start, end))
    assert "".join(covered.split()) == "".join(result.text[start:end].split())


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "自 2031年5月1 日起 施行", "自2031年5月1日起施行"),
        ("zh", "共 18 家次", "共18家次"),
        ("zh", "标准 T/ABC 003-2031", "标准T/ABC 003-2031"),
        ("zh", "共20\n31件", "共2031件"),
        ("zh", "全 省 SEA BIRD 船", "全省SEA BIRD船"),
        ("en", "two   words\n\nmore", "two words more"),
        ("en", "a full-\n\nlength coat", "a full-length coat"),
    ],
)
def test_blanks(lang: str, text: str, expected: str) -> None:
    assert healed(text, lang).text == expected


def test_an_inserted_word_space_has_the_offset_of_the_line_break() -> None:
    result = healed("one\n\ntwo", "en")
    assert result.offsets[3] == 3


@pytest.mark.parametrize(
    ("lang", "text", "form", "count"),
    [
        ("zh", "判处2092人", "92", 0),
        ("zh", "判处2092人", "2092人", 1),
        ("zh", "增长5.42%", "5.4", 0),
        ("zh", "增长5.42%", "42%", 0),
        ("zh", "增长5.42%", "5.42", 1),
        ("en", "117,100 cases", "117", 0),
        ("en", "117,100 cases", "100 cases", 0),
        ("en", "117,100 cases", "117,100", 1),
        ("en", "1.5 and 1", "1", 1),
        ("en", "in 2031, 145 boats", "145", 1),
        ("zh", "计2031,15年", "15年", 1),
        ("zh", "第二十三届灯会", "三届", 0),
        ("zh", "第二十三届灯会", "二十三届", 1),
        ("en", "lamps, a lamp", "lamp", 1),
        ("en", "a lamp; the lamp", "lamp", 2),
        ("zh", "用APPS看", "APP", 0),
        ("zh", "云山 灯塔", "云山灯塔", 1),
        ("zh", "云山灯塔", "云 山 灯 塔", 1),
        ("en", "light house", "lighthouse", 1),
        ("en", "anything", "", 0),
        ("en", "anything", " \n", 0),
        ("zh", "灯灯灯", "灯灯", 2),
    ],
)
def test_find_takes_whole_words_and_whole_numbers(
    lang: str, text: str, form: str, count: int
) -> None:
    assert len(healed(text, lang).find(form, lang=lang)) == count


def test_an_occurrence_covers_the_blanks_of_a_page_break() -> None:
    text = "Keepers of the old\n\n  tower sang."
    [[run]] = healed(text, "en").find("old tower", lang="en")
    assert text[slice(*run)] == "old\n\n  tower"


@given(st.data())
def test_every_stretch_of_whole_words_of_a_sentence_is_found(data: st.DataObject) -> None:
    text = made_up.broken(made_up.report(), "stood watch")
    document = read_document(text)
    lang = data.draw(st.sampled_from(["zh", "en"]))
    paragraph = data.draw(st.sampled_from(document.editions[lang].paragraphs))
    sentence = data.draw(st.sampled_from(paragraph.sentences))
    words = sentence.healed.text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    form = " ".join(words[start:end])
    found = paragraph.find(form, lang=lang)
    assert found
    places = [digest(text, runs) for runs in found]
    assert set(places) == {sha256("".join(form.split()).encode()).hexdigest()}
    assert any(paragraph.sentence_of(runs[0][0]) == sentence for runs in found)


@given(st.data())
def test_any_stretch_of_chinese_without_numerals_is_found(data: st.DataObject) -> None:
    text = "守塔人在雾里看船,船也看灯。"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert healed(text, "zh").find(text[start:end], lang="zh")


def test_nearest_names_the_most_similar_stretch() -> None:
    assert healed("The keepers repaired 12 lamps.", "en").nearest("repared 12 lamps") in (
        "repaired 12 lamps",
        "epaired 12 lamps",
        "repaired 12 lamp",
    )
    assert healed("", "en").nearest("lamp") == ""
    assert healed("lamp", "en").nearest("the whole lamp") == "lamp"


def test_digest_leaves_blanks_out() -> None:
    assert digest("a b\n\nc", [(0, 3), (5, 6)]) == sha256(b"abc").hexdigest()


def test_emphasis_asterisks_do_not_count() -> None:
    text = made_up.report().replace("on Gull Isle", "on *Gull Isle*")
    paragraph = read_document(text).paragraph("1.2", "en")
    assert "*" not in paragraph.healed.text
    assert paragraph.find("on Gull Isle", lang="en") == paragraph.find("on *Gull Isle*", lang="en")
    assert len(paragraph.find("on Gull Isle", lang="en")) == 1

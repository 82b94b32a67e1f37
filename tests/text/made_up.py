"""A made-up bilingual report of a made-up province, to cut and to damage."""

from __future__ import annotations

ZH_TITLE = "云山省 2031 年灯塔保护状况"
EN_TITLE = "THE CARE OF LIGHTHOUSES IN YUNSHAN IN 2031"
ZH_PREFACE = "2031 年,云山省修缮灯塔 12 座。"
EN_PREFACE = "In 2031, Yunshan repaired 12 lighthouses."

ZH_SECTIONS = [
    (
        "一、守塔人的工作",
        [
            "坚持昼夜值守。全省守塔人共值夜 3.71万次,比上年多 5.2%。雾天鸣号 418 次。",
            "改善住所条件。新建小屋 27 间。屋顶漏雨的 9 间已经修好。",
        ],
    ),
    ("二、灯火与镜片", ["更换旧式镜片。共换镜片 1046 片;其中,玻璃镜片 88 片。"]),
]
EN_SECTIONS = [
    (
        "I. The Work of the Keepers",
        [
            "Kept watch day and night. Keepers stood watch 37,100 times, up 5.2%. "
            "The horn blew 418 times in fog.",
            "Improved the lodgings. In all, 27 cabins were built. Leaks in 9 roofs, "
            "e.g., on Gull Isle, were mended.",
        ],
    ),
    (
        "II. Lamps and Lenses",
        ["Old lenses were replaced. In all, 1,046 lenses were changed, 88 of glass."],
    ),
]


def edition(title: str, preface: str, sections: list[tuple[str, list[str]]]) -> str:
    """Return one edition, a blank line after each title, heading and paragraph."""
    body = [block for heading, paragraphs in sections for block in (heading, *paragraphs)]
    return "\n\n".join([title, preface, *body]) + "\n\n"


def chinese() -> str:
    """Return the Chinese edition."""
    return edition(ZH_TITLE, ZH_PREFACE, ZH_SECTIONS)


def english() -> str:
    """Return the English edition."""
    return edition(EN_TITLE, EN_PREFACE, EN_SECTIONS)


def report() -> str:
    """Return both editions, the Chinese one first."""
    return chinese() + english()


def broken(text: str, before: str, insert: str = "\n\n") -> str:
    """Return a text with a page break (or what is given) before some words."""
    assert text.count(before) == 1, before
    return text.replace(before, insert + before)

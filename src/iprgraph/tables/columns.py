"""Columns: what the columns of each table hold, said once for CSV, Parquet, workbook and metadata.

A column with a `property` is a statement about the thing of its row: CSVW makes it one again.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a field's type)
from dataclasses import dataclass, field

from iprgraph.vocabulary import IPR

OBSERVATIONS, ENTITIES, DATASETS, STATEMENTS = KINDS = (
    "observations",
    "entities",
    "datasets",
    "statements",
)

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_QB = "http://purl.org/linked-data/cube#"
_PROV = "http://www.w3.org/ns/prov#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TEXTS = {
    OBSERVATIONS: (
        "报告数值：每行一个，已述或推得",
        "figures of the reports: one a row, stated or derived",
    ),
    ENTITIES: ("事物：每行一个", "things: one a row"),
    DATASETS: ("他源数值：每行一个", "figures of other sources: one a row"),
    STATEMENTS: (
        "关于数值与事物的陈述：每行一条",
        "statements about figures and things: one a row",
    ),
}

# Which statements of the graph a table becomes by its CSVW metadata.
_SCOPES = {
    OBSERVATIONS: (
        "报告数值的维度、数值、区间、单位、印法、类和数据集；推自何处及其余陈述见 statements.csv",
        "of each figure of the reports: dimensions, value, interval, unit, printed forms, classes "
        "and data set; what it is derived from, and all else, is in statements.csv",
    ),
    ENTITIES: (
        "事物的名称、定义、起止，及上级、地域、上位概念各一；其余陈述见 statements.csv",
        "of each thing: names, definitions, beginning and end, and one each of parent, places and "
        "broader concept; all else is in statements.csv",
    ),
    DATASETS: (
        "他源数值的全部陈述，所在的图除外",
        "all statements about the figures of other sources, but not their graphs",
    ),
    STATEMENTS: (
        "关于数值、事物与段落的全部已述和推得的陈述，字面形式与数据类型不变；"
        "不含他源数值、锚点、推理所得、形状和本体术语",
        "all that is stated or derived about figures, things and paragraphs, each literal with its "
        "form and datatype; not the figures of other sources, anchors, inferred statements, shapes "
        "and terms of the ontology",
    ),
}


@dataclass(frozen=True)
class Column:
    """A column: its name, type, headings, and the property that it states, if it states one.

    Types: iri, text, number, integer, boolean, date. `many` means a list; a text may have a
    language. `property` may be a template of CSVW, such as `{+predicate}`. `repeats` names a column
    whose values stand here again, those of one datatype: a column of CSVW has only one.
    """

    name: str
    type: str
    zh: str
    en: str
    property: str = ""
    language: str = ""
    datatype: str = ""
    many: bool = False
    required: bool = False
    repeats: str = ""


@dataclass(frozen=True)
class Layout:
    """A table's name, title, columns, the column that its rows are about, and their classes."""

    name: str
    columns: tuple[Column, ...]
    about: str
    key: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    title: Mapping[str, str] = field(default_factory=dict)
    scope: Mapping[str, str] = field(default_factory=dict)


def _labelled(name: str, zh: str, en: str, *, prop: str = "") -> tuple[Column, ...]:
    """Return three columns: an address and its label in each language."""
    return (
        Column(name, "iri", zh, en, prop),
        Column(f"{name}_zh", "text", f"{zh}（中文）", f"{en}, Chinese"),
        Column(f"{name}_en", "text", f"{zh}（英文）", f"{en}, English"),
    )


def _figure(*, outside: bool) -> tuple[Column, ...]:
    """Return the columns of figures; those of other sources have one source each."""
    source = (
        Column("derived_from", "iri", "来源行", "row of the source", f"{_PROV}wasDerivedFrom")
        if outside
        else Column("derived_from", "iri", "推自", "derived from", many=True)
    )
    dimensions = (
        ("metric", "指标", "metric"),
        ("statistic", "统计形式", "statistic"),
        ("area", "地域", "area"),
        ("period", "时期", "period"),
    )
    others = (("agent", "机构", "agent"), ("activity", "活动", "activity"))
    # Datasets have decimals only; the figures of reports are integers too, as their authors wrote.
    typed = (
        ()
        if outside
        else (_typed("integer", "整数", "integer"), _typed("decimal", "小数", "decimal"))
    )
    return (
        Column("figure", "iri", "数值的地址", "address of the figure", required=True),
        Column("status", "text", "来历", "stated, derived, outside", required=True),
        *(one for name, zh, en in dimensions for one in _labelled(name, zh, en, prop=IPR + name)),
        Column("period_begins", "date", "时期之始", "first day of the period"),
        Column("period_ends", "date", "时期之末", "last day of the period"),
        Column("value", "number", "数值", "value", f"{IPR}value"),
        Column("lower", "number", "下界", "lower bound", f"{IPR}lowerBound"),
        Column("upper", "number", "上界", "upper bound", f"{IPR}upperBound"),
        *_labelled("unit", "单位", "unit", prop=f"{IPR}unit"),
        *_labelled("qualifier", "修饰", "qualifier", prop=f"{IPR}qualifier"),
        Column("precision", "number", "末位所值", "size of the last digit", f"{IPR}precision"),
        *(one for name, zh, en in others for one in _labelled(name, zh, en, prop=IPR + name)),
        *_labelled("reference_area", "参照地域", "reference area", prop=f"{IPR}referenceArea"),
        *_labelled(
            "reference_period", "参照时期", "reference period", prop=f"{IPR}referencePeriod"
        ),
        *_labelled("rule", "推导规则", "rule", prop=f"{IPR}rule"),
        source,
        Column("paragraphs", "text", "出处段落", "paragraphs that state it", many=True),
        Column("printed_zh", "text", "中文印法", "as printed in Chinese",
               f"{IPR}statedAs", "zh", many=True),
        Column("printed_en", "text", "英文印法", "as printed in English",
               f"{IPR}statedAs", "en", many=True),
        *_labelled("dataset", "数据集", "data set", prop=f"{_QB}dataSet"),
        *typed,
    )  # fmt: skip


def _typed(name: str, zh: str, en: str) -> Column:
    """Return a column of the values that the graph has as integers, or as decimals."""
    return Column(
        f"value_{name}",
        "integer" if name == "integer" else "number",
        f"数值，图谱中为{zh}",
        f"value, where the graph has an {en}"
        if name == "integer"
        else f"value, where the graph has a {en}",
        f"{IPR}value",
        datatype=f"{_XSD}{name}",
        repeats="value",
    )


_ENTITY = (
    Column("thing", "iri", "事物的地址", "address of the thing", required=True),
    Column("kind", "text", "种类", "kind", required=True),
    Column("label_zh", "text", "中文名称", "name in Chinese", f"{_RDFS}label", "zh", many=True),
    Column("label_en", "text", "英文名称", "name in English", f"{_RDFS}label", "en", many=True),
    Column("types", "iri", "类", "classes", many=True),
    Column("types_zh", "text", "类（中文）", "classes, Chinese", many=True),
    Column("types_en", "text", "类（英文）", "classes, English", many=True),
    Column("aliases_zh", "text", "中文别名", "other names in Chinese",
           f"{_SKOS}altLabel", "zh", many=True),
    Column("aliases_en", "text", "英文别名", "other names in English",
           f"{_SKOS}altLabel", "en", many=True),
    Column("definition_zh", "text", "中文定义", "definition in Chinese",
           f"{_SKOS}definition", "zh", many=True),
    Column("definition_en", "text", "英文定义", "definition in English",
           f"{_SKOS}definition", "en", many=True),
    *_labelled("parent", "上级", "parent", prop=f"{IPR}parent"),
    *_labelled("within", "所在地域", "within", prop=f"{IPR}within"),
    *_labelled("located_in", "所在地", "located in", prop=f"{IPR}locatedIn"),
    *_labelled("jurisdiction", "辖区", "jurisdiction", prop=f"{IPR}jurisdiction"),
    *_labelled("broader", "上位概念", "broader concept", prop=f"{_SKOS}broader"),
    Column("begins", "date", "起", "begins", f"{IPR}begins"),
    Column("ends", "date", "止", "ends", f"{IPR}ends"),
    Column("same_as", "iri", "他处的同一事物", "the same thing elsewhere", many=True),
    Column("paragraphs", "text", "述及的段落", "paragraphs that speak of it", many=True),
    Column("figures", "integer", "相关数值个数", "number of figures about it"),
)  # fmt: skip

_STATEMENT = (
    Column("subject", "iri", "主语", "subject", required=True),
    Column("subject_zh", "text", "主语（中文）", "subject, Chinese"),
    Column("subject_en", "text", "主语（英文）", "subject, English"),
    Column("predicate", "iri", "谓语", "predicate", required=True),
    Column("predicate_zh", "text", "谓语（中文）", "predicate, Chinese"),
    Column("predicate_en", "text", "谓语（英文）", "predicate, English"),
    Column("object", "iri", "宾语", "object", "{+predicate}"),
    Column("object_zh", "text", "宾语（中文）", "object, Chinese"),
    Column("object_en", "text", "宾语（英文）", "object, English"),
    Column("graph", "iri", "所在图", "graph that states it", required=True),
)

_POINTS = (f"{IPR}Observation", f"{_QB}Observation")
_OUTSIDE = (f"{IPR}ExternalObservation", f"{_QB}Observation")


def layout(kind: str, *, extra: tuple[Column, ...] = ()) -> Layout:
    """Return the layout of a table; that of statements gets a column for each type of literal."""
    title, scope = (dict(zip(("zh", "en"), one[kind], strict=True)) for one in (_TEXTS, _SCOPES))
    match kind:
        case "observations" | "datasets":
            outside = kind == DATASETS
            classes = _OUTSIDE if outside else _POINTS
            figures = _figure(outside=outside)
            return Layout(kind, figures, "figure", ("figure",), classes, title, scope)
        case "entities":
            return Layout(kind, _ENTITY, "thing", ("thing",), (), title, scope)
    return Layout(kind, (*_STATEMENT, *extra), "subject", (), (), title, scope)


def literal_column(language: str, datatype: str) -> Column:
    """Return the column of statements that holds literals of a language or datatype."""
    name = language or datatype.rpartition("#")[2].rpartition("/")[2]
    plain = name.replace("-", "_")
    kinds = {"integer": "integer", "decimal": "number", "boolean": "boolean", "date": "date"}
    kind = kinds.get(name, "text") if not language else "text"
    return Column(
        f"text_{plain}" if language else f"value_{plain}",
        kind,
        f"文字（{language}）" if language else f"值（{name}）",
        f"text ({language})" if language else f"value ({name})",
        "{+predicate}",
        language,
        "" if language else datatype,
    )

"""Rules: all that a finding can name as broken, with what it asks for in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from iprgraph.checks.audit import read_audit
from iprgraph.checks.meaning import FOLDERS
from iprgraph.checks.reading import CHECK as READING
from iprgraph.errors import AuditError
from iprgraph.graphs import prefixes_of
from iprgraph.prefixes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iprgraph.checks.finding import Severity
    from iprgraph.folders import Folders

_SH = "http://www.w3.org/ns/shacl#"
_MESSAGE, _SEVERITY = ox.NamedNode(f"{_SH}message"), ox.NamedNode(f"{_SH}severity")
_EXAMPLE = ox.NamedNode("http://www.w3.org/2004/02/skos/core#example")
_SEVERITIES: Mapping[str, Severity] = {
    f"{_SH}Violation": "violation",
    f"{_SH}Warning": "warning",
    f"{_SH}Info": "info",
}
_AUDITS = (("agreement", ""), *(("meaning", folder) for folder in FOLDERS), ("cube", "cube"))

# What the program itself looks at: by check and rule, in English and Chinese.
_OWN = {
    ("grounding", "printed-form"): (
        "Each thing of a paragraph stands in its text, in the form that is stated.",
        "段落中的每个事物都须以所写形式出现在该段原文中。",
    ),
    ("grounding", "form-language"): (
        "A printed form is in the language of an edition of the report.",
        "印刷形式的语言须是报告某一版本的语言。",
    ),
    ("grounding", "double-entry"): (
        "The value of a figure, its statistic and its unit agree with its printed form.",
        "数值、统计类型与单位须与印刷形式一致。",
    ),
    ("grounding", "stale-anchors"): (
        "The committed tables of anchors are those of today's data and text.",
        "已提交的锚点表须与当前数据和原文相符。",
    ),
    ("grounding", "table-consistency"): (
        "The committed tables of anchors do not contradict themselves.",
        "已提交的锚点表不得自相矛盾。",
    ),
    ("grounding", "relation-support"): (
        "A sentence of the paragraph prints both ends of a relation, or it is said to be inferred.",
        "关系的两端须出现在该段的同一句中，否则须说明为推断。",
    ),
    ("grounding", "idle-thing"): (
        "A statement ties each thing of a paragraph to something that is printed beside it.",
        "段落中的每个事物都须有陈述与同句所印的其他事物相联系。",
    ),
    ("grounding", "list-member"): (
        "What is stated of all other members of a list that is printed is stated of each.",
        "并列印出的各项，其他各项都有的关系，每一项都须陈述。",
    ),
    ("grounding", "figure-agent"): (
        "A figure names the authority that its sentence prints before it.",
        "句中印在数值之前的机构，须写为该数值的主体。",
    ),
    ("grounding", "document-issuer"): (
        "A document names the authority that its sentence prints before it as its issuer.",
        "句中印在文件之前的机构，须写为该文件的发布者。",
    ),
    ("grounding", "period-printed"): (
        "A paragraph prints the time of its figures, where it is not that of the report.",
        "数值的时期若非报告期，须在该段印出。",
    ),
    ("grounding", "discrepancy-words"): (
        "The words of a discrepancy touch what it is about.",
        "差异所印的文字须与其所说的事物相涉。",
    ),
    ("meaning", "named-in-name"): (
        "A statement ties what has a title to what its title speaks of.",
        "有标题的事物须有陈述与标题所说的事物相联系。",
    ),
    ("meaning", "spelling"): (
        "No word of a name looks like a slip of the hand on a word that other texts have.",
        "名称中的词不得像是其他文本所用词的笔误。",
    ),
    ("grounding", "ledger-missing"): (
        "Every number of the text is in a figure, a date or a name, or the ledger explains it.",
        "原文中的每个数字都须属于某个数值、日期或名称，或在账目中说明。",
    ),
    ("grounding", "ledger-overlap"): (
        "No number of the text is claimed by two figures.",
        "原文中的一个数字不得由两个数值同时占用。",
    ),
    ("grounding", "ledger-entry"): (
        "An entry of the ledger has a reason of the closed list, a form and a place.",
        "账目条目须有规定的理由、印刷形式和位置。",
    ),
    ("grounding", "ledger-idle"): (
        "An entry of the ledger explains a number that needs it, where it says.",
        "账目条目须在所述位置说明一个确需说明的数字。",
    ),
    ("cube", "ic-20-21-hierarchy"): (
        "A root of its hierarchical code list leads to each code (IC-20, IC-21).",
        "每个代码都须能由其层级代码表的根到达（IC-20、IC-21）。",
    ),
    ("cube", "dataset-row"): (
        "A row of a dataset names a metric, its unit, a place and a period, and none twice.",
        "数据集的每行须用已有的指标、其单位、地方与时期，且不得重复。",
    ),
    (READING, "figures"): (
        "The table of a dataset is CSV with the columns of a tidy table, beside its metadata.",
        "数据集的表须为 CSV，列与整洁表相符，并附元数据。",
    ),
    (READING, "turtle"): (
        "A file is Turtle, with the prefixes of the project's table.",
        "文件须为 Turtle，前缀与项目的前缀表一致。",
    ),
    (READING, "layout"): (
        "A file lies in the folder and has the name that say what it is about.",
        "文件须放在相应文件夹中，并按内容命名。",
    ),
    (READING, "table"): (
        "A table of anchors or an outline has its columns, offsets and digests.",
        "锚点表或结构表须有规定的列、偏移与摘要。",
    ),
    (READING, "derivation"): (
        "A rule of derivation or inference is a CONSTRUCT that can be run.",
        "推导或推理规则须为可执行的 CONSTRUCT。",
    ),
    (READING, "audit"): (
        "An audit is a SELECT with a header, and the shapes can be used by the validator.",
        "审计须为带标头的 SELECT，形状须能被校验器使用。",
    ),
    (READING, "question"): (
        "A question has a header that fits its query.",
        "问题须有与其查询相符的标头。",
    ),
    (READING, "query"): ("A query is SPARQL that can be run.", "查询须为可执行的 SPARQL。"),
}

_MILDER: Mapping[str, Severity] = {
    "relation-support": "warning",
    "idle-thing": "warning",
    "list-member": "warning",
    "figure-agent": "warning",
    "discrepancy-words": "warning",
    "document-issuer": "warning",
    "period-printed": "warning",
    "named-in-name": "warning",
    "spelling": "warning",
}


@dataclass(frozen=True)
class Rule:
    """One rule: the check it belongs to, its name, how grave a breach is, wording and remedy.

    Wording and remedy are by language; a rule of the program has no remedy of its own: its
    findings do.
    """

    check: str
    name: str
    severity: Severity
    wording: Mapping[str, str]
    remedy: Mapping[str, str]

    @property
    def id(self) -> str:
        """Return the check and the rule as one name."""
        return rule_id(self.check, self.name)


def rule_id(check: str, name: str) -> str:
    """Return the one name of a rule of a check; of the check where no rule is named."""
    return f"{check}/{name}" if name else check


def read_rules(folders: Folders) -> dict[str, Rule]:
    """Return all rules by their id; those of a file that cannot be read are left out."""
    own = (
        Rule(check, name, _MILDER.get(name, "violation"), {"en": en, "zh": zh}, {})
        for (check, name), (en, zh) in _OWN.items()
    )
    return {rule.id: rule for rule in (*own, *_audits(folders), *_shapes(folders))}


def _audits(folders: Folders) -> Iterator[Rule]:
    for check, folder in _AUDITS:
        for path in folders.files(folders.queries / "audit" / folder, ".rq"):
            try:
                audit = read_audit(path, folders.relative(path), folders.unsaved.get(path))
            except AuditError:
                continue
            yield Rule(check, audit.name, audit.severity, audit.wording, audit.remedy)


def _shapes(folders: Folders) -> Iterator[Rule]:
    """Yield each shape that has a message, with its example as the remedy."""
    table = prefixes_of(folders)
    store = ox.Store()
    for path in folders.files(folders.ontology / "shapes", ".ttl", below=True):
        try:
            store.load(folders.read(path), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, OSError):
            continue
    shapes = {quad.subject for quad in store.quads_for_pattern(None, _MESSAGE, None)}
    for shape in sorted(shapes, key=str):
        if isinstance(shape, ox.NamedNode):
            severity = next(iter(_values(store, shape, _SEVERITY)), "")
            examples = [f"`{each}`" for each in sorted(_values(store, shape, _EXAMPLE))]
            yield Rule(
                "duty",
                shorten(shape.value, table),
                _SEVERITIES.get(severity, "violation"),
                _by_language(store, shape),
                {"en": f"write, for example: {examples[0]}", "zh": f"例如写：{examples[0]}"}
                if examples
                else {},
            )


def _values(store: ox.Store, shape: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    quads = store.quads_for_pattern(shape, predicate, None)
    return [str(getattr(quad.object, "value", "")) for quad in quads]


def _by_language(store: ox.Store, shape: ox.NamedNode) -> dict[str, str]:
    """Return the messages of a shape by language."""
    quads = store.quads_for_pattern(shape, _MESSAGE, None)
    literals = (quad.object for quad in quads if isinstance(quad.object, ox.Literal))
    return {literal.language or "": literal.value for literal in literals}

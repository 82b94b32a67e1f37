"""The catalogue of questions, listed by theme, and one of them described."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from iprgraph.cli import output
from iprgraph.questions import question_object, theme_labels, wording_in

if TYPE_CHECKING:
    from iprgraph.asking import Asker
    from iprgraph.parameters import Parameter
    from iprgraph.questions import Question

_OPEN = {
    "zh": "可省略的参数写 all 即不限，如 report=all；给了 unless 后的参数，默认值不用",
    "en": "all leaves an optional parameter open, as in report=all; "
    "no default is taken where one named after unless is given",
}


def list_questions(graph: Asker, form: str) -> None:
    """Write the catalogue: a list by theme, or JSON."""
    questions = graph.questions()
    if output.wants_json(form):
        output.write_json([question_object(one) for one in questions])
        return
    themes = theme_labels(graph.folders.queries / "ask")
    width = max((len(one.name) for one in questions), default=0)
    lines = []
    for theme, held in groupby(questions, key=lambda one: one.theme):
        label = wording_in(themes.get(theme, {}), graph.language) or theme
        lines += ["", output.heading(label)]
        lines += [f"  {one.name:<{width}}  {one.asked(graph.language)}" for one in held]
    hint = {
        "zh": "回答一个问题：iprgraph ask 名称 参数=值；看它的参数：iprgraph ask --describe 名称",
        "en": "Answer one: iprgraph ask NAME key=value; its parameters: ask --describe NAME",
    }
    output.write("\n".join([*lines[1:], "", hint[graph.language]]) + "\n")


def describe_question(question: Question, language: str, form: str) -> None:
    """Write one question: wording in both languages, parameters, columns and query."""
    if output.wants_json(form):
        output.write_json({**question_object(question), "query": question.text})
        return
    lines = [output.heading(question.name), *(f"  {text}" for text in question.wording.values())]
    if question.parameters:
        lines += ["", output.heading("parameters" if language == "en" else "参数")]
        lines += [f"  {parameter_line(one, language)}" for one in question.parameters]
        if any(one.optional for one in question.parameters):
            lines += ["", output.dim(_OPEN[language])]
    query = [line for line in question.text.splitlines() if not line.startswith("#+")]
    lines += ["", output.heading("query" if language == "en" else "查询")]
    output.write("\n".join([*lines, *(f"  {line}".rstrip() for line in query)]) + "\n")


def parameter_line(parameter: Parameter, language: str) -> str:
    """Return a parameter as one line: name, default, type, wording."""
    value = parameter.default if parameter.default is not None else "…"
    state = ", optional" if parameter.optional else ""
    state += f", unless {' or '.join(parameter.unless)}" if parameter.unless else ""
    wording = wording_in(parameter.wording, language)
    return f"{parameter.name}={value}  ({parameter.type}{state})  {wording}".rstrip()

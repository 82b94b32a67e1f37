"""Questions: `.rq` files that carry their wording, parameters and columns in a TOML header.

A header line starts with `#+ `. What many questions say of a parameter is said once, in the file
`parameters.toml` of the catalogue.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iprgraph.errors import QuestionError
from iprgraph.header import MARK, header_line, read_header
from iprgraph.labels import language_order
from iprgraph.parameters import KEYS, parameter_of, shared_parameters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from iprgraph.parameters import Parameter, Table
    from iprgraph.query import Result

_KEYS = {"zh", "en", "theme", "columns", "parameters"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: name, theme, wording by language, columns to show, parameters, and query.

    `columns` maps a variable to its heading by language; empty means all variables as they are.
    """

    name: str
    theme: str
    wording: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]
    parameters: tuple[Parameter, ...]
    text: str
    file: str = field(default="", compare=False)

    def asked(self, language: str) -> str:
        """Return the question in the language, else in the next one that it has."""
        return wording_in(self.wording, language)

    def heading(self, column: str, language: str) -> str:
        """Return the heading of a column in the language, else the variable's name."""
        return wording_in(self.columns.get(column, {}), language) or column


def wording_in(wording: Mapping[str, str], language: str) -> str:
    """Return the text of the first language in order that there is, else nothing."""
    return next((wording[one] for one in language_order(language) if one in wording), "")


def parse_question(
    text: str, *, name: str, file: str = "", shared: Mapping[str, Table] | None = None
) -> Question:
    """Return the question in the text of a `.rq` file. Raises QuestionError for a bad header.

    `shared` is what the questions of its catalogue share about parameters.
    """
    header = _header(text, file)
    _refuse_unknown_keys(header, _KEYS, "the header", file)
    parameters = _table(header, "parameters", file)
    columns = _table(header, "columns", file)
    return Question(
        name=name,
        theme=str(header.get("theme", "")),
        wording=_wording(header),
        columns={key: _heading(value) for key, value in columns.items()},
        parameters=_parameters(parameters, shared or {}, file),
        text=text,
        file=file,
    )


def read_question(
    path: Path, *, file: str = "", shared: Mapping[str, Table] | None = None
) -> Question:
    """Return the question that a file holds. Raises QuestionError."""
    shown = file or str(path)
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(
            "the file is not UTF-8 text", remedy="save it so", file=shown
        ) from error
    except OSError as error:
        raise QuestionError(f"the file cannot be read: {error.strerror}", file=shown) from error
    return parse_question(text, name=path.stem, file=shown, shared=shared)


def catalogue(folder: Path) -> tuple[Question, ...]:
    """Return the questions of a folder, in the order of themes and names. Raises QuestionError."""
    paths = sorted(folder.glob("*.rq"))
    shared = shared_parameters(folder)
    questions = [
        read_question(path, file=f"queries/ask/{path.name}", shared=shared) for path in paths
    ]
    order = list(theme_labels(folder))
    places = {theme: place for place, theme in enumerate(order)}
    return tuple(
        sorted(questions, key=lambda one: (places.get(one.theme, len(order)), one.theme, one.name))
    )


def theme_labels(folder: Path) -> dict[str, dict[str, str]]:
    """Return the themes of a catalogue in order, each with its label by language."""
    path = folder / "themes.toml"
    if not path.is_file():
        return {}
    table = tomllib.loads(path.read_text("utf-8"))
    return {theme: _wording(labels) for theme, labels in table.items()}


def named_question(folder: Path, name: str) -> Question:
    """Return the question of that name. Raises QuestionError with the nearest one."""
    path = folder / f"{name}.rq"
    plain = name.replace("-", "").replace("_", "").isalnum()
    if plain and path.is_file():
        shared = shared_parameters(folder)
        return read_question(path, file=f"queries/ask/{path.name}", shared=shared)
    known = [one.stem for one in sorted(folder.glob("*.rq"))]
    raise QuestionError(
        f'no question "{name}"',
        remedy=f"{nearest(name, known)}list them with: iprgraph ask",
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "…"? ` for the nearest known word, nothing where none is near."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, list(known), scorer=fuzz.WRatio, score_cutoff=60)
    return f'did you mean "{found[0]}"? ' if found else ""


def chosen(question: Question, given: Mapping[str, str]) -> tuple[tuple[Parameter, str], ...]:
    """Return each parameter with its value, given or default; those left open are left out.

    Raises QuestionError for an unknown parameter and for one that must be given and is not.
    """
    known = [one.name for one in question.parameters]
    for name in given:
        if name not in known:
            raise QuestionError(
                f'the question "{question.name}" has no parameter "{name}"',
                remedy=f"{nearest(name, known)}{_listed(known)}",
                file=question.file,
            )
    values: list[tuple[Parameter, str]] = []
    for one in question.parameters:
        value = one.value(given)
        if value is not None:
            values.append((one, value))
        elif not one.optional:
            raise QuestionError(
                f'the question "{question.name}" needs a value for "{one.name}"',
                remedy=f"add {one.name}=… ({one.type}: {wording_in(one.wording, 'en')})",
                file=question.file,
            )
    return tuple(values)


def shown_columns(question: Question, result: Result) -> Result:
    """Return the rows with the columns that the question shows, in its order.

    Raises QuestionError where the header names a column that the query does not project.
    """
    from iprgraph.query import Solutions

    if not isinstance(result, Solutions) or not question.columns:
        return result
    for name in question.columns:
        if name not in result.columns:
            raise QuestionError(
                f'the header names the column "{name}", which SELECT does not',
                remedy=f"the query's columns are: {', '.join(result.columns)}",
                file=question.file,
            )
    places = [result.columns.index(name) for name in question.columns]
    rows = tuple(tuple(row[place] for place in places) for row in result.rows)
    return Solutions(tuple(question.columns), rows)


def question_object(question: Question) -> dict[str, object]:
    """Return a question as plain objects for JSON."""
    return {
        "name": question.name,
        "theme": question.theme,
        **dict(question.wording),
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "default": one.default,
                "optional": one.optional,
                "unless": list(one.unless),
                **dict(one.wording),
            }
            for one in question.parameters
        ],
        "columns": list(question.columns),
    }


def _listed(known: list[str]) -> str:
    """Return a sentence that lists the parameters."""
    return f"its parameters are: {', '.join(known)}" if known else "it has no parameters"


def _header(text: str, file: str) -> dict[str, object]:
    """Return the header as TOML. Raises QuestionError with the line of the file."""
    try:
        return read_header(text)
    except tomllib.TOMLDecodeError as error:
        raise QuestionError(
            f"the header (the lines that start with {MARK}) is no TOML: {error}",
            remedy='write it as in: #+ en = "How many cases?"',
            file=file,
            line=header_line(error),
        ) from error


def _table(header: Mapping[str, object], key: str, file: str) -> dict[str, object]:
    """Return a table of the header, empty where it has none. Raises QuestionError."""
    value = header.get(key, {})
    if isinstance(value, dict):
        return value
    raise QuestionError(f'"{key}" of the header must be a table', file=file)


def _wording(table: Mapping[str, object]) -> dict[str, str]:
    """Return the texts of a table by language."""
    return {key: str(table[key]) for key in ("zh", "en") if key in table}


def _heading(value: object) -> dict[str, str]:
    """Return a column's heading by language; one text serves for all."""
    return _wording(value) if isinstance(value, dict) else {"zh": str(value), "en": str(value)}


def _parameters(
    table: Mapping[str, object], shared: Mapping[str, Table], file: str
) -> tuple[Parameter, ...]:
    """Return the parameters of the header, in its order. Raises QuestionError."""
    found = []
    for name, value in table.items():
        one = parameter_of(name, value, shared, file)
        if isinstance(value, dict):
            _refuse_unknown_keys(value, KEYS, f'the parameter "{name}"', file)
        found.append(one)
    return tuple(found)


def _refuse_unknown_keys(
    table: Mapping[str, object], known: Collection[str], where: str, file: str
) -> None:
    """Raise QuestionError at the first key that means nothing."""
    for key in table:
        if key not in known:
            raise QuestionError(
                f'{where} has an unknown key "{key}"',
                remedy=f"{nearest(key, known)}the keys are: {', '.join(sorted(known))}",
                file=file,
            )

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from iprgraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iprgraph.door import KnowledgeGraph

    Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process; return its exit code and what it printed."""

    def one(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), printed.out, printed.err

    return one


@pytest.fixture
def rq(tmp_path: Path) -> Callable[[str], str]:
    """Write a query to a file; return its name."""

    def one(text: str) -> str:
        path = tmp_path / "mine.rq"
        path.write_text(text, "utf-8")
        return str(path)

    return one


ROWS = "SELECT ?court { ?court a ipr:Court } ORDER BY ?court"


def test_find_in_a_pipe_is_json_and_else_a_list(run: Run) -> None:
    code, out, _ = run("find", "法院", "--kind", "agency")
    assert code == 0
    first = json.loads(out)[0]
    assert set(first) >= {"iri", "curie", "kind", "labels", "matched", "nearly"}
    code, out, _ = run("find", "HIPC", "-f", "table")
    assert out.split("  ")[0] == "agency:harbour-ip-court"
    assert "Harbour Intellectual Property Court / 海港知识产权法院  [court]" in out


def test_find_suggests_and_ends_with_1(run: Run) -> None:
    code, out, _ = run("find", "lighthuose", "-f", "table")
    assert code == 1
    assert 'nothing is called "lighthuose"; did you mean:' in out and "action:lighthouse" in out
    code, out, _ = run("find", "quantum", "chromodynamics", "-f", "table", "--lang", "zh")
    assert (code, out) == (1, "没有叫“quantum chromodynamics”的事物\n")


def test_show_prints_facts_figures_and_places(run: Run) -> None:
    code, out, _ = run("show", "HIPC", "-f", "table")
    assert code == 0
    for part in (
        "court (ipr:Court)",
        "also called: HIPC, Harbour IP Court",
        "11,700 cases  IP cases accepted  (obs:cases-2031)",
        "[11650, 11750)",
        "zh: 1.17万件 · en: 11,700 cases",
        "paragraph 1.1, sentence 1 (zh)",
        "the report's text is not on this machine",
    ):
        assert part in out
    code, out, _ = run("show", "harbour-customs", "-f", "table", "-l", "zh")
    assert "推断: 原句无主语。" in out and "通用知识，非报告所述" in out


def test_show_of_a_figure_and_of_a_paragraph(run: Run) -> None:
    _, out, _ = run("show", "obs:index-2031", "-f", "table")
    assert "no. 2  Harbour index" in out and "not printed in en" in out
    assert "omission, major: The English leaves out the rank." in out
    _, out, _ = run("show", "1.1", "-f", "table")
    assert "sentences (3)" in out and "discrepancies of the report (1)" in out
    _, out, _ = run("show", "1.1")
    assert json.loads(out)["figures"][0]["value"] == 11700


def test_a_long_list_is_cut_with_a_word(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_SHOW_ITEMS", "1")
    _, out, _ = run("show", "place:harbour", "-f", "table")
    assert "figures (3)" in out and "… 2 more (all with --format json)" in out


def test_ask_answers_a_file_in_every_format(run: Run, rq: Callable[[str], str]) -> None:
    name = rq(ROWS)
    code, out, _ = run("ask", name)
    assert code == 0 and json.loads(out)["head"]["vars"] == ["court"]
    assert run("ask", name, "-f", "csv")[1].splitlines()[0] == "court"
    assert run("ask", name, "-f", "tsv")[1].startswith("?court\n<https:")
    assert run("ask", name, "-f", "xml")[1].startswith("<?xml")
    table = run("ask", name, "-f", "table")[1]
    assert "Harbour Intellectual Property Court" in table
    assert "agency:harbour-ip-court" in table and "(1 row)" in table
    assert "court_label" in run("ask", name, "-f", "csv", "--labels")[1].splitlines()[0]
    assert run("ask", rq("ASK { }"), "-f", "table")[1] == "true\n"
    assert run("ask", rq("DESCRIBE agency:harbour-ip-court"))[1].startswith("@prefix")
    assert run("ask", rq(f"{ROWS} OFFSET 9"), "-f", "table")[1] == "(0 rows)\n"


def test_labels_are_text_and_not_markup(run: Run, rq: Callable[[str], str]) -> None:
    out = run("ask", rq("SELECT ?c { ?c a skos:Concept }"), "-f", "table")[1]
    assert "piracy [bold]" in out


def test_a_file_may_have_parameters(run: Run, rq: Callable[[str], str]) -> None:
    header = '#+ [parameters.kind]\n#+ type = "string"\n#+ default = "Harbour"\n'
    name = rq(f"{header}SELECT ?s ?kind {{ ?s rdfs:label ?l FILTER(STR(?l) = ?kind) }}")
    assert "place/harbour" in run("ask", name)[1]
    assert "harbour-customs" in run("ask", name, "kind=Harbour Customs")[1]


def test_the_catalogue_by_theme_in_both_languages(run: Run) -> None:
    out = run("ask", "-f", "table", "-l", "zh")[1]
    assert "司法保护\n" in out and "court-cases" in out and "多少知识产权案件" in out
    assert "How many IP cases" in run("ask", "-f", "table", "-l", "en")[1]
    listed: list[dict[str, Any]] = json.loads(run("ask")[1])
    assert {"name", "theme", "zh", "en", "parameters", "columns"} == set(listed[0])


def test_a_question_is_described(run: Run) -> None:
    code, out, _ = run("ask", "court-cases", "--describe", "-f", "table")
    assert code == 0
    assert "area=guangdong  (place, " in out and "agent=…  (agency, optional)" in out
    assert "SELECT" in out and "#+" not in out
    assert json.loads(run("ask", "court-cases", "--describe")[1])["query"]


def test_export_to_a_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.ttl"
    code, out, _ = run("export", "turtle", "--graph", "1.1", "--output", str(target))
    assert (code, out) == (0, "")
    assert "agency:harbour-ip-court" in target.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out.ttl"]


def test_version_and_help(run: Run) -> None:
    assert run("--version")[1].startswith("iprgraph 0.")
    for command in ("build", "find", "show", "ask", "check", "draw", "export", "source"):
        code, out, _ = run(command, "--help")
        assert code == 0 and "Usage" in out


BAD = {
    "unknown command": (("fnd",), "No such command"),
    "unknown option": (("find", "x", "--colour"), "No such option"),
    "nothing to find": (("find",), "Missing argument"),
    "unknown question": (("ask", "court-case"), 'no question "court-case"'),
    "near question": (("ask", "court-case"), 'did you mean "court-cases"?'),
    "unknown parameter": (("ask", "court-cases", "aera=x"), 'did you mean "area"?'),
    "unknown value": (("ask", "court-cases", "area=harbuor"), 'did you mean "place:harbour"'),
    "value of another kind": (("ask", "court-cases", "area=agency:pier-office"), "is no place"),
    "no parameter": (("ask", "court-cases", "harbour"), '"harbour" is no parameter'),
    "empty key": (("ask", "court-cases", "=x"), '"=x" is no parameter'),
    "twice": (("ask", "court-cases", "area=harbour", "area=harbour"), "given twice"),
    "no such file": (("ask", "none.rq"), "none.rq: the file cannot be read"),
    "query as a name": (("ask", "SELECT * { }"), "looks like a query"),
    "unknown format": (("ask", "court-cases", "-f", "xlsx"), 'no format "xlsx"'),
    "unknown format of show": (("show", "HIPC", "-f", "csv"), 'no format "csv" here'),
    "unknown language": (("ask", "-l", "fr"), 'no language "fr"'),
    "unknown thing": (("show", "agency:harbour-custms"), "agency:harbour-customs"),
    "unknown prefix": (("show", "agncy:x"), "no thing"),
    "unknown paragraph": (("show", "7.7"), "there are: 1.1, 1.2"),
    "several things": (("show", "Pier Office"), "say which:"),
    "unknown export": (("export", "ods"), 'no export format "ods"'),
    "unknown graph": (("export", "trig", "-g", "9.9"), 'no graph "graph:9.9"'),
    "no such folder": (("export", "trig", "-o", "/none/such/x"), "cannot be written"),
    "unknown view": (("draw", "nothing"), 'no view "nothing"'),
    "source not there": (("source", "add", "/none/such.txt"), "such.txt"),
    "unknown report": (("source", "show", "1.1", "-r", "mars"), 'no report "mars"'),
}


@pytest.mark.parametrize(("arguments", "message"), BAD.values(), ids=BAD)
def test_wrong_use_is_a_message_and_2(arguments: tuple[str, ...], message: str, run: Run) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert message in err
    assert out == ""
    assert "Traceback" not in err


BAD_QUERIES = {
    "syntax": ("SELECT *\n{ ?s ?p", "mine.rq: line 2, column 8: syntax error"),
    "service": ("SELECT * { SeRvIcE <http://x.org> { } }", "SERVICE is refused"),
    "from": ("SELECT * FROM <urn:x> { }", "FROM is refused"),
    "update": ("DROP ALL", "DROP belongs to an update"),
    "prefix": ("SELECT * { ?s agncy:x ?o }", 'did you mean "agency:"?'),
    "header": ('#+ en = "\nASK { }', "is no TOML"),
    "not projected": (
        '#+ [parameters.x]\n#+ type = "string"\n#+ default = "a"\nSELECT ?s { ?s ?p ?x }',
        "projection",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD_QUERIES.values(), ids=BAD_QUERIES)
def test_a_bad_query_is_a_message_and_2(
    text: str, message: str, run: Run, rq: Callable[[str], str]
) -> None:
    code, out, err = run("ask", rq(text))
    assert (code, out) == (2, "")
    assert message in err


def test_without_a_build_each_reader_says_so(run: Run, tmp_path: Path) -> None:
    for arguments in (("find", "x"), ("show", "x"), ("ask", "court-cases"), ("export", "trig")):
        code, _, err = run(*arguments, "--home", str(tmp_path))
        assert code == 2
        assert "there is no build yet" in err and "iprgraph build" in err


def test_a_setting_that_is_no_number(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPRGRAPH_FIND_RESULTS", "many")
    code, _, err = run("find", "x")
    assert code == 2 and "IPRGRAPH_FIND_RESULTS" in err


def test_what_is_our_fault_is_one_line_and_3(
    run: Run, harbour: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug\nof ours")

    monkeypatch.setattr(type(harbour), "find", broken)
    code, _, err = run("find", "x")
    assert code == 3
    assert err.count("\n") == 1
    assert "this is our fault, not yours: ZeroDivisionError: a bug;" in err and "--debug" in err
    code, _, err = run("find", "x", "--debug")
    assert code == 3 and "Traceback" in err


def test_an_interruption_is_130(
    run: Run, harbour: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(harbour), "find", interrupted)
    assert run("find", "x")[0] == 130


def test_build_and_check_of_the_committed_data(run: Run, tmp_path: Path) -> None:
    code, out, err = run("build", "--home", str(tmp_path / "home"))
    assert code == 0, out + err
    assert "statements in" in out and "figures stated" in out and "the graph is in" in out
    code, out, _ = run("check", "--home", str(tmp_path / "home"), "-f", "json")
    assert code == 0
    assert {finding["severity"] for finding in json.loads(out)} <= {"info", "warning"}


def test_a_home_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    code, _, err = run("build", "--home", str(tmp_path / "file"))
    assert code == 2
    assert "a file stands where a folder must be" in err


def test_sources_are_listed_and_shown_where_they_are(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("source", "list")
    (row,) = json.loads(out)
    assert code == 0 and row["report"] == "guangdong-2022" and row["languages"] == ["zh", "en"]
    code, out, err = run("source", "show", "2.1", "-l", "zh")
    if row["file"]:
        assert code == 0 and out.splitlines()[1].startswith("1 [")
        code, _, err = run("source", "show", "2.9")
        assert code == 2 and 'no paragraph "2.9"' in err
        code, out, _ = run("source", "add", row["file"], "--home", str(tmp_path))
        assert (code, out) == (0, "the text of guangdong-2022 is here now\n")
    else:
        assert code == 2 and "is not on this machine" in err and "source add" in err


def test_a_text_with_another_digest_is_refused(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another text", "utf-8")
    code, _, err = run("source", "add", str(other), "--home", str(tmp_path))
    assert code == 2 and "not the text of a known report" in err
    assert list(tmp_path.iterdir()) == [other]


def test_a_view_is_drawn(run: Run, real: KnowledgeGraph, tmp_path: Path) -> None:
    code, out, _ = run("draw", "--home", str(real.home))
    assert code == 0
    name = out.split()[0]
    target = tmp_path / "page.html"
    code, out, _ = run("draw", name, "-o", str(target), "--home", str(real.home))
    assert (code, out) == (0, f"{target}\n")
    assert target.stat().st_size > 10_000


def test_find_tells_an_unknown_kind_from_an_unknown_name(run: Run) -> None:
    code, out, err = run("find", "court", "--kind", "nosuch")
    assert (code, out) == (2, "")
    assert 'no kind "nosuch"' in err and "agency" in err

"""`iprgraph docs` as a user meets it, and what a broken or hostile ontology does to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from reading import read_pages, solid, text_of

from iprgraph.cli import main
from iprgraph.docs.site import make_site
from iprgraph.door import KnowledgeGraph
from iprgraph.errors import DocsError
from iprgraph.folders import HOME_VARIABLE, Folders, folders
from iprgraph.graphs import read_graphs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

HOSTILE = """<script>alert("x")</script>' onmouseover="alert(1)" </style> {{ 7 * 7 }} &amp;"""
PLANTED = """
ipr:Trap a owl:Class ;
    rdfs:subClassOf ipr:Agent ;
    rdfs:label {text}@zh , {text}@en ;
    skos:definition {text}@zh , {text}@en ;
    skos:example {text}@en ;
    ipr:counterExample {text}@zh ;
    rdfs:seeAlso <https://example.org/?a=1&b='2'> ;
    rdfs:isDefinedBy <https://w3id.org/iprgraph/ontology> .
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command line in this process, in a folder and with a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))

    def one(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), printed.out, printed.err

    return one


@pytest.fixture
def copy(tmp_path: Path) -> Folders:
    """The real folders, ontology and viz copied to be changed at will."""
    real = folders()
    for one in (real.ontology, real.viz):
        shutil.copytree(one, tmp_path / one.name)
    return Folders(tmp_path / "ontology", real.data, real.queries, tmp_path / "viz")


def test_without_a_folder_it_writes_into_the_home_and_says_so(run: Run, tmp_path: Path) -> None:
    code, out, err = run("docs")
    assert (code, err) == (0, "")
    assert out.endswith("open home/docs/index.html\n")
    assert (tmp_path / "home" / "docs" / "index.html").read_bytes().startswith(b"<!doctype html>")
    pages = len(list((tmp_path / "home" / "docs").glob("*.html")))
    assert out.startswith(f"{pages} pages describe ")


def test_the_folder_is_an_argument_or_an_option_but_not_both(run: Run, tmp_path: Path) -> None:
    assert run("docs", "site")[1].endswith("open site/index.html\n")
    assert run("docs", "-o", "site")[0] == 0
    code, _, err = run("docs", "site", "--output", "other")
    assert code == 2 and "once" in err
    assert not (tmp_path / "other").exists()


def test_a_folder_of_somebody_else_is_refused_with_a_remedy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")
    code, out, err = run("docs", "site")
    assert (code, out) == (2, "")
    assert "site: the folder holds something that is not our documentation" in err
    assert "→ name another folder" in err and "Traceback" not in err


def test_the_door_has_the_same_verb(tmp_path: Path) -> None:
    summary = KnowledgeGraph(tmp_path / "home").docs(tmp_path / "site")
    assert summary.first_page == tmp_path / "site" / "index.html" and summary.first_page.is_file()
    assert summary.terms > 400 and summary.shapes > 200


def test_hostile_names_are_text_and_nothing_else(copy: Folders) -> None:
    quoted = '"' + HOSTILE.replace("\\", "\\\\").replace('"', '\\"') + '"'
    path = copy.ontology / "institutions.ttl"
    path.write_text(path.read_text("utf-8") + PLANTED.format(text=quoted), "utf-8")
    plain = read_pages(make_site(read_graphs(folders())).pages)
    pages = read_pages(make_site(read_graphs(copy)).pages)
    entry = text_of(pages["institutions.html"].entry("ipr:Trap"))
    assert entry.count(solid(HOSTILE)) >= 5
    for name, page in pages.items():
        for tag in ("script", "style"):
            assert len(list(page.all(tag))) == len(list(plain[name].all(tag)))
        for one in page.all():
            assert not [key for key in one.attrib if key.startswith("on")]
    (link,) = (h for _, h in pages["institutions.html"].having("href") if "example.org" in h)
    assert link == "https://example.org/?a=1&b='2'"


def test_an_address_that_is_a_script_is_no_link(copy: Folders) -> None:
    path = copy.ontology / "institutions.ttl"
    bad = "ipr:Agent rdfs:seeAlso <javascript:alert(1)> .\n"
    path.write_text(path.read_text("utf-8") + bad, "utf-8")
    pages = read_pages(make_site(read_graphs(copy)).pages)
    for page in pages.values():
        assert not [one for _, one in page.having("href") if one.startswith("javascript:")]
    assert "javascript:alert(1)" in text_of(pages["institutions.html"].entry("ipr:Agent"))


def test_a_new_file_of_the_ontology_gets_a_page_without_a_change_elsewhere(copy: Folders) -> None:
    head = (copy.ontology / "places.ttl").read_text("utf-8").split("\n\n")[0]
    term = """
ipr:Lake a owl:Class ;
    rdfs:subClassOf ipr:Place ,
        [ a owl:Restriction ; owl:onProperty ipr:within ; owl:someValuesFrom ipr:Place ] ;
    rdfs:label "湖"@zh , "lake"@en ; skos:definition "水体。"@zh , "Standing water."@en .
"""
    (copy.ontology / "waters.ttl").write_text(f"{head}\n{term}", "utf-8")
    pages = read_pages(make_site(read_graphs(copy)).pages)
    entry = text_of(pages["waters.html"].entry("ipr:Lake"))
    assert "水体。Standingwater." in entry
    assert solid("ipr:within some ipr:Place") in entry
    links = [href for _, href in pages["index.html"].having("href")]
    assert "waters.html" in links and "waters.html#Lake" in links
    assert "湖" in text_of(pages["places.html"].entry("ipr:Place"))


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("pages.toml", "groups = [", "viz/docs/pages.toml: it cannot be read"),
        ("pages.toml", "[[groups]]\nzh = 'x'\n[pages]\n", "lacks a part"),
        ("module.html", "{% if %}", "viz/docs/module.html: the template is wrong"),
        ("site.js", "// </script>", "the end of a script"),
        ("site.css", None, "viz/docs/site.css: it cannot be read"),
    ],
)
def test_a_broken_template_is_named_and_nothing_is_written(
    copy: Folders, file: str, text: str | None, words: str
) -> None:
    path = copy.viz / "docs" / file
    path.unlink() if text is None else path.write_text(text, "utf-8")
    with pytest.raises(DocsError) as caught:
        make_site(read_graphs(copy))
    assert words in str(caught.value)


def test_every_page_of_the_real_ontology_has_a_title_in_the_table() -> None:
    """A file without one still gets a page, but under the name of its file."""
    from iprgraph.docs.contents import read_contents

    site = make_site(read_graphs(folders()))
    names = [name.removesuffix(".html") for name in site.pages if name != "index.html"]
    titles = read_contents(folders().viz, names).titles
    assert [one.page for one in titles.values() if one.title.zh == one.title.en] == []

"""The reconciliation service as a client meets it: manifest, queries, extension, suggestions."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest
from serving import running

if TYPE_CHECKING:
    from serving import Got, Running

    from iprgraph.door import KnowledgeGraph

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ID = "https://w3id.org/iprgraph/id/"


def asked(service: Running, queries: object, path: str = "/reconcile/en") -> dict[str, Any]:
    """Return the answer to a batch, sent as OpenRefine sends it."""
    got = sent(service, queries=json.dumps(queries), path=path)
    assert got.status == 200, got.text
    return dict(got.json)


def sent(service: Running, *, path: str = "/reconcile/en", **fields: str) -> Got:
    return service.send("POST", path, urlencode(fields), FORM)


def results(service: Running, name: str, path: str = "/reconcile/en", **more: object) -> list[Any]:
    found = asked(service, {"q0": {"query": name, **more}}, path)
    return list(found["q0"]["result"])


def test_the_manifest_leads_to_every_part(service: Running) -> None:
    told = service.get("/reconcile").json
    assert told["versions"] == ["0.2"] and told["identifierSpace"] == ID
    assert told["schemaSpace"] == "https://w3id.org/iprgraph/ontology#"
    assert {one["id"] for one in told["defaultTypes"]} >= {"Agency", "Place", "Metric"}
    view = told["view"]["url"].replace("{{id}}", quote("agency/cnipa", safe=""))
    assert view.startswith(service.address)
    moved = service.get(view.removeprefix(service.address.rstrip("/")))
    assert moved.status == 303 and moved.headers["location"] == "/doc/id/agency/cnipa"
    for kind, prefix in (("entity", "cnipa"), ("type", "court"), ("property", "juris")):
        part = told["suggest"][kind]
        assert part["service_url"] + "/" == service.address
        found = service.get(f"{part['service_path']}?prefix={prefix}").json["result"]
        assert found[0]["id"] in ("agency/cnipa", "Court", "jurisdiction")
        flyout = part["flyout_service_path"].replace("${id}", quote(found[0]["id"], safe=""))
        shown = service.get(flyout).json
        assert shown["id"] == found[0]["id"] and found[0]["name"] in shown["html"]


def test_the_manifest_speaks_the_language_of_its_path(service: Running) -> None:
    names = {path: service.get(f"/reconcile{path}").json["name"] for path in ("/zh", "/en")}
    assert names["/zh"] == "知识产权保护知识图谱" != names["/en"]
    told = service.get("/reconcile/zh").json
    assert told["suggest"]["entity"]["service_path"] == "/reconcile/zh/suggest/entity"
    assert service.get("/reconcile", Accept_Language="zh-CN").json["name"] == names["/zh"]
    assert service.get("/reconcile?lang=en").json["name"] == names["/en"]


@pytest.mark.parametrize(
    ("name", "key", "path"),
    [
        ("China National Intellectual Property Administration", "agency/cnipa", "/en"),
        ("国家知识产权局", "agency/cnipa", "/zh"),
        ("國家知識產權局", "agency/cnipa", "/en"),
        ("国知局", "agency/cnipa", "/zh"),
        ("广东知识产权局", "agency/guangdong-amr", "/zh"),
        ("省法院", "agency/guangdong-high-court", "/zh"),
        ("High Court of Guangdong", "agency/guangdong-high-court", "/en"),
        ("440100", "place/guangzhou", "/en"),
        ("廣州市", "place/guangzhou", ""),
        ("Regulations of Guangdong Province on the Protection of IP Rights",
         "instrument/guangdong-ip-protection-regulations", "/en"),
    ],
)  # fmt: skip
def test_a_name_is_matched(name: str, key: str, path: str, service: Running) -> None:
    first = results(service, name, f"/reconcile{path}")[0]
    assert first["id"] == key and first["match"] is True and first["score"] >= 90, first
    assert first["reasons"] and first["type"] and first["description"]
    values = {one["id"]: one["value"] for one in first["features"]}
    assert values["no-contradiction"] is True


@pytest.mark.parametrize(
    "name",
    ["江苏省知识产权局", "最高人民法院", "Guangxi High People's Court", "深圳市中级人民法院",
     "133rd Canton Fair", "中山区", "Agency of Nowhere"],
)  # fmt: skip
def test_a_neighbour_is_never_matched(name: str, service: Running) -> None:
    for path in ("/reconcile/zh", "/reconcile/en"):
        found = results(service, name, path)
        assert not any(one["match"] for one in found), found
        for one in found:
            if one["score"] <= 40:
                continue
            assert {each["id"]: each["value"] for each in one["features"]}["no-contradiction"]


def test_a_batch_is_answered_query_by_query(service: Running) -> None:
    found = asked(
        service,
        {
            "a": {"query": "CNIPA"},
            "b": {"query": "Guangdong court", "type": "Court", "limit": 2},
            "c": {"query": ""},
            "ключ": {"query": "深圳"},
        },
    )
    assert list(found) == ["a", "b", "c", "ключ"]
    assert len(found["b"]["result"]) == 2 and found["c"]["result"] == []
    for one in found["b"]["result"]:
        assert "Court" in {each["id"] for each in one["type"]}


def test_types_choose(service: Running) -> None:
    both = results(service, "market entities")
    assert both[0]["score"] == both[1]["score"] and not any(one["match"] for one in both)
    for kind, key in (
        ("Metric", "metric/market-entities"),
        ("concept:scheme", "concept/market-entities"),
    ):
        first = results(service, "market entities", type=kind)[0]
        assert first["id"] == key and first["match"] is True
    assert results(service, "CNIPA", type="Place") == []
    assert results(service, "CNIPA", type="NoSuchType") == []
    assert results(service, "CNIPA", type=["Place", "Agency"])[0]["match"] is True
    assert results(service, "CNIPA", type=["Place", "Agency"], type_strict="all") == []
    liked = results(service, "CNIPA", type=["Place"], type_strict="should")[0]
    assert liked["id"] == "agency/cnipa" and liked["match"] is False and liked["score"] < 90


def test_properties_tell_namesakes_apart(service: Running) -> None:
    name = "special action on the IPR protection of the Olympic symbols"
    assert not any(one["match"] for one in results(service, name))
    for value, key in (
        ({"id": "agency/guangdong-amr"}, "action/amr-olympic-symbols-2022"),
        ("customs of Guangdong", "action/customs-olympic-symbols-2022"),
        ("省内海关", "action/customs-olympic-symbols-2022"),
    ):
        found = results(service, name, properties=[{"pid": "conductedBy", "v": value}])
        assert found[0]["id"] == key and found[0]["match"] is True, found[:2]
        features = {one["id"]: one["value"] for one in found[0]["features"]}
        assert features["property:conductedBy"] == 100
    wrong = results(service, "广东省公安厅", properties=[{"pid": "jurisdiction", "v": "中国"}])
    assert wrong[0]["match"] is False and wrong[0]["score"] < 90


def test_properties_alone_are_enough(service: Running) -> None:
    for value in ("440300", 440300):
        found = asked(service, {"q": {"properties": [{"pid": "gbt2260", "v": value}]}})
        assert [one["id"] for one in found["q"]["result"]] == ["place/shenzhen"]
    path = [{"pid": "jurisdiction/gbt2260", "v": "440000"}]
    found = asked(service, {"q": {"properties": path, "type": "Court", "limit": 9}})
    assert "agency/guangzhou-ip-court" in {one["id"] for one in found["q"]["result"]}


def test_values_are_fetched_in_either_language(service: Running) -> None:
    columns: list[dict[str, object]] = [
        {"id": "name-zh"},
        {"id": "jurisdiction"},
        {"id": "jurisdiction/gbt2260"},
        {"id": "adoptedOn"},
        {"id": "other-names", "settings": {"language": "en", "limit": "1"}},
    ]
    ids = ["agency/guangzhou-ip-court", "instrument/guangdong-copyright-regulations", "no/thing"]
    extend = json.dumps({"ids": ids, "properties": columns})
    told = sent(service, extend=extend).json
    assert [one["id"] for one in told["meta"]] == [one["id"] for one in columns]
    assert told["meta"][1]["type"] == {"id": "Place", "name": "place"}
    court, regulations, nothing = (told["rows"][one] for one in ids)
    assert court["name-zh"] == [{"str": "广州知识产权法院"}]
    assert court["jurisdiction"] == [{"id": "place/guangdong", "name": "Guangdong"}]
    assert court["jurisdiction/gbt2260"] == [{"str": "440000"}]
    assert court["other-names"] == [{"str": "Guangzhou IP Court"}]
    assert court["adoptedOn"] == [] and not any(nothing.values())
    assert regulations["adoptedOn"] == [{"date": "2022-09-29T00:00:00Z"}]
    chinese = sent(service, extend=extend, path="/reconcile/zh").json
    assert chinese["rows"][ids[0]]["jurisdiction"] == [{"id": "place/guangdong", "name": "广东省"}]
    assert chinese["meta"][1]["name"] == "管辖区域"


def test_what_is_proposed_can_be_fetched(service: Running) -> None:
    told = service.get("/reconcile/en/properties?type=Court&limit=6").json
    assert told["type"] == "Court" and told["limit"] == 6 and len(told["properties"]) == 6
    every = service.get("/reconcile/en/properties?type=Court").json["properties"]
    columns = [{"id": one["id"]} for one in every]
    ids = ["agency/guangzhou-ip-court", "agency/guangdong-courts", "agency/guangdong-high-court"]
    rows = sent(service, extend=json.dumps({"ids": ids, "properties": columns})).json["rows"]
    for one in every:
        assert any(rows[key][one["id"]] for key in ids), one
    assert service.get("/reconcile/en/properties?type=NoSuchType").json["properties"] == []


def test_suggestions_go_on_from_a_cursor(service: Running) -> None:
    first = service.get("/reconcile/en/suggest/entity?prefix=guangdong").json["result"]
    more = service.get("/reconcile/en/suggest/entity?prefix=guangdong&cursor=20").json["result"]
    assert len(first) == 20 and more and not {one["id"] for one in first} & {o["id"] for o in more}
    assert first[0]["notable"] and first[0]["description"]
    pinyin = service.get("/reconcile/zh/suggest/entity?prefix=guojiazhishi").json["result"]
    assert pinyin[0]["id"] == "agency/cnipa" and pinyin[0]["name"] == "国家知识产权局"
    assert service.get("/reconcile/en/suggest/entity").json == {"result": []}


class _Page(HTMLParser):
    """Collects what a page loads, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "script"
        if tag in ("link", "img", "iframe"):
            self.loaded += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_preview_may_be_shown_in_a_frame(service: Running) -> None:
    got = service.get("/reconcile/zh/preview?id=agency%2Fguangzhou-ip-court")
    assert got.type == "text/html" and "frame-ancestors *" in got.headers["content-security-policy"]
    page = _Page(got.text)
    assert page.loaded == ["/static/style.css"]
    assert "广州知识产权法院" in page.text and "Guangzhou Intellectual Property Court" in page.text
    assert "广东省" in page.text
    everywhere = service.get("/doc/id/agency/cnipa", "text/html").headers
    assert "frame-ancestors 'none'" in everywhere["content-security-policy"]
    feature = service.get("/reconcile/en/feature?id=no-contradiction")
    assert feature.status == 200 and "court level" in feature.text
    named = service.get("/reconcile/en/feature?id=" + quote("property:<b>"))
    assert named.status == 200 and "<b>" not in named.text


@pytest.mark.parametrize("part", ["preview", "flyout/entity", "flyout/type", "flyout/property"])
def test_what_is_not_there_is_told(part: str, service: Running) -> None:
    got = service.get(f"/reconcile/en/{part}?id=" + quote("<script>"))
    assert got.status == 404 and got.json["remedy"]


def test_other_sites_may_ask(service: Running) -> None:
    queries = quote(json.dumps({"q": {"query": "CNIPA"}}))
    got = service.get(f"/reconcile?queries={queries}", Origin="https://refine.example")
    assert got.status == 200 and got.headers["access-control-allow-origin"] == "*"
    preflight = service.send("OPTIONS", "/reconcile/zh")
    assert preflight.status == 204 and "POST" in preflight.headers["allow"]


def test_a_script_gets_a_call(service: Running) -> None:
    got = service.get("/reconcile/en?callback=jQuery1._done")
    assert got.type == "text/javascript"
    assert got.text.startswith("/**/jQuery1._done({") and got.text.endswith("});")
    assert json.loads(got.text[len("/**/jQuery1._done(") : -2])["versions"] == ["0.2"]
    for name in ("alert(1)", "a b", "a;b", "<x>", "a[0]", "1a", "a" * 999, "é", ".a", "a.", "a\n"):
        bad = service.get(f"/reconcile/en?callback={quote(name)}")
        assert bad.status == 400 and bad.type == "application/problem+json", name
    assert sent(service, queries="{}", callback="f").status == 400


BAD = {
    "no JSON": "{",
    "an array": "[]",
    "a text": '"CNIPA"',
    "a query that is a text": '{"q0": "CNIPA"}',
    "a query that is no text": '{"q0": {"query": 5}}',
    "an unknown field": '{"q0": {"query": "x", "props": []}}',
    "no query at all": '{"q0": {"limit": 1}}',
    "no property": '{"q0": {"properties": []}}',
    "a property without v": '{"q0": {"query": "x", "properties": [{"pid": "parent"}]}}',
    "lists in lists": '{"q": {"query": "x", "properties": [{"pid": "p", "v": [[1]]}]}}',
    "an id that is a number": '{"q": {"query": "x", "properties": [{"pid": "p", "v": {"id": 1}}]}}',
    "a limit of none": '{"q0": {"query": "x", "limit": 0}}',
    "half a limit": '{"q0": {"query": "x", "limit": 1.5}}',
    "an endless limit": '{"q0": {"query": "x", "limit": 1e999}}',
    "no number": '{"q0": {"query": "x", "limit": NaN}}',
    "a true limit": '{"q0": {"query": "x", "limit": true}}',
    "a type that is a number": '{"q0": {"query": "x", "type": 5}}',
    "another strictness": '{"q0": {"query": "x", "type_strict": "some"}}',
    "half a character": '{"q0": {"query": "\\ud800"}}',
    "half a character as key": '{"\\ud800": {"query": "x"}}',
    "a null character": '{"q0": {"query": "a\\u0000b"}}',
}


@pytest.mark.parametrize("queries", BAD.values(), ids=BAD)
def test_a_wrong_batch_is_told_what_is_wrong(queries: str, service: Running) -> None:
    for got in (
        sent(service, queries=queries),
        service.get("/reconcile/zh?queries=" + quote(queries)),
    ):
        assert got.status == 400 and got.type == "application/problem+json", got.text
        assert got.json["detail"] and got.json["remedy"]


@pytest.mark.parametrize(
    "extend",
    ["{", "[]", "{}", '{"ids": "x", "properties": []}', '{"ids": [1], "properties": []}',
     '{"ids": [], "properties": ["x"]}', '{"ids": [], "properties": [{}]}',
     '{"ids": [], "properties": [{"id": "x", "settings": {"limit": "-1"}}]}',
     '{"ids": [], "properties": [{"id": "x", "settings": {"language": "fr"}}]}'],
)  # fmt: skip
def test_a_wrong_extension_is_told_what_is_wrong(extend: str, service: Running) -> None:
    got = sent(service, extend=extend)
    assert got.status == 400 and got.json["remedy"]


def test_a_wrong_way_to_send(service: Running) -> None:
    assert sent(service).status == 400
    assert sent(service, queries="{}", extend="{}").status == 400
    assert service.send("POST", "/reconcile", "queries={}&queries={}", FORM).status == 400
    as_json = service.send("POST", "/reconcile", "{}", {"Content-Type": "application/json"})
    assert as_json.status == 415 and "x-www-form-urlencoded" in as_json.json["remedy"]
    assert service.send("PUT", "/reconcile", "").status == 405
    assert service.get("/reconcile/fr").status == 404
    assert service.get("/reconcile/en/suggest/entity?prefix=x&cursor=-1").status == 400
    deep = "[" * 100_000 + "]" * 100_000
    assert sent(service, queries=deep).status in (400, 422)
    assert results(service, "CNIPA")[0]["match"] is True


def test_limits_are_said_and_kept(real: KnowledgeGraph) -> None:
    options = ["--batch", "3", "--name-size", "20", "--candidates", "2"]
    with running(real.home, *options) as small:
        assert small.get("/reconcile").json["batchSize"] == 3
        four = {f"q{number}": {"query": "x"} for number in range(4)}
        got = sent(small, queries=json.dumps(four))
        assert got.status == 400 and "3" in got.json["detail"] and "batches" in got.json["remedy"]
        long = sent(small, queries=json.dumps({"q": {"query": "x" * 21}}))
        assert long.status == 400 and "20" in long.json["detail"]
        assert len(results(small, "Guangdong", limit=9)) == 2
        extend = {"ids": ["a", "b", "c", "d"], "properties": []}
        assert sent(small, extend=json.dumps(extend)).status == 400


def test_the_interface_is_described(service: Running) -> None:
    paths = service.get("/openapi.json").json["paths"]
    told = service.get("/reconcile").json
    for part in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        assert part["service_path"] in paths
    assert {"get", "post"} == set(paths["/reconcile"]) == set(paths["/reconcile/{language}"])

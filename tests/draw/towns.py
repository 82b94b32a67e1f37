"""An invented graph to draw: a few offices of towns, some with hostile names."""

from __future__ import annotations

import pyoxigraph as ox

from iprgraph.folders import folders
from iprgraph.prefixes import prefix_table
from iprgraph.vocabulary import ENTITIES_GRAPH, ONTOLOGY_GRAPH, paragraph_graph, report_graph

HOSTILE = (
    "<img src=x onerror=document.title='pwned'>",
    "</script><script>document.title='pwned'</script>",
    '"><svg onload=document.title="pwned">',
    "javascript:document.title='pwned'",
    '<a href="javascript:document.title=1">href</a>',
    "{{ 7 * 7 }} {% raw %} ${document.title='pwned'} <!-- <script>",
    "\u202etxet desrever\u202c and \u2067more\u2069\u200f",
    "W" * 300,
    "永" * 200,
    "&lt;b&gt; &amp; 'quoted' \u2028 line",
    "\U0001f469\u200d\U0001f52c \U0001f3f4\u200d\u2620\ufe0f e\u0301\u0323",
)

_ENTITIES = """
agency:harbour a ipr:CustomsBody , ipr:CollectiveBody ;
    rdfs:label "港口海关"@zh , "Harbour Customs"@en ; skos:altLabel "港关"@zh .
agency:mill a ipr:Court ; rdfs:label "磨坊法院"@zh , "Mill Court"@en .
agency:nameless a ipr:GovernmentBody .
action:nets a ipr:SpecialAction ; rdfs:label "清网行动"@zh , "Clean Nets"@en .
action:sails a ipr:SpecialAction ; rdfs:label "白帆行动"@zh , "White Sails"@en .
case:barrel a ipr:Case ; rdfs:label "木桶案"@zh , "Barrel case"@en .
right:barrel-mark a skos:Concept ; rdfs:label "木桶商标"@zh , "barrel mark"@en .
"""
_REPORT = """
<https://w3id.org/iprgraph/graph/towns-2031/2.1> a ipr:Paragraph ; ipr:number "2.1" ;
    rdfs:label "港口"@zh , "The harbour"@en .
<https://w3id.org/iprgraph/graph/towns-2031/10.1> a ipr:Paragraph ; ipr:number "10.1" ;
    rdfs:label "磨坊"@zh , "The mill"@en .
"""
_HARBOUR = """
action:nets ipr:conductedBy agency:harbour ; ipr:ledBy agency:harbour ;
    ipr:protects right:barrel-mark .
action:sails ipr:conductedBy agency:harbour ; ipr:conductedWith agency:nameless .
"""
_MILL = """
case:barrel ipr:handledBy agency:mill ; ipr:concerns right:barrel-mark .
action:nets ipr:conductedBy agency:harbour .
"""


def towns() -> ox.Store:
    """Return the invented graph, with the real ontology, as a build stores it."""
    store = ox.Store()
    for path in sorted(folders().ontology.glob("*.ttl")):
        add(store, path.read_text("utf-8"), ONTOLOGY_GRAPH)
    add(store, _ENTITIES, ENTITIES_GRAPH)
    add(store, _REPORT, report_graph("towns-2031"))
    add(store, _HARBOUR, paragraph_graph("towns-2031", "2.1"))
    add(store, _MILL, paragraph_graph("towns-2031", "10.1"))
    return store


def hostile_towns() -> ox.Store:
    """Return the invented graph with a further action and office of each hostile name."""
    store = towns()
    for number, name in enumerate(HOSTILE):
        text = str(ox.Literal(name, language="en"))
        heading = str(ox.Literal(name, language="zh"))
        add(
            store,
            f"agency:bad-{number} a ipr:Agency ; rdfs:label {text} ; skos:altLabel {heading} . "
            f"action:bad-{number} a ipr:SpecialAction ; rdfs:label {heading} , {text} .",
            ENTITIES_GRAPH,
        )
        add(
            store,
            f"action:bad-{number} ipr:conductedBy agency:bad-{number} ; ipr:grade {text} .",
            paragraph_graph("towns-2031", "2.1"),
        )
    return store


def add(store: ox.Store, turtle: str, graph: str) -> None:
    """Add Turtle without prefixes to a named graph and to the default graph."""
    prefixes = "".join(f"@prefix {one}: <{iri}> .\n" for one, iri in prefix_table().items())
    for triple in ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE):
        quad = (triple.subject, triple.predicate, triple.object)
        store.add(ox.Quad(*quad, ox.NamedNode(graph)))
        store.add(ox.Quad(*quad))

"use strict";
// ---- choosing

function around(chosen) {
  const near = { nodes: new Set(), edges: new Set() };
  DATA.links.forEach(({ left, right }, number) => {
    if (chosen.edge === number || chosen.node === left || chosen.node === right) {
      near.edges.add(number);
      near.nodes.add(left).add(right);
    }
  });
  return near;
}
function choose(chosen, { focus = false, bring = true, fly = true } = {}) {
  state.chosen = chosen;
  state.near = chosen && around(chosen);
  byId("panel").hidden = chosen === null;
  if (chosen) showDetail(chosen, { focus, bring, fly });
  stage.colour();
  remember();
}
function showDetail(chosen, { focus, bring, fly }) {
  byId("detail").replaceChildren(...(chosen.node === undefined ? linkDetail(chosen.edge) : thingDetail(chosen.node)));
  byId("panel").scrollTop = 0;
  const numbers = chosen.node === undefined ? [DATA.links[chosen.edge].left, DATA.links[chosen.edge].right] : [chosen.node];
  announce(`${spoken(WORDS.chosen)} ${numbers.map((number) => spoken(DATA.things[number].name)).join(" – ")}`);
  if (bring && state.face !== "list") bringIntoView(numbers[0], fly);
  if (focus) byId("detail").querySelector("h2").focus();
}
// Where the reader came from, so that closing the panel leads back there.
let cameFrom = null;
function close() {
  const inside = byId("panel").contains(document.activeElement);
  choose(null);
  announce(spoken(WORDS.closed));
  if (inside) (cameFrom && cameFrom.isConnected && cameFrom.offsetParent ? cameFrom : byId("canvas")).focus();
}
const paragraphs = (numbers) =>
  numbers.map((number) => {
    const { number: label, heading: words } = DATA.paragraphs[number];
    return element("span", { class: "paragraph", title: words.join(" · ") }, `§ ${label}`);
  });
const button = (number) =>
  element("button", { type: "button", class: "thing", "data-thing": number }, glyph(DATA.things[number].kind, 11), " ", bilingual(DATA.things[number].name));
const heading = (words) => element("h3", {}, bilingual(words));

function nameOf({ name: [zh, en] }) {
  const first = element("h2", { lang: "zh-Hans", tabindex: "-1" }, zh);
  const other = element("p", { class: "other", lang: "en" }, en);
  if (state.mode !== "en") return zh === en ? [first] : [first, other];
  return [element("h2", { lang: "en", tabindex: "-1" }, en), element("p", { class: "other", lang: "zh-Hans" }, zh)];
}
function thingDetail(number) {
  const thing = DATA.things[number];
  const kind = element("div", { class: "kind" }, glyph(thing.kind), element("span", {}, bilingual(DATA.kinds[thing.kind].name)));
  if (thing.collective) kind.append(element("span", {}, bilingual(WORDS.many)));
  const parts = [kind, ...nameOf(thing), element("code", {}, thing.curie), ...servedAt(thing)];
  if (thing.aliases.length) parts.push(element("p", { class: "aliases" }, bilingual(WORDS.aliases), element("bdi", {}, thing.aliases.join(" · "))));
  const stated = DATA.links.filter(({ left, right }) => left === number || right === number).flatMap(({ statements }) => statements);
  const places = [...stated, ...thing.facts, ...thing.figures].flatMap((one) => one.paragraphs);
  return [...parts, ...figuresOf(thing), ...statedHere(number), ...statedElse(thing), ...standingOf(thing), ...outside(thing), ...headings(places)];
}
// A page that is served leads to what else is served of a thing.
function servedAt({ iri, curie }) {
  const { permanent, site } = DATA.hosted || {};
  if (!site || !iri.startsWith(permanent)) return [];
  const link = (address, words) => element("a", { href: address }, bilingual(words));
  return [element("p", { class: "served" }, link(site + iri.slice(permanent.length), WORDS.page), " · ", link(`${site}draw/around?thing=${encodeURIComponent(curie)}`, WORDS.around))];
}
function standingOf(thing) {
  if (!thing.standing.length) return [];
  const row = ({ name, value }) => element("li", {}, element("span", { class: "relation" }, bilingual(name)), element("span", { class: "value number" }, bilingual(value)));
  return [heading(WORDS.standing), element("ul", {}, ...thing.standing.map(row)), element("p", { class: "aliases" }, bilingual(DATA.caveat))];
}
function outside(thing) {
  if (!thing.outside.length) return [];
  const row = (address) => element("li", {}, element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, address));
  return [heading(WORDS.outside), element("ul", {}, ...thing.outside.map(row))];
}
// The paragraphs of a statement with its sentences, and their words where the page has them.
function source({ paragraphs: places, sentences }) {
  const found = sentences.map((number) => DATA.sentences[number]);
  const parts = places.flatMap((place) => [...paragraphs([place]), ...sentencesIn(found.filter((one) => one.paragraph === place))]);
  const words = found.filter((one) => one.words);
  if (!words.length) return parts;
  const quotes = words.map((one) => element("blockquote", { class: one.language, lang: one.language }, one.words));
  return [...parts, element("details", {}, element("summary", {}, bilingual(WORDS.printed)), ...quotes)];
}
function sentencesIn(found) {
  const numbers = (language) => found.filter((one) => one.language === language).map((one) => one.number).join(", ");
  const [zh, en] = [numbers("zh"), numbers("en")];
  if (!zh && !en) return [];
  return [element("span", { class: "sentence" }, bilingual([zh && `第${zh}句`, en && `sentence ${en}`]))];
}
function figuresOf(thing) {
  if (!thing.figures.length) return [];
  const rows = thing.figures.map((one) =>
    element(
      "li",
      { class: "figure" },
      element("strong", {}, bilingual(one.value)),
      ...source(one),
      element("span", { class: "value" }, bilingual(one.of), one.interval ? ` ${one.interval} ` : " ", one.derived ? bilingual(WORDS.derived) : ""),
    ),
  );
  return [heading(WORDS.figures), element("ul", {}, ...rows)];
}
const known = (stated) => (stated.said ? [] : [element("span", { class: "relation" }, bilingual(WORDS.known))]);
const through = (stated) => stated.through.map((one) => element("span", { class: "value" }, bilingual(one)));
function statedHere(number) {
  const groups = new Map();
  for (const { left, right, statements } of DATA.links) {
    if (left !== number && right !== number) continue;
    for (const stated of statements) {
      const way = stated.forward === (left === number) ? "name" : "inverse";
      const key = `${stated.relation} ${way}`;
      if (!groups.has(key)) groups.set(key, { words: DATA.relations[stated.relation][way], rows: [] });
      const other = button(left === number ? right : left);
      groups.get(key).rows.push(element("li", {}, other, ...source(stated), ...through(stated), ...known(stated)));
    }
  }
  return [...groups.values()].flatMap(({ words, rows }) => [heading(words), element("ul", {}, ...rows)]);
}
function statedElse(thing) {
  if (!thing.facts.length) return [];
  const rows = thing.facts.map((fact) =>
    element("li", {}, element("span", { class: "relation" }, bilingual(fact.relation)), element("span", { class: "value" }, bilingual(fact.value)), ...source(fact)),
  );
  return [heading(WORDS.more), element("ul", {}, ...rows)];
}
function linkDetail(number) {
  const { left, right, statements } = DATA.links[number];
  const rows = statements.map((stated) =>
    element("li", {}, element("span", { class: "value" }, bilingual(reading(stated))), ...source(stated), ...through(stated), ...known(stated)),
  );
  return [
    element("h2", { class: "kind", tabindex: "-1" }, bilingual(WORDS.link)),
    element("ul", {}, element("li", {}, button(left))),
    element("ul", {}, ...rows),
    element("ul", {}, element("li", {}, button(right))),
    ...headings(statements.flatMap((stated) => stated.paragraphs)),
  ];
}
function headings(places) {
  const numbers = [...new Set(places)].sort((one, two) => one - two);
  const row = (number) => element("li", { class: "place" }, ...paragraphs([number]), element("span", {}, bilingual(DATA.paragraphs[number].heading)));
  return numbers.length ? [heading(WORDS.paragraphs), element("ul", {}, ...numbers.map(row))] : [];
}

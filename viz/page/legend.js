"use strict";
// ---- legend: what is there, and a way to see it alone

// Of the kinds and relations pressed: links of such a relation at a thing of such a kind.
function passing(keys) {
  if (!keys.size) return null;
  const found = { nodes: new Set(), edges: new Set(), relations: pressed(keys, "r") };
  const kinds = pressed(keys, "k");
  const ofKind = (number) => !kinds.size || kinds.has(DATA.things[number].kind);
  const ofRelation = ({ relation }) => !found.relations.size || found.relations.has(relation);
  if (!found.relations.size) DATA.things.forEach((_, number) => ofKind(number) && found.nodes.add(number));
  DATA.links.forEach(({ left, right, statements }, number) => {
    if (!(ofKind(left) || ofKind(right)) || !statements.some(ofRelation)) return;
    found.edges.add(number);
    found.nodes.add(left).add(right);
  });
  return found;
}
const pressed = (keys, letter) => new Set([...keys].filter((key) => key[0] === letter).map((key) => Number(key.slice(1))));

function setFilters(keys) {
  state.filters = keys;
  state.filter = passing(keys);
  for (const one of byId("legend").querySelectorAll("[data-key]")) one.setAttribute("aria-pressed", String(keys.has(one.dataset.key)));
  byId("reset").hidden = keys.size === 0;
  filterRows();
  stage.colour();
}
function filterRows() {
  const { filter } = state;
  let shown = 0;
  for (const row of document.querySelectorAll("#list tbody tr")) {
    row.hidden = filter !== null && !(filter.edges.has(Number(row.dataset.link)) && (!filter.relations.size || filter.relations.has(Number(row.dataset.relation))));
    shown += row.hidden ? 0 : 1;
  }
  if (filter) announce(`${spoken(WORDS.shown)} ${shown}`);
}
function filterBy(key) {
  const keys = new Set(state.filters);
  if (!keys.delete(key)) keys.add(key);
  setFilters(keys);
  remember();
}
function clearFilters() {
  setFilters(new Set());
  byId("legend").querySelector("[data-key]").focus();
  remember();
}
function legendItem(key, picture, words, count) {
  const item = element("button", { type: "button", "data-key": key, "aria-pressed": "false" }, picture, element("span", {}, bilingual(words)), element("span", { class: "count" }, String(count)));
  item.addEventListener("click", () => filterBy(key));
  return item;
}
function buildLegend() {
  const kinds = DATA.kinds.flatMap((kind, number) => (kind.count ? [legendItem(`k${number}`, glyph(number), kind.name, kind.count)] : []));
  const lines = DATA.relations.flatMap((relation, number) =>
    relation.count ? [legendItem(`r${number}`, stroke(relation), relation.legend, relation.count)] : [],
  );
  byId("keys").replaceChildren(...kinds, element("span", { class: "rule" }), ...lines);
  byId("reset").addEventListener("click", clearFilters);
  byId("more").addEventListener("click", () => fold({ turn: true }));
}
// A legend of more rows than leave room for the picture is folded; a phone's is one row that scrolls.
const MOST_ROWS = 3;
function fold({ turn = false } = {}) {
  const legend = byId("legend");
  const open = byId("more").getAttribute("aria-expanded") === "true" ? !turn : turn;
  legend.classList.remove("folded", "long");
  const [row] = legend.querySelectorAll("[data-key]");
  const long = innerWidth > 640 && row && legend.clientHeight > (MOST_ROWS + 0.9) * row.offsetHeight;
  legend.classList.toggle("long", Boolean(long));
  legend.classList.toggle("folded", Boolean(long) && !open);
  byId("more").setAttribute("aria-expanded", String(open));
}

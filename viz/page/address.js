"use strict";
// ---- the state as the fragment of the address: a link to it shows the same again

const PLAIN = { "%3A": ":", "%2F": "/", "%2C": "," };
const written = (text) => encodeURIComponent(text).replace(/%3A|%2F/g, (code) => PLAIN[code]);
const places = new Map(DATA.things.map((thing, number) => [thing.curie, number]));
let restoring = false;

const termsOf = (letter, all) => [...pressed(state.filters, letter)].sort((one, two) => one - two).map((number) => written(all[number].term || "other"));
function fragment() {
  const parts = [];
  const add = (name, value) => value && parts.push(`${name}=${value}`);
  add("lang", state.mode === DATA.mode ? "" : state.mode);
  add("view", state.face === "graph" ? "" : state.face);
  if (state.chosen) {
    const { left, right } = state.chosen.node === undefined ? DATA.links[state.chosen.edge] : { left: state.chosen.node };
    add("thing", written(DATA.things[left].curie));
    if (right !== undefined) add("with", written(DATA.things[right].curie));
  }
  add("kinds", termsOf("k", DATA.kinds).join(","));
  add("relations", termsOf("r", DATA.relations).join(","));
  return parts.join("&");
}
function remember() {
  const text = fragment();
  if (restoring || text === location.hash.slice(1)) return;
  try {
    history.pushState(null, "", text ? `#${text}` : location.href.split("#")[0]);
  } catch {
    // A frame without an address of its own keeps the page, and loses the link to its state.
  }
}
function readFragment() {
  const found = {};
  for (const part of location.hash.slice(1).split("&")) {
    const [name, ...value] = part.split("=");
    found[name] = value.join("=");
  }
  return found;
}
function decoded(text = "") {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
// What the fragment names and the page does not have is left out.
function restore() {
  restoring = true;
  const found = readFragment();
  const one = (value, all, other) => (all.includes(value) ? value : other);
  const mode = one(found.lang, MODES, DATA.mode);
  const face = one(found.view, FACES, "graph");
  if (mode !== state.mode) setMode(mode);
  if (face !== state.face) setFace(face);
  setFilters(new Set([...keysOf(found.kinds, "k", DATA.kinds), ...keysOf(found.relations, "r", DATA.relations)]));
  choose(chosenIn(found));
  restoring = false;
}
function keysOf(text = "", letter, all) {
  const terms = new Set(text.split(",").filter(Boolean).map(decoded));
  return all.flatMap((one, number) => (one.count && terms.has(one.term || "other") ? [`${letter}${number}`] : []));
}
function chosenIn(found) {
  const here = places.get(decoded(found.thing));
  if (here === undefined) return null;
  const other = places.get(decoded(found.with));
  const edge = DATA.links.findIndex(({ left, right }) => left === here && right === other);
  return edge < 0 ? { node: here } : { edge };
}

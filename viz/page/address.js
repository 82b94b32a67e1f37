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
  if (state.moved && stage.drawn) {
    const { width, height } = arrangement();
    const { x, y } = stage.centre();
    add("at", [x / width, y / height, stage.scale()].map((one) => String(Number(one.toPrecision(4)))).join(","));
  }
  return parts.join("&");
}
function remember({ step = true } = {}) {
  if (restoring) return;
  const text = fragment();
  if (text === location.hash.slice(1)) return;
  try {
    history[step ? "pushState" : "replaceState"](null, "", text ? `#${text}` : location.href.split("#")[0]);
  } catch {
    // A frame without an address of its own keeps the page, and loses the link to its state.
  }
}
// Panning and zooming are part of the address once they rest, and no step to go back by.
let resting = 0;
function readerMoved() {
  state.moved = true;
  clearTimeout(resting);
  resting = setTimeout(() => remember({ step: false }), 250);
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
  const at = viewIn(found);
  choose(chosenIn(found), { bring: at === null });
  if (at) stage.move(at);
  state.moved = at !== null;
  restoring = false;
}
function keysOf(text = "", letter, all) {
  const terms = new Set(text.split(",").filter(Boolean).map(decoded));
  return all.flatMap((one, number) => (one.count && terms.has(one.term || "other") ? [`${letter}${number}`] : []));
}
function viewIn({ at = "" }) {
  const [x, y, scale] = at.split(",").map(Number);
  const { width, height } = arrangement();
  const sound = [x, y, scale].every(Number.isFinite) && Math.abs(x) < 4 && Math.abs(y) < 4 && scale > 0.001 && scale <= 5;
  return sound && stage.drawn ? { x: x * width, y: y * height, scale } : null;
}
function chosenIn(found) {
  const here = places.get(decoded(found.thing));
  if (here === undefined) return null;
  const other = places.get(decoded(found.with));
  const edge = DATA.links.findIndex(({ left, right }) => left === here && right === other);
  return edge < 0 ? { node: here } : { edge };
}

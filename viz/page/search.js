"use strict";
// ---- search: names in both languages, aliases, addresses, and pinyin in full or by initials

const MOST_FOUND = 12;
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
const spelled = (text) => text.replace(/ü/g, "v").normalize("NFD").replace(/[^a-z0-9]/g, "");
const INDEX = DATA.things.map((thing) => ({
  names: [...new Set([...thing.name, ...thing.aliases, thing.curie])].map((name) => [name, folded(name)]),
  spoken: thing.pinyin.map((one) => one.split(" ")),
}));

// How well an entry matches: less is better, Infinity is not at all; and the name that matches.
function match({ names, spoken: readings }, query) {
  let best = { rank: Infinity, name: null };
  const better = (rank, name) => rank < best.rank && (best = { rank, name });
  for (const [name, text] of names) better(inName(text, query), name);
  for (const syllables of readings) better(inPinyin(syllables, spelled(query)), null);
  return best;
}
function inName(text, query) {
  if (text === query) return 0;
  const at = text.indexOf(query);
  if (at === 0) return 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1]) ? 4 : 2;
  const words = query.split(" ");
  return words.length > 1 && words.every((word) => text.includes(word)) ? 5 : Infinity;
}
function inPinyin(syllables, query) {
  if (query.length < 2) return Infinity;
  for (let from = 0; from < syllables.length; from += 1) {
    if (syllables.slice(from).join("").startsWith(query)) return from ? 5 : 2;
  }
  const at = syllables.map((one) => one[0]).join("").indexOf(query);
  return at === 0 ? 3 : at > 0 ? 6 : Infinity;
}
function find(text) {
  const query = folded(text);
  if (!query) return [];
  return INDEX.map((entry, number) => ({ number, ...match(entry, query) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((one, two) => one.rank - two.rank || spoken(DATA.things[one.number].name).length - spoken(DATA.things[two.number].name).length || one.number - two.number);
}

// ---- the field and its list

let current = -1;
function option({ number, name }, at) {
  const thing = DATA.things[number];
  const other = name && !thing.name.includes(name) && name !== thing.curie ? name : "";
  const kind = element("span", { class: "quiet" }, bilingual(DATA.kinds[thing.kind].name));
  const words = element("span", { class: "words" }, bilingual(thing.name), other ? element("bdi", { class: "quiet" }, ` ${other}`) : "");
  return element("li", { role: "option", id: `found-${at}`, "data-found": number, "aria-selected": "false" }, glyph(thing.kind), words, kind);
}
function showFound() {
  const text = byId("query").value;
  const found = find(text);
  byId("found").replaceChildren(...found.slice(0, MOST_FOUND).map(option));
  byId("found").hidden = found.length === 0;
  byId("nothing").hidden = found.length > 0 || !text.trim();
  byId("query").setAttribute("aria-expanded", String(found.length > 0));
  if (text.trim()) announce(found.length ? `${spoken(WORDS.found)} ${found.length}` : spoken(WORDS.nothing));
  mark(found.length ? 0 : -1);
}
function mark(at) {
  const options = [...byId("found").children];
  current = at;
  options.forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
  if (at < 0) return byId("query").removeAttribute("aria-activedescendant");
  byId("query").setAttribute("aria-activedescendant", `found-${at}`);
  options[at].scrollIntoView({ block: "nearest" });
}
function hideFound() {
  byId("found").hidden = byId("nothing").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
  mark(-1);
}
function take(number) {
  hideFound();
  byId("query").value = spoken(DATA.things[number].name);
  cameFrom = byId("query");
  choose({ node: number });
}
function keyInSearch(event) {
  const options = byId("found").hidden ? [] : [...byId("found").children];
  if (event.isComposing) return;
  if (event.key === "Enter" && current >= 0) take(Number(options[current].dataset.found));
  else if (event.key === "ArrowDown" && !options.length) showFound();
  else if (event.key === "ArrowDown") mark((current + 1) % options.length);
  else if (event.key === "ArrowUp" && options.length) mark((current - 1 + options.length) % options.length);
  else if (event.key === "Escape" && (options.length || byId("query").value)) {
    byId("query").value = "";
    hideFound();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
function listenToSearch() {
  const query = byId("query");
  query.addEventListener("input", showFound);
  query.addEventListener("keydown", keyInSearch);
  query.addEventListener("blur", hideFound);
  byId("found").addEventListener("mousedown", (event) => event.preventDefault());
  byId("found").addEventListener("click", (event) => {
    const one = event.target.closest("[data-found]");
    if (one) take(Number(one.dataset.found));
  });
}

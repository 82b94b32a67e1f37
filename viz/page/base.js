"use strict";
const DATA = JSON.parse(document.getElementById("data").textContent);
const READABLE = 0.8; // the smallest scale at which a card can be read with ease
const SMALLEST = 0.74; // what is wider still is panned
const SEEN_WHOLE = 150; // what has more things is seen whole at first, where outlines stand for cards
const LARGEST = 1.4; // the largest scale to begin with
const WORDS = {
  paragraphs: ["报告段落", "Paragraphs of the report"],
  more: ["报告还说", "The report also says"],
  figures: ["数值", "Figures"],
  derived: ["（推算）", "(derived)"],
  known: ["（通用知识；段落仅提及）", "(common knowledge; the paragraphs only name it)"],
  aliases: ["又名：", "Also called: "],
  link: ["关系", "link"],
  many: ["（集合）", "(collective)"],
  standing: ["合作分析", "Analysis of cooperation"],
  outside: ["在别处", "Elsewhere"],
  printed: ["原文", "Words"],
  nothing: ["没有相符的事物。", "Nothing matches."],
  shown: ["显示关系", "Links shown:"],
  found: ["找到", "Found:"],
  chosen: ["已选", "Selected:"],
  closed: ["详情已关闭", "Details closed"],
  search: ["查找", "Search"],
  page: ["此项的页面", "Its page"],
  around: ["它的周围", "What is around it"],
};
const MARGIN = 20;
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const FACES = ["graph", "split", "list"];
const MODES = ["zh", "en", "both"];
// chosen: {node} or {edge}; near and filter: the nodes and edges that are not dimmed, null for all
const state = { mode: DATA.mode, face: "graph", arrangement: 0, hovered: null, chosen: null, near: null, filters: new Set(), filter: null, moved: false };
const outlines = DATA.kinds.map((style) => new Path2D(style.path));
let paint = {};
const spoken = ([zh, en]) => (state.mode === "en" ? en : zh);
const placeOf = (number) => {
  const [x, y] = arrangement().places[number];
  return { x, y };
};
const announce = (words) => byId("status").replaceChildren(words);

// ---- small pieces of the page; text is only ever set as text

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}
const bilingual = ([zh, en]) => {
  const both = document.createDocumentFragment();
  both.append(element("bdi", { class: "zh", lang: "zh-Hans" }, zh), " ", element("bdi", { class: "en", lang: "en" }, en));
  return both;
};
function drawing(width, height, box) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ width, height, viewBox: box, "aria-hidden": "true" })) svg.setAttribute(name, value);
  return svg;
}
function glyph(number, size = 14) {
  const svg = drawing(size, size, "0 0 24 24");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", DATA.kinds[number].path);
  path.style.fill = `light-dark(${DATA.kinds[number].light}, ${DATA.kinds[number].dark})`;
  svg.append(path);
  return svg;
}
function stroke(relation) {
  const svg = drawing(28, 8, "0 0 28 8");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", "M0 4H28");
  path.setAttribute("stroke-width", relation.width);
  path.setAttribute("stroke-dasharray", relation.dashes.join(" ") || "none");
  path.style.stroke = "var(--ink)";
  svg.append(path);
  return svg;
}

// ---- colours, read from the style sheet so that a canvas can use them

function readColours() {
  const probe = byId("legend");
  const before = probe.style.color;
  const colour = (value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  paint = { font: getComputedStyle(document.body).fontFamily };
  for (const name of ["page", "block", "surface", "ink", "quiet", "line", "accent", "on-solid"]) paint[name] = colour(`var(--${name})`);
  paint.kinds = DATA.kinds.map((style) => colour(`light-dark(${style.light}, ${style.dark})`));
  probe.style.color = before;
}

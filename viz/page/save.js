"use strict";
// ---- the picture as a file: SVG from places and cards, PNG from that SVG

const SVG = "http://www.w3.org/2000/svg";
const LARGEST_IMAGE = 8000; // pixels of a side, which every browser can draw
const HEAD = 52;
// What no XML may hold, such as NUL, stands as the sign for a character that cannot be shown.
const legal = (text) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

function shape(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
const ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, size, weight = 400) {
  ruler.font = `${weight} ${size}px ${paint.font}`;
  return ruler.measureText(text).width;
}
function line(text, x, y, size, { weight = 400, fill = paint.ink, room = Infinity, anchor = null } = {}) {
  const squeezed = widthOf(text, size, weight) > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {};
  return shape("text", { x, y, "font-size": size, "font-weight": weight, fill, "text-anchor": anchor, "dominant-baseline": "central", ...squeezed }, legal(text));
}
const framed = (x, y, width, height, rx, more) => shape("rect", { x, y, width, height, rx, ...more });

function cardShape(number) {
  const { lines, small, scale, ...size } = cards()[number];
  const { font, small: tiny, leading, tight, pad, icon } = DATA.metrics;
  const [width, height] = [size.width / scale, size.height / scale];
  const thing = DATA.things[number];
  const { solid, path } = DATA.kinds[thing.kind];
  const colour = paint.kinds[thing.kind];
  const [x, y] = arrangement().places[number];
  const face = shape("g", { opacity: isDim(number) ? 0.22 : null });
  const stack = thing.collective ? [framed(-width / 2 + 3.5, -height / 2 + 3.5, width, height, 8, { fill: paint.block, stroke: colour, "stroke-width": 1.4 })] : [];
  face.append(framed(-width / 2, -height / 2, width, height, 8, { fill: solid ? colour : paint.surface, stroke: colour, "stroke-width": 1.4 }));
  face.append(shape("path", { d: path, "fill-rule": "evenodd", fill: solid ? paint["on-solid"] : colour, transform: `translate(${-width / 2 + pad} -7.5) scale(${15 / 24})` }));
  const style = { fill: solid ? paint["on-solid"] : paint.ink, room: width - 2 * pad - icon + 4 };
  let at = -(lines.length * leading + small.length * tight) / 2;
  for (const one of lines) face.append(line(one, -width / 2 + pad + icon, (at += leading) - leading / 2, font, { ...style, weight: solid ? 600 : 400 }));
  for (const one of small) face.append(line(one, -width / 2 + pad + icon, (at += tight) - tight / 2, tiny, style));
  const back = framed(-width / 2, -height / 2, width, height, 8, { fill: paint.block });
  return shape("g", { transform: `translate(${x} ${y}) scale(${scale})` }, shape("title", {}, legal(thing.name.join(" · "))), ...stack, back, face);
}
function linkShape(number) {
  const { colour, opacity } = lookOf(number);
  const { width, dashes } = DATA.relations[DATA.links[number].statements[0].relation];
  return shape("path", { d: routeOf(number).d, fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes.join(" ") || null, opacity });
}
function labelShape({ lines, left, right, top, bottom }) {
  const { small, tight } = DATA.metrics;
  const rows = lines.map((one, at) => line(one, (left + right) / 2, top + 2 + tight * (at + 0.5), small, { anchor: "middle" }));
  return shape("g", {}, framed(left, top, right - left, bottom - top, 5, { fill: paint.surface }), ...rows);
}
// The kinds below the picture, as many in a row as there is room for.
function keyShape(width, top) {
  const key = shape("g", {});
  let [x, y] = [0, top + 16];
  DATA.kinds.forEach(({ path, name, count }, number) => {
    if (!count) return;
    const words = `${spoken(name)} ${count}`;
    const across = widthOf(words, 12) + 40;
    if (x && x + across > width) [x, y] = [0, y + 22];
    key.append(shape("path", { d: path, "fill-rule": "evenodd", fill: paint.kinds[number], transform: `translate(${x} ${y - 7}) scale(${14 / 24})` }), line(words, x + 20, y, 12));
    x += across;
  });
  return { key, bottom: y + 14 };
}
function picture() {
  const { width, height, blocks } = arrangement();
  const title = spoken(DATA.title);
  const broad = Math.max(width, widthOf(title, 20, 650), 320);
  const { key, bottom } = keyShape(broad, height + 8);
  const box = [-MARGIN, -HEAD, broad + 2 * MARGIN, HEAD + bottom + MARGIN];
  const svg = shape("svg", { xmlns: SVG, width: box[2], height: box[3], viewBox: box.join(" "), "font-family": paint.font, role: "img" });
  svg.append(shape("title", {}, legal(DATA.title.join(" · "))), framed(...box, 0, { fill: paint.page }), line(title, 0, -HEAD / 2, 20, { weight: 650 }));
  svg.append(...blocks.map((block) => framed(...block, 14, { fill: paint.block })), ...[...DATA.links.keys()].map(linkShape), ...DATA.things.map((_, number) => cardShape(number)));
  svg.append(...labels((text) => widthOf(text, DATA.metrics.small)).map(labelShape), key);
  return svg;
}

// ---- files named after the view

function download(blob, ending) {
  const name = DATA.view.name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+|[.-]+$/g, "") || "view";
  const link = element("a", { href: URL.createObjectURL(blob), download: `${name}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const markup = () => new XMLSerializer().serializeToString(picture());
const saveSvg = () => download(new Blob([markup()], { type: "image/svg+xml" }), "svg");
async function savePng() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup())}`;
  await image.decode();
  const scale = Math.min(2, LARGEST_IMAGE / Math.max(image.width, image.height));
  const canvas = element("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, "png"), "image/png");
}

// ---- paper is light, and has the whole picture before the table

function beforePrint() {
  root.dataset.paper = root.dataset.theme || "none";
  root.dataset.theme = "light";
  readColours();
  fillTable();
  byId("print").replaceChildren(picture());
}
function afterPrint() {
  byId("print").replaceChildren();
  if (root.dataset.paper === "none") delete root.dataset.theme;
  else root.dataset.theme = root.dataset.paper;
  delete root.dataset.paper;
  repaint();
}

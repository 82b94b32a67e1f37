"use strict";
// ---- links: where they run, what they look like, what is written on them

const HIT = 10; // pixels across, within which the pointer is on a line
const BULGE = 42; // of a link between two cards that stand above one another
const sideways = () => DATA.renderer === "vis" && arrangement().curved;
const boxOf = (number) => {
  const { width, height } = cards()[number];
  return { ...placeOf(number), across: width / 2, down: height / 2 };
};

// Routes are worked out once for each arrangement: as path data, as a path, and where the middle is.
let routes = [];
function routeOf(number) {
  if (!routes[number]) {
    const { left, right } = DATA.links[number];
    const found = (sideways() ? curve : straight)(boxOf(left), boxOf(right), arrangement().bends[number] || []);
    routes[number] = { ...found, path: new Path2D(found.d) };
  }
  return routes[number];
}
// From card to card; the middle is that of the part between the two.
function straight(one, other) {
  const [across, down] = [other.x - one.x, other.y - one.y];
  const share = (box) => Math.min(box.across / Math.abs(across || 1e-9), box.down / Math.abs(down || 1e-9), 0.5);
  const at = (share(one) + 1 - share(other)) / 2;
  return { d: `M${one.x} ${one.y}L${other.x} ${other.y}`, middle: { x: one.x + at * across, y: one.y + at * down } };
}
// From side to side, past the cards of the columns between.
function curve(one, other, bends) {
  const way = other.x - other.across >= one.x + one.across ? 1 : other.x + other.across <= one.x - one.across ? -1 : 0;
  const [start, end] = way ? [one.x + way * one.across, other.x - way * other.across] : [one.x + one.across, other.x + other.across];
  if (!way) return { d: `M${start} ${one.y}C${start + BULGE} ${one.y} ${end + BULGE} ${other.y} ${end} ${other.y}`, middle: { x: (start + end) / 2 + 0.75 * BULGE, y: (one.y + other.y) / 2 } };
  let [x, y] = [start, one.y];
  let d = `M${x} ${y}`;
  const to = (nextX, nextY) => {
    const half = (nextX - x) / 2;
    d += `C${x + half} ${y} ${nextX - half} ${nextY} ${nextX} ${nextY}`;
    [x, y] = [nextX, nextY];
  };
  for (const [from, until, height] of bends) {
    to(from, height);
    d += `L${until} ${height}`;
    x = until;
  }
  to(end, other.y);
  const [from, until, height] = bends[Math.floor(bends.length / 2)] || [start, end, (one.y + other.y) / 2];
  return { d, middle: { x: (from + until) / 2, y: height } };
}

// ---- what a link looks like

const MANY = DATA.links.length > 2000;
const ASIDE = DATA.links.filter(({ main }) => !main).length; // links that do not carry the arrangement
const FAINT = MANY ? 0.05 : ASIDE > 40 ? 0.09 : 0.18;
const DIM = MANY ? 0.15 : 0.4;
function lookOf(number) {
  const { left, main } = DATA.links[number];
  const shown = state.near || state.filter;
  const dim = shown !== null && !shown.edges.has(number);
  const hot = number === state.hovered || (state.chosen !== null && state.chosen.edge === number);
  const colour = hot ? paint.accent : dim ? paint.line : paint.kinds[DATA.things[left].kind];
  return { colour, hot, opacity: hot ? 1 : dim ? (main ? DIM : FAINT) : main || shown !== null ? 0.8 : FAINT };
}
function drawLinks(context) {
  const looks = DATA.links.map((_, number) => ({ number, ...lookOf(number) }));
  looks.sort((one, two) => one.opacity - two.opacity || one.number - two.number);
  context.save();
  for (const { number, colour, hot, opacity } of looks) {
    const { width, dashes } = DATA.relations[DATA.links[number].statements[0].relation];
    context.globalAlpha = opacity;
    context.strokeStyle = colour;
    context.lineWidth = hot ? width + 1.2 : width;
    context.setLineDash(dashes);
    context.stroke(routeOf(number).path);
  }
  context.restore();
}
function hover(found) {
  state.hovered = found && found.edge;
  stage.redraw();
}
// The link at a place of the scene: what is seen best before what is faint.
const touch = document.createElement("canvas").getContext("2d");
function linkAt({ x, y }, scale) {
  touch.lineWidth = HIT / scale;
  const found = DATA.links.map((_, number) => number).filter((number) => touch.isPointInStroke(routeOf(number).path, x, y));
  found.sort((one, two) => lookOf(two).opacity - lookOf(one).opacity);
  return found.length ? found[0] : null;
}

// ---- what a link says, written on it

const reading = (stated) => DATA.relations[stated.relation][stated.forward ? "name" : "inverse"];
function labelOf(link) {
  return link.statements.slice(0, 3).flatMap((stated) => {
    const at = stated.paragraphs.map((number) => DATA.paragraphs[number].number);
    const where = at.length ? ` § ${at.slice(0, 3).join(", ")}${at.length > 3 ? " …" : ""}` : "";
    const through = stated.through.slice(0, 2).map((one) => shortened(spoken(one)));
    return [spoken(reading(stated)) + where, ...through];
  });
}
const shortened = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);
function labelBox(number, widthOfLine) {
  const lines = labelOf(DATA.links[number]);
  const width = Math.max(...lines.map(widthOfLine)) + 10;
  const height = DATA.metrics.tight * lines.length + 4;
  const { x, y } = routeOf(number).middle;
  return { lines, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}
const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
function drawLabel(context, { lines, left, right, top, bottom }) {
  const { small, tight } = DATA.metrics;
  context.font = `400 ${small}px ${paint.font}`;
  rounded(context, left, top, right - left, bottom - top, 5);
  context.globalAlpha = 0.94;
  context.fillStyle = paint.surface;
  context.fill();
  context.globalAlpha = 1;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = paint.ink;
  lines.forEach((line, at) => context.fillText(line, (left + right) / 2, top + 2 + tight * (at + 0.5)));
}
// All of a path; on demand those of the link that is pointed at or chosen, and those at a chosen thing
// that cover no card and no other label.
function labels(widthOfLine) {
  if (DATA.view.labelled) return [...DATA.links.keys()].map((number) => labelBox(number, widthOfLine));
  const asked = [state.hovered, state.chosen && state.chosen.edge].filter((number) => number !== null && number !== undefined);
  const boxes = [...new Set(asked)].map((number) => labelBox(number, widthOfLine));
  const taken = state.near ? DATA.things.map((_, number) => boxOf(number)).map(({ x, y, across, down }) => ({ left: x - across, right: x + across, top: y - down, bottom: y + down })) : [];
  for (const number of state.near ? state.near.edges : []) {
    const box = labelBox(number, widthOfLine);
    if (!asked.includes(number) && ![...taken, ...boxes].some((one) => meet(one, box))) boxes.push(box);
  }
  return boxes;
}
function drawLabels(context) {
  context.font = `400 ${DATA.metrics.small}px ${paint.font}`;
  for (const box of labels((line) => context.measureText(line).width)) drawLabel(context, box);
}

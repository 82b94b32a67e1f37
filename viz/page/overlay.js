"use strict";
// ---- what stands over the WebGL picture, on canvases of two dimensions: cards, names, what is chosen

function mixed(colour, ground, share) {
  const parts = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
  const under = parts(ground);
  return `rgb(${parts(colour).map((one, at) => Math.round(one * share + under[at] * (1 - share))).join(",")})`;
}
const colourOf = (number) => mixed(paint.kinds[DATA.things[number].kind], paint.page, isDim(number) ? 0.2 : 1);

// The things that can be seen, with where they are in the window.
function inWindow(margin) {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const found = [];
  for (const number of order) {
    const at = stage.toWindow(placeOf(number));
    if (at.x > -margin && at.y > -margin && at.x < width + margin && at.y < height + margin) found.push({ number, ...at });
  }
  return found;
}
function drawBehindAndOver() {
  const { pixelRatio } = surface.getRenderParams();
  const [behind, over] = ["blocks", "over"].map((name) => surface.getCanvases()[name].getContext("2d"));
  const { x, y } = stage.toWindow({ x: 0, y: 0 });
  const inScene = (context) => context.setTransform(pixelRatio * view.scale, 0, 0, pixelRatio * view.scale, pixelRatio * x, pixelRatio * y);
  for (const context of [behind, over]) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  }
  inScene(behind);
  drawBlocks(behind);
  inScene(over);
  drawChosenLines(over);
  if (view.scale >= NEAR) {
    for (const { number } of inWindow(300 * view.scale)) drawCard(over, number, ...arrangement().places[number], pointedAt === number);
    drawLabels(over);
    return;
  }
  over.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  drawNames(over);
}
// Lines of the neighbourhood lie on top, whatever they cross.
function drawChosenLines(context) {
  const numbers = state.near ? [...state.near.edges] : [];
  if (state.hovered !== null) numbers.push(state.hovered);
  for (const number of numbers) {
    const { left, right, statements } = DATA.links[number];
    const { width, dashes } = DATA.relations[statements[0].relation];
    const hot = number === state.hovered || (state.chosen && state.chosen.edge === number);
    context.strokeStyle = hot ? paint.accent : paint.kinds[DATA.things[left].kind];
    context.lineWidth = (width + (hot ? 1 : 0.4)) / view.scale;
    context.setLineDash(dashes.map((one) => one / view.scale));
    context.beginPath();
    context.moveTo(...arrangement().places[left]);
    context.lineTo(...arrangement().places[right]);
    context.stroke();
  }
  context.setLineDash([]);
}
// Names where there is room: of what is chosen and its neighbours first, then of what has most links.
// No name lies on the outline of a thing that comes before it.
function drawNames(context) {
  const seen = inWindow(0);
  const chosen = state.chosen ? (state.chosen.node === undefined ? [...state.near.nodes] : [state.chosen.node]) : [];
  const cardsFor = [...new Set([...chosen, ...(pointedAt === null ? [] : [pointedAt])])];
  const taken = [];
  const half = outlineWidth() / 2;
  let named = 0;
  for (const number of cardsFor) taken.push(cardBox(number, stage.toWindow(placeOf(number))));
  context.font = `500 11px ${paint.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const first = seen.filter(({ number }) => state.near && state.near.nodes.has(number));
  for (const one of [...first, ...seen.slice(0, MOST_TRIED)]) {
    if (named >= MOST_NAMES) break;
    if (!isDim(one.number) && drawName(context, one, taken)) named += 1;
    if (taken.length < 3 * MOST_NAMES) taken.push({ left: one.x - half, right: one.x + half, top: one.y - half, bottom: one.y + half, number: one.number });
  }
  for (const number of cardsFor) {
    const { x, y } = stage.toWindow(placeOf(number));
    context.save();
    context.translate(x, y);
    context.scale(READABLE, READABLE);
    drawCard(context, number, 0, 0, number === pointedAt);
    context.restore();
  }
}
const cardBox = (number, { x, y }) => {
  const { width, height } = cards()[number];
  return { left: x - (width / 2) * READABLE, right: x + (width / 2) * READABLE, top: y - (height / 2) * READABLE, bottom: y + (height / 2) * READABLE, number };
};
function drawName(context, { number, x, y }, taken) {
  const name = [...spoken(DATA.things[number].name)];
  const most = /\p{Script=Han}/u.test(name.join("")) ? NAME.han : NAME.other;
  const text = name.length > most ? `${name.slice(0, most - 1).join("")}…` : name.join("");
  const width = nameWidth(context, text) + 8;
  const top = y + outlineWidth() / 2 + 1;
  const box = { left: x - width / 2, right: x + width / 2, top, bottom: top + 15, number };
  const meets = (other) => other.number === number || (other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top);
  if (box.left < 0 || box.right > byId("canvas").clientWidth || taken.some(meets)) return false;
  taken.push(box);
  context.lineWidth = 3;
  context.strokeStyle = paint.page;
  context.strokeText(text, x, top + 7.5);
  context.fillStyle = paint.ink;
  context.fillText(text, x, top + 7.5);
  return true;
}

const nameWidths = new Map();
function nameWidth(context, text) {
  if (!nameWidths.has(text)) nameWidths.set(text, context.measureText(text).width);
  return nameWidths.get(text);
}

// ---- what is under the pointer: a card or an outline, then a line where lines can be told apart

function hit({ x, y }) {
  const near = view.scale >= NEAR;
  let [best, least] = [null, near ? 1 : 14];
  for (const { number, ...at } of inWindow(300)) {
    const { width, height } = cards()[number];
    const inside = Math.abs(at.x - x) <= (width / 2) * view.scale && Math.abs(at.y - y) <= (height / 2) * view.scale;
    const far = near ? (inside ? 0 : 1) : Math.hypot(at.x - x, at.y - y);
    if (far < least) [best, least] = [number, far];
  }
  if (best !== null) return { node: best };
  const shown = state.near || state.filter;
  if (!near && !(shown && shown.edges.size < 60)) return null;
  const edge = DATA.links.findIndex((link, number) => (!shown || shown.edges.has(number)) && distance({ x, y }, link) < HOLD);
  return edge < 0 ? null : { edge };
}
function distance({ x, y }, { left, right }) {
  const [one, two] = [left, right].map((end) => stage.toWindow(placeOf(end)));
  const [across, down] = [two.x - one.x, two.y - one.y];
  const along = ((x - one.x) * across + (y - one.y) * down) / (across * across + down * down || 1);
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(x - one.x - at * across, y - one.y - at * down);
}
function point(found) {
  const node = found && found.node !== undefined ? found.node : null;
  const edge = found && found.edge !== undefined ? found.edge : null;
  byId("canvas").style.cursor = found ? "pointer" : "default";
  if (node === pointedAt && edge === state.hovered) return;
  pointedAt = node;
  hover(found && edge !== null ? { edge } : null);
}

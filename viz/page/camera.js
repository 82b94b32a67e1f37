"use strict";
// ---- where cards stand, and what is seen of them

const arrangement = () => DATA.layouts[state.mode].arrangements[state.arrangement];
const cards = () => DATA.layouts[state.mode].cards[arrangement().cards];
function chooseArrangement() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const all = DATA.layouts[state.mode].arrangements.map((one, number) => {
    const across = (width - MARGIN) / one.width;
    return { number, across, whole: Math.min(across, (height - MARGIN) / one.height), w: one.width, h: one.height, cards: one.cards };
  });
  const seenWhole = DATA.renderer === "webgl" && DATA.things.length > SEEN_WHOLE;
  const best = (found, by) => found.reduce((one, two) => (two[by] > one[by] ? two : one));
  if (seenWhole) return { ...best(all, "whole"), scale: best(all, "whole").whole, top: false };
  for (const set of DATA.layouts[state.mode].cards.keys()) {
    const found = all.filter((one) => one.cards === set);
    const whole = best(found, "whole");
    if (whole.whole >= READABLE) return { ...whole, scale: Math.min(whole.whole, LARGEST), top: false };
    const wide = found.filter((one) => one.across >= READABLE).pop();
    if (wide) return { ...wide, scale: Math.min(wide.across, 1), top: true };
  }
  const widest = best(all, "across");
  const suits = width > 640 ? best(all.filter((one) => one.cards === 0), "whole") : widest;
  return { ...suits, scale: Math.max(suits.across, SMALLEST), top: true };
}
function place(view) {
  state.arrangement = view.number;
  routes = [];
  stage.place();
}
function show() {
  const view = chooseArrangement();
  state.moved = false;
  place(view);
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const broad = view.w * view.scale > width;
  const high = view.h * view.scale > height;
  let x = broad ? (width / 2 - 10) / view.scale : view.w / 2;
  let y = view.top && high ? (height / 2 - 10) / view.scale : view.h / 2;
  if (DATA.view.layout === "sides" && cards() === DATA.layouts[state.mode].cards[0]) {
    const [middle, level] = arrangement().places[DATA.centre || 0];
    [x, y] = [broad ? middle : x, high ? level : y];
  }
  stage.move({ x, y, scale: view.scale });
  stage.moved();
}
function keep(corner, scale) {
  const { clientWidth, clientHeight } = byId("canvas");
  stage.move({ x: corner.x + clientWidth / 2 / scale, y: corner.y + clientHeight / 2 / scale, scale });
}
function zoom(factor) {
  const least = Math.min(0.1, wholeView().scale);
  stage.move({ ...stage.centre(), scale: Math.min(3, Math.max(least, stage.scale() * factor)) }, 150);
  readerMoved();
}
function wholeView() {
  const { width: w, height: h } = arrangement();
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  const scale = Math.min((width - MARGIN) / w, (height - MARGIN) / h, LARGEST);
  return { x: w / 2, y: h / 2, scale };
}
const showWhole = () => stage.move(wholeView(), 250);
// A reader's own panning ends at the edges; a card may have to come from below the panel.
function pan(right, down, { smooth = false } = {}) {
  if (!right && !down) return;
  const scale = stage.scale();
  const { x, y } = stage.centre();
  const { width: w, height: h } = arrangement();
  const within = (at, end) => (smooth ? at : Math.min(Math.max(at, 0), end));
  stage.move({ x: within(x + right / scale, w), y: within(y + down / scale, h), scale }, smooth ? 250 : 0);
  if (!smooth) readerMoved();
}
// The wheel scrolls, as on any page; with Ctrl, or two fingers, it zooms.
function wheel(event) {
  if (event.ctrlKey || event.metaKey) return;
  const unit = event.deltaMode === 1 ? 18 : 1;
  const sideways = event.shiftKey && !event.deltaX;
  pan((sideways ? event.deltaY : event.deltaX) * unit, sideways ? 0 : event.deltaY * unit);
  event.preventDefault();
  event.stopPropagation();
}
function boundsOf(numbers) {
  const scale = stage.scale();
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const number of numbers) {
    const { width, height } = cards()[number];
    const { x, y } = stage.toWindow(placeOf(number));
    bounds.left = Math.min(bounds.left, x - (width / 2) * scale);
    bounds.right = Math.max(bounds.right, x + (width / 2) * scale);
    bounds.top = Math.min(bounds.top, y - (height / 2) * scale);
    bounds.bottom = Math.max(bounds.bottom, y + (height / 2) * scale);
  }
  return bounds;
}
function bringIntoView(number, fly) {
  const canvas = byId("canvas");
  const panel = byId("panel").getBoundingClientRect();
  const frame = canvas.getBoundingClientRect();
  const beside = panel.width < frame.width;
  const right = beside ? frame.width - panel.width : frame.width;
  const bottom = beside ? frame.height : panel.top - frame.top;
  if (fly && stage.scale() < FAR) {
    const { x, y } = placeOf(number);
    return stage.move({ x: x + (frame.width - right) / 2 / CLOSE, y: y + (frame.height - bottom) / 2 / CLOSE, scale: CLOSE }, 300);
  }
  const whole = boundsOf([...state.near.nodes]);
  const fits = whole.right - whole.left < right - MARGIN && whole.bottom - whole.top < bottom - MARGIN;
  const { left, top, ...end } = fits ? whole : boundsOf([number]);
  const shift = (low, high, room) => (low < 0 ? low - MARGIN : high > room ? high + MARGIN - room : 0);
  pan(shift(left, end.right, right), shift(top, end.bottom, bottom), { smooth: true });
}
// Of a graph seen whole, what is looked for is brought so near that its card and those beside it are read.
const FAR = 0.42;
const CLOSE = READABLE;
const chosenCard = () => state.chosen && (state.chosen.node ?? DATA.links[state.chosen.edge].left);
function bringChosen() {
  if (state.chosen && state.face !== "list") bringIntoView(chosenCard(), false);
}

// ---- from card to card with the arrow keys

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function neighbourOf([right, down]) {
  const here = chosenCard();
  const from = here === null ? stage.centre() : placeOf(here);
  let best = null;
  let least = Infinity;
  arrangement().places.forEach(([x, y], number) => {
    const along = (x - from.x) * right + (y - from.y) * down;
    const aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right);
    const far = here === null ? Math.hypot(x - from.x, y - from.y) : along + 2.5 * aside;
    if (number === here || (here !== null && along < 1) || far >= least) return;
    [best, least] = [number, far];
  });
  return best;
}
function keyOnCanvas(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: showWhole, Enter: enterPanel }[event.key];
  const direction = DIRECTIONS[event.key];
  if (!act && !direction) return;
  event.preventDefault();
  if (act) return act();
  const next = neighbourOf(direction);
  if (next !== null) choose({ node: next });
}
function enterPanel() {
  const next = state.chosen || { node: neighbourOf([0, 0]) };
  cameFrom = byId("canvas");
  choose(next, { focus: true });
}

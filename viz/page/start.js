"use strict";
// ---- switches

function press(attribute, value) {
  for (const one of document.querySelectorAll(`[${attribute}]`)) one.setAttribute("aria-pressed", String(one.getAttribute(attribute) === value));
}
function setMode(mode) {
  state.mode = mode;
  root.dataset.mode = mode;
  root.lang = mode === "en" ? "en" : "zh-Hans";
  press("data-set-mode", mode);
  byId("query").placeholder = mode === "both" ? WORDS.search.join(" / ") : spoken(WORDS.search);
  fold();
  show();
  if (state.chosen) choose(state.chosen);
  remember();
}
function setFace(wanted) {
  const before = state.face;
  const face = stage.drawn ? wanted : "list";
  state.face = root.dataset.face = face;
  if (face !== "graph") fillTable();
  press("data-set-face", face);
  if (face !== "list" && face !== before) requestAnimationFrame(showAgain);
  remember();
}
// The size of the canvas is known only after the page is laid out.
function showAgain() {
  stage.fill();
  show();
  bringChosen();
}
function setTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  repaint();
}
function repaint() {
  readColours();
  stage.colour();
}
function pressedOn(event) {
  const target = event.target instanceof Element ? event.target.closest("[data-set-mode],[data-set-face],[data-thing]") : null;
  if (target === null) return;
  if (target.dataset.setMode) return setMode(target.dataset.setMode);
  if (target.dataset.setFace) return setFace(target.dataset.setFace);
  const inPanel = byId("panel").contains(target);
  if (!inPanel) cameFrom = target;
  choose({ node: Number(target.dataset.thing) }, { focus: inPanel || event.detail === 0 });
}
function keyAnywhere(event) {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "Escape" && state.chosen) close();
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  byId("query").focus();
  byId("query").select();
}
function listen() {
  document.addEventListener("click", pressedOn);
  document.addEventListener("keydown", keyAnywhere);
  const actions = { close, theme: setTheme, nearer: () => zoom(1.3), farther: () => zoom(1 / 1.3), whole: showWhole, "save-svg": saveSvg, "save-png": savePng };
  for (const [id, act] of Object.entries(actions)) byId(id).addEventListener("click", act);
  byId("canvas").addEventListener("keydown", keyOnCanvas);
  addEventListener("popstate", restore);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  listenToSearch();
  addEventListener("resize", fold);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  byId("canvas").addEventListener("wheel", wheel, { capture: true, passive: false });
  stage.listen();
}
// ---- start; a page that cannot draw keeps its table

function start() {
  restoring = true;
  root.classList.add("drawn");
  readColours();
  buildLegend();
  stage.start();
  byId("undrawn").hidden = stage.drawn;
  press("data-set-mode", state.mode);
  setFace("graph");
  stage.colour();
  fold();
  if (stage.drawn) show();
  listen();
  restore();
}
try {
  start();
} catch (error) {
  root.classList.remove("drawn");
  throw error;
}

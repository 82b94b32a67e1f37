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
  show();
  if (state.chosen) choose(state.chosen);
  remember();
}
function setFace(face) {
  const before = state.face;
  state.face = root.dataset.face = face;
  press("data-set-face", face);
  if (face !== "list" && face !== before) requestAnimationFrame(showAgain);
  remember();
}
// The size of the canvas is known only after the page is laid out.
function showAgain() {
  network.setSize("100%", "100%");
  network.redraw();
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
  colourEdges();
  network.redraw();
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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  byId("canvas").addEventListener("wheel", wheel, { capture: true, passive: false });
  listenToNetwork();
}
function listenToNetwork() {
  let width = innerWidth;
  network.on("resize", () => {
    // The library rescales the view after this event; ours comes a frame later.
    const scale = network.getScale();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const wider = innerWidth !== width;
    width = innerWidth;
    requestAnimationFrame(() => {
      if (wider) show();
      else keep(corner, scale);
      bringChosen();
    });
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose({ node: Number(node.slice(1)) });
    else choose(edge === undefined ? null : { edge: Number(edge.slice(1)) });
  });
  const cursor = (kind) => () => (byId("canvas").style.cursor = kind);
  network.on("hoverEdge", ({ edge }) => {
    state.hovered = Number(edge.slice(1));
    network.redraw();
  });
  network.on("blurEdge", () => {
    state.hovered = null;
    network.redraw();
  });
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, cursor("pointer"));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, cursor("default"));
}

// ---- start; a page that cannot draw keeps its table

function start() {
  const options = DATA.network.options;
  options.nodes.ctxRenderer = render;
  root.classList.add("drawn");
  root.dataset.face = "graph";
  readColours();
  buildLegend();
  nodes = new vis.DataSet(DATA.network.nodes);
  edges = new vis.DataSet(DATA.network.edges);
  network = new vis.Network(byId("canvas"), { nodes, edges }, options);
  network.on("beforeDrawing", drawBlocks);
  network.on("afterDrawing", drawLabels);
  press("data-set-mode", state.mode);
  press("data-set-face", "graph");
  colourEdges();
  show();
  listen();
  restore();
}
try {
  start();
} catch (error) {
  root.classList.remove("drawn");
  throw error;
}

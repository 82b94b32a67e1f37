"use strict";
// ---- the stage on a canvas: vis-network, which calls back for our cards

let network, nodes;
const stage = {
  drawn: true,
  start() {
    const options = DATA.network.options;
    options.nodes.ctxRenderer = render;
    nodes = new vis.DataSet(DATA.network.nodes);
    network = new vis.Network(byId("canvas"), { nodes, edges: [] }, options);
    network.on("beforeDrawing", drawBehind);
    network.on("afterDrawing", drawLabels);
  },
  scale: () => network.getScale(),
  centre: () => network.getViewPosition(),
  toWindow: (point) => network.canvasToDOM(point),
  move({ x, y, scale }, duration = 0) {
    network.moveTo({ position: { x, y }, scale, ...(duration ? { animation: { duration } } : {}) });
  },
  // The library leaves out what was outside when it was last drawn; the next frame knows better.
  moved: () => requestAnimationFrame(() => network.redraw()),
  place() {
    nodes.update(arrangement().places.map(([x, y], number) => ({ id: `n${number}`, x, y })));
  },
  colour: () => network.redraw(),
  redraw: () => network.redraw(),
  fill() {
    network.setSize("100%", "100%");
    network.redraw();
  },
  listen() {
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
    network.on("click", ({ nodes: [node], pointer }) => {
      const edge = node === undefined ? linkAt(pointer.canvas, network.getScale()) : null;
      if (node !== undefined) choose({ node: Number(node.slice(1)) });
      else choose(edge === null ? null : { edge });
    });
    byId("canvas").addEventListener("mousemove", pointer);
    byId("canvas").addEventListener("mouseleave", () => state.hovered !== null && hover(null));
    for (const name of ["dragEnd", "zoom"]) network.on(name, readerMoved);
  },
};
function drawBehind(context) {
  drawBlocks(context);
  drawLinks(context);
}
// What is under the pointer is looked up once a frame.
let looking = false;
function pointer({ clientX, clientY, buttons }) {
  if (buttons || looking) return;
  looking = true;
  requestAnimationFrame(() => {
    looking = false;
    const { left, top } = byId("canvas").getBoundingClientRect();
    const at = { x: clientX - left, y: clientY - top };
    const node = network.getNodeAt(at);
    const edge = node === undefined ? linkAt(network.DOMtoCanvas(at), network.getScale()) : null;
    byId("canvas").style.cursor = node === undefined && edge === null ? "default" : "pointer";
    if (edge !== state.hovered) hover(edge === null ? null : { edge });
  });
}
function render({ ctx, id, x, y, state: { hover } }) {
  const number = Number(id.slice(1));
  const { width, height } = cards()[number];
  return { drawNode: () => drawCard(ctx, number, x, y, hover), nodeDimensions: { width, height } };
}

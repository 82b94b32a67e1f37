"use strict";
// ---- the stage on a canvas: vis-network, which calls back for our cards

let network, nodes, edges;
const stage = {
  drawn: true,
  start() {
    const options = DATA.network.options;
    options.nodes.ctxRenderer = render;
    nodes = new vis.DataSet(DATA.network.nodes);
    edges = new vis.DataSet(DATA.network.edges);
    network = new vis.Network(byId("canvas"), { nodes, edges }, options);
    network.on("beforeDrawing", drawBlocks);
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
    const curves = { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.8 };
    network.setOptions({ edges: { smooth: arrangement().curved ? curves : false } });
    nodes.update(arrangement().places.map(([x, y], number) => ({ id: `n${number}`, x, y })));
  },
  colour() {
    edges.update(
      DATA.links.map((_, number) => {
        const { colour, opacity } = lookOf(number);
        return { id: `e${number}`, color: { color: colour, highlight: colour, hover: paint.accent, opacity } };
      }),
    );
    network.redraw();
  },
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
    network.on("click", ({ nodes: [node], edges: [edge] }) => {
      if (node !== undefined) choose({ node: Number(node.slice(1)) });
      else choose(edge === undefined ? null : { edge: Number(edge.slice(1)) });
    });
    const cursor = (kind) => () => (byId("canvas").style.cursor = kind);
    network.on("hoverEdge", ({ edge }) => hover({ edge: Number(edge.slice(1)) }));
    network.on("blurEdge", () => hover(null));
    for (const name of ["hoverNode", "hoverEdge"]) network.on(name, cursor("pointer"));
    for (const name of ["blurNode", "blurEdge"]) network.on(name, cursor("default"));
    for (const name of ["dragEnd", "zoom"]) network.on(name, readerMoved);
  },
};
function render({ ctx, id, x, y, state: { hover } }) {
  const number = Number(id.slice(1));
  const { width, height } = cards()[number];
  return { drawNode: () => drawCard(ctx, number, x, y, hover), nodeDimensions: { width, height } };
}

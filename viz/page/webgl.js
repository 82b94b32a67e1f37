"use strict";
// ---- the stage in WebGL: sigma.js, for more things than a canvas can draw while it is panned.
// Far off, a thing is the outline of its kind, with names where there is room for them; near by it
// is its card, as on any other page. What is chosen or pointed at is drawn on top.

const NEAR = 0.42; // the scale from which on cards are drawn in place of outlines, as FAR of the camera
const MOST_NAMES = 140;
const MOST_TRIED = 1500; // things whose names are tried for room
const NAME = { han: 14, other: 26 }; // characters of a name that stands alone
const ATLAS = { side: 512, cell: 64, outline: 46 };
const HOLD = 5; // pixels beside a line that still hit it
const SLOW = 60; // milliseconds between frames, above which a moving picture leaves lines out
const UNUSED = ["edgeLabels", "labels", "hovers", "hoverNodes"]; // layers of sigma, which cost time even empty

let surface = null; // what sigma made; null where the browser has no WebGL
let view = { x: 0, y: 0, scale: 1 };
let steering = false; // the page moves the camera, not the reader
let pointedAt = null;
const pace = { moved: -Infinity, drawn: -Infinity, took: 0, slow: 0, timer: 0 };
let order = []; // things, the most spoken of first

const stage = {
  drawn: true,
  start() {
    const probe = document.createElement("canvas");
    if (!(probe.getContext("webgl2") || probe.getContext("webgl")) || typeof sigma === "undefined") {
      stage.drawn = false;
      return;
    }
    const degree = DATA.things.map(() => 0);
    for (const { left, right } of DATA.links) for (const end of [left, right]) degree[end] += 1;
    order = DATA.things.map((_, number) => number).sort((one, two) => degree[two] - degree[one] || one - two);
    surface = new sigma.Sigma(graphOf(), byId("canvas"), settings());
    surface.createCanvasContext("blocks", { beforeLayer: "edges" });
    surface.createCanvasContext("over", { beforeLayer: "mouse" });
    for (const layer of UNUSED) surface.getCanvases()[layer].style.display = "none";
    surface.on("afterRender", drawBehindAndOver);
    surface.on("afterRender", keepPace);
    surface.getCamera().on("updated", seen);
  },
  scale: () => view.scale,
  centre: () => ({ x: view.x, y: view.y }),
  toWindow({ x, y }) {
    const { clientWidth, clientHeight } = byId("canvas");
    return { x: clientWidth / 2 + (x - view.x) * view.scale, y: clientHeight / 2 + (y - view.y) * view.scale };
  },
  move(to, duration = 0) {
    if (!surface) return;
    const state = cameraAt(to);
    steering = true;
    if (duration) return surface.getCamera().animate(state, { duration }, () => (steering = false));
    surface.getCamera().setState(state);
    seen(state); // a picture seen whole has the same state in each language, at another scale
    steering = false;
  },
  moved: () => {},
  place() {
    if (!surface) return;
    const { places, width, height } = arrangement();
    surface.setCustomBBox({ x: [0, width], y: [-height, 0] });
    surface.getGraph().updateEachNodeAttributes((node, now) => ({ ...now, x: places[node][0], y: -places[node][1] }));
    surface.refresh();
  },
  colour() {
    if (!surface) return;
    const graph = surface.getGraph();
    graph.updateEachNodeAttributes((node, now) => ({ ...now, color: colourOf(Number(node)) }));
    graph.updateEachEdgeAttributes((edge, now) => {
      const { colour, opacity } = lookOf(Number(edge));
      return { ...now, color: mixed(colour, paint.page, opacity) };
    });
  },
  redraw: () => surface && surface.scheduleRender(),
  fill: () => surface && surface.refresh(),
  listen() {
    if (!surface) return;
    new ResizeObserver(resized).observe(byId("canvas"));
    surface.on("clickStage", ({ event }) => choose(hit(event), { fly: false }));
    byId("canvas").addEventListener("mousemove", ({ clientX, clientY, buttons }) => {
      const { left, top } = byId("canvas").getBoundingClientRect();
      if (!buttons) point(hit({ x: clientX - left, y: clientY - top }));
    });
    byId("canvas").addEventListener("mouseleave", () => point(null));
  },
};

// ---- sigma's camera, in the terms of the others: the middle of what is seen, and pixels per unit

const pixelsPerFrame = () => {
  const cameraState = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
  const [one, two] = [0, 1].map((x) => surface.framedGraphToViewport({ x, y: 0.5 }, { cameraState }));
  return two.x - one.x;
};
function cameraAt({ x, y, scale = view.scale }) {
  const { width, height } = arrangement();
  const side = Math.max(width, height);
  return { x: 0.5 + (x - width / 2) / side, y: 0.5 - (y - height / 2) / side, angle: 0, ratio: pixelsPerFrame() / (side * scale) };
}
function seen({ x, y, ratio }) {
  const { width, height } = arrangement();
  const side = Math.max(width, height);
  view = { x: width / 2 + (x - 0.5) * side, y: height / 2 - (y - 0.5) * side, scale: pixelsPerFrame() / (side * ratio) };
  if (!steering) readerMoved();
  pace.moved = performance.now();
  clearTimeout(pace.timer);
  pace.timer = setTimeout(() => surface.scheduleRender(), stillFor() + 50);
}
// Without a graphics card thousands of long lines are too much for every frame: after three slow
// frames the faint ones are left out while the picture moves, after six all of them.
function keepPace() {
  const now = performance.now();
  const between = now - pace.drawn;
  if (isMoving() && between < 4000) {
    pace.took = between;
    pace.slow += between > SLOW ? 1 : 0;
  }
  pace.drawn = now;
}
// How long after its last move a picture counts as moving: longer than one frame takes.
const stillFor = () => Math.max(400, Math.min(4000, 2 * pace.took));
const isMoving = () => performance.now() - pace.moved < stillFor();
let lastWidth = innerWidth;
let lastSize = "";
function resized([{ contentRect }]) {
  const size = `${contentRect.width} ${contentRect.height}`;
  if (size === lastSize || !lastSize) return void (lastSize = size); // the first report is of what is known
  lastSize = size;
  const kept = view;
  surface.resize(true);
  if (innerWidth === lastWidth) stage.move(kept);
  else show();
  lastWidth = innerWidth;
  surface.scheduleRender();
  bringChosen();
}

// ---- the graph, and the two programs that draw it

function graphOf() {
  const graph = new sigma.Graph({ multi: false, type: "directed" });
  const { places } = arrangement();
  DATA.things.forEach(({ kind, scale }, number) => graph.addNode(number, { x: places[number][0], y: -places[number][1], size: scale, kind, color: "#888" }));
  DATA.links.forEach(({ left, right, statements, main }, number) => {
    const { width, dashes } = DATA.relations[statements[0].relation];
    graph.addEdgeWithKey(number, left, right, { type: main ? "line" : "faint", size: width, dashes: [dashes[0] || 0, dashes[1] || 0], color: "#888" });
  });
  return graph;
}
function settings() {
  const { Outlines, Lines, Faint } = programs();
  return {
    allowInvalidContainer: true,
    stagePadding: 0,
    renderLabels: false,
    enableCameraRotation: false,
    defaultNodeType: "outline",
    defaultEdgeType: "line",
    nodeProgramClasses: { outline: Outlines },
    nodeHoverProgramClasses: {},
    edgeProgramClasses: { faint: Faint, line: Lines },
    defaultDrawNodeHover: () => {},
    minCameraRatio: 0.002,
    maxCameraRatio: 3,
  };
}
// The outlines of all kinds in one picture, from which the graphics card takes them.
function atlas() {
  const canvas = element("canvas", { width: ATLAS.side, height: ATLAS.side });
  const context = canvas.getContext("2d");
  const across = ATLAS.side / ATLAS.cell;
  outlines.forEach((outline, number) => {
    const margin = (ATLAS.cell - ATLAS.outline) / 2;
    context.setTransform(ATLAS.outline / 24, 0, 0, ATLAS.outline / 24, (number % across) * ATLAS.cell + margin, Math.floor(number / across) * ATLAS.cell + margin);
    context.fill(outline, "evenodd");
  });
  return canvas;
}
const outlineWidth = () => Math.max(5, Math.min(18, 58 * view.scale));

// Pointing is worked out here and not with a second picture for the graphics card, so that one stays empty.
const POINT_SHADER = `
  attribute vec2 a_position; attribute float a_size; attribute vec4 a_color; attribute float a_kind;
  uniform mat3 u_matrix; uniform float u_width; uniform float u_across;
  varying vec4 v_color; varying vec2 v_cell;
  void main() {
    gl_Position = vec4((u_matrix * vec3(a_position, 1.0)).xy, 0.0, 1.0);
    gl_PointSize = a_size * u_width;
    v_color = a_color;
    v_cell = vec2(mod(a_kind, u_across), floor(a_kind / u_across));
    #ifdef PICKING_MODE
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    #endif
  }`;
const POINT_COLOUR = `
  precision highp float;
  varying vec4 v_color; varying vec2 v_cell;
  uniform sampler2D u_atlas; uniform float u_across;
  void main() {
    gl_FragColor = vec4(v_color.rgb, 1.0) * texture2D(u_atlas, (v_cell + gl_PointCoord) / u_across).a;
  }`;
const LINE_SHADER = `
  attribute vec2 a_start; attribute vec2 a_end; attribute float a_width; attribute vec2 a_dash; attribute vec4 a_color;
  attribute float a_far; attribute float a_side;
  uniform mat3 u_matrix; uniform vec2 u_window;
  varying vec4 v_color; varying vec2 v_dash; varying float v_along; varying float v_aside; varying float v_half;
  void main() {
    vec2 start = (u_matrix * vec3(a_start, 1.0)).xy * u_window / 2.0;
    vec2 end = (u_matrix * vec3(a_end, 1.0)).xy * u_window / 2.0;
    vec2 along = end - start;
    float size = max(length(along), 0.0001);
    v_half = a_width / 2.0;
    v_aside = a_side * (v_half + 0.5);
    v_along = a_far * size;
    v_dash = a_dash;
    v_color = a_color;
    vec2 at = mix(start, end, a_far) + vec2(-along.y, along.x) / size * v_aside;
    gl_Position = vec4(at * 2.0 / u_window, 0.0, 1.0);
  }`;
const LINE_COLOUR = `
  precision highp float;
  varying vec4 v_color; varying vec2 v_dash; varying float v_along; varying float v_aside; varying float v_half;
  void main() {
    if (v_dash.x > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
    gl_FragColor = vec4(v_color.rgb, 1.0) * clamp(v_half + 0.5 - abs(v_aside), 0.0, 1.0);
  }`;
function programs() {
  const { FLOAT, UNSIGNED_BYTE, POINTS, TRIANGLES } = WebGLRenderingContext;
  const colour = { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true };
  const floats = (name, size) => ({ name, size, type: FLOAT });
  class Outlines extends sigma.NodeProgram {
    getDefinition() {
      const ATTRIBUTES = [floats("a_position", 2), floats("a_size", 1), floats("a_kind", 1), colour];
      return { VERTICES: 1, VERTEX_SHADER_SOURCE: POINT_SHADER, FRAGMENT_SHADER_SOURCE: POINT_COLOUR, METHOD: POINTS, UNIFORMS: ["u_matrix", "u_width", "u_across", "u_atlas"], ATTRIBUTES };
    }
    processVisibleItem(_, start, { x, y, size, kind, color }) {
      this.array.set([x, y, size, kind, sigma.floatColor(color)], start);
    }
    setUniforms({ matrix, pixelRatio }, { gl, uniformLocations }) {
      this.texture = boundTexture(gl, this.texture);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
      gl.uniform1f(uniformLocations.u_width, view.scale < NEAR ? outlineWidth() * pixelRatio * 1.3 : 0);
      gl.uniform1f(uniformLocations.u_across, ATLAS.side / ATLAS.cell);
      gl.uniform1i(uniformLocations.u_atlas, 0);
    }
  }
  class Lines extends sigma.EdgeProgram {
    getDefinition() {
      const ATTRIBUTES = [floats("a_start", 2), floats("a_end", 2), floats("a_width", 1), floats("a_dash", 2), colour];
      const corners = [[0, -1], [0, 1], [1, -1], [1, -1], [0, 1], [1, 1]];
      return { VERTICES: 6, VERTEX_SHADER_SOURCE: LINE_SHADER, FRAGMENT_SHADER_SOURCE: LINE_COLOUR, METHOD: TRIANGLES, UNIFORMS: ["u_matrix", "u_window"], ATTRIBUTES, CONSTANT_ATTRIBUTES: [floats("a_far", 1), floats("a_side", 1)], CONSTANT_DATA: corners };
    }
    processVisibleItem(_, start, one, two, { size, dashes, color }) {
      this.array.set([one.x, one.y, two.x, two.y, size, ...dashes, sigma.floatColor(color)], start);
    }
    setUniforms({ matrix, width, height }, { gl, uniformLocations }) {
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
      gl.uniform2f(uniformLocations.u_window, width, height);
    }
  }
  const unhurried = (slow) =>
    class extends Lines {
      render(params) {
        if (pace.slow < slow || !isMoving()) super.render(params);
      }
    };
  return { Outlines, Lines: unhurried(6), Faint: unhurried(3) };
}
// sigma binds a texture of its own before each frame.
function boundTexture(gl, made) {
  const texture = made || gl.createTexture();
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  if (made) return made;
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlas());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.generateMipmap(gl.TEXTURE_2D);
  return texture;
}

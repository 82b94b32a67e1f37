"use strict";
(() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const READABLE = 0.74; // the smallest scale at which a card can be read
  const RINGS = 0.6; // the same for rings, which are seen whole
  const SMALLEST = 0.56; // what is wider still is panned
  const LARGEST = 1.2; // the largest scale to begin with
  const WORDS = {
    paragraphs: ["报告段落", "Paragraphs of the report"],
    more: ["报告还说", "The report also says"],
    figures: ["数值", "Figures"],
    derived: ["（推算）", "(derived)"],
    known: ["（通用知识；段落仅提及）", "(common knowledge; the paragraphs only name it)"],
    aliases: ["又名：", "Also called: "],
    link: ["关系", "link"],
    many: ["（集合）", "(collective)"],
  };
  const MARGIN = 20;
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const state = { mode: DATA.mode, arrangement: 0, hovered: null, chosen: null, near: null, filter: null };
  const outlines = DATA.kinds.map((style) => new Path2D(style.path));
  let paint = {};
  let network, nodes, edges;

  // ---- small pieces of the page; text is only ever set as text

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }
  const bilingual = ([zh, en]) => {
    const both = document.createDocumentFragment();
    both.append(element("bdi", { class: "zh", lang: "zh" }, zh), " ", element("bdi", { class: "en", lang: "en" }, en));
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

  // ---- cards

  function rounded(context, x, y, width, height, radius) {
    context.beginPath();
    context.roundRect(x, y, width, height, radius);
  }
  function isDim(number) {
    const shown = state.near || state.filter;
    return shown !== null && !shown.nodes.has(number);
  }
  function drawCard(context, number, x, y, hover) {
    const { lines, small, scale, ...size } = cards()[number];
    const width = size.width / scale;
    const height = size.height / scale;
    const thing = DATA.things[number];
    const { solid } = DATA.kinds[thing.kind];
    const colour = paint.kinds[thing.kind];
    const left = -width / 2;
    const top = -height / 2;
    const chosen = state.chosen && state.chosen.node === number;
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    context.setLineDash([]);
    if (thing.collective) {
      rounded(context, left + 3.5, top + 3.5, width, height, 8);
      context.fillStyle = paint.block;
      context.fill();
      context.globalAlpha = isDim(number) ? 0.25 : 0.8;
      context.strokeStyle = colour;
      context.lineWidth = 1.4;
      context.stroke();
      context.globalAlpha = 1;
    }
    rounded(context, left, top, width, height, 8);
    context.fillStyle = paint.block;
    context.fill();
    context.globalAlpha = isDim(number) ? 0.22 : 1;
    context.fillStyle = solid ? colour : paint.surface;
    context.fill();
    context.strokeStyle = chosen || hover ? paint.accent : colour;
    context.lineWidth = chosen ? 3.5 : hover ? 2.5 : 1.4;
    context.stroke();
    drawGlyph(context, thing.kind, left + DATA.metrics.pad, 0, solid ? paint["on-solid"] : colour);
    drawText(context, lines, small, left, 0, width, solid);
    context.globalAlpha = 1;
    context.restore();
  }
  function drawGlyph(context, style, left, y, colour) {
    context.save();
    context.translate(left, y - 7.5);
    context.scale(15 / 24, 15 / 24);
    context.fillStyle = colour;
    context.fill(outlines[style], "evenodd");
    context.restore();
  }
  function drawText(context, lines, small, left, y, width, solid) {
    const { font, small: tiny, leading, tight, pad, icon } = DATA.metrics;
    const room = width - 2 * pad - icon + 4;
    const start = left + pad + icon;
    let at = y - (lines.length * leading + small.length * tight) / 2;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.direction = "ltr";
    context.fillStyle = solid ? paint["on-solid"] : paint.ink;
    context.font = `${solid ? 600 : 400} ${font}px ${paint.font}`;
    for (const line of lines) {
      context.fillText(line, start, at + leading / 2, room);
      at += leading;
    }
    context.font = `400 ${tiny}px ${paint.font}`;
    for (const line of small) {
      context.fillText(line, start, at + tight / 2, room);
      at += tight;
    }
  }
  function render({ ctx, id, x, y, state: { hover } }) {
    const number = Number(id.slice(1));
    const { width, height } = cards()[number];
    return { drawNode: () => drawCard(ctx, number, x, y, hover), nodeDimensions: { width, height } };
  }
  function drawBlocks(context) {
    context.fillStyle = paint.block;
    for (const [x, y, width, height] of arrangement().blocks) {
      rounded(context, x, y, width, height, 14);
      context.fill();
    }
  }

  // ---- what a link says, written on it

  const spoken = ([zh, en]) => (state.mode === "en" ? en : zh);
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
  function drawLabel(context, number) {
    const link = DATA.links[number];
    const one = network.getPosition(`n${link.left}`);
    const other = network.getPosition(`n${link.right}`);
    const lines = labelOf(link);
    context.font = `400 11px ${paint.font}`;
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 10;
    const height = 14 * lines.length + 4;
    const x = (one.x + other.x) / 2;
    const y = (one.y + other.y) / 2;
    rounded(context, x - width / 2, y - height / 2, width, height, 5);
    context.globalAlpha = 0.94;
    context.fillStyle = paint.surface;
    context.fill();
    context.globalAlpha = 1;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = paint.ink;
    lines.forEach((line, at) => context.fillText(line, x, y - height / 2 + 9 + 14 * at));
  }
  function drawLabels(context) {
    const all = DATA.view.labelled ? DATA.links.keys() : [];
    const few = state.near && state.near.edges.size <= 8 ? state.near.edges : [];
    const shown = new Set([...all, ...few]);
    if (state.hovered !== null) shown.add(state.hovered);
    for (const number of shown) drawLabel(context, number);
  }

  // ---- where cards stand, and what is seen of them

  const arrangement = () => DATA.layouts[state.mode].arrangements[state.arrangement];
  const cards = () => DATA.layouts[state.mode].cards[arrangement().cards];
  function chooseArrangement() {
    const { clientWidth: width, clientHeight: height } = byId("canvas");
    const all = DATA.layouts[state.mode].arrangements.map((one, number) => {
      const across = (width - MARGIN) / one.width;
      return { number, across, whole: Math.min(across, (height - MARGIN) / one.height), w: one.width, h: one.height, cards: one.cards };
    });
    const best = (found, by) => found.reduce((one, two) => (two[by] > one[by] ? two : one));
    for (const set of DATA.layouts[state.mode].cards.keys()) {
      const found = all.filter((one) => one.cards === set);
      const readable = DATA.view.layout === "radial" && set === 0 ? RINGS : READABLE;
      const whole = best(found, "whole");
      if (whole.whole >= readable) return { ...whole, scale: Math.min(whole.whole, LARGEST), top: false };
      const wide = found.filter((one) => one.across >= readable).pop();
      if (wide) return { ...wide, scale: Math.min(wide.across, 1), top: true };
    }
    const widest = best(all, "across");
    const suits = width > 640 ? best(all.filter((one) => one.cards === 0), "whole") : widest;
    return { ...suits, scale: Math.max(suits.across, SMALLEST), top: true };
  }
  function place(view) {
    state.arrangement = view.number;
    const curves = { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.8 };
    network.setOptions({ edges: { smooth: arrangement().curved ? curves : false } });
    nodes.update(arrangement().places.map(([x, y], number) => ({ id: `n${number}`, x, y })));
  }
  function show() {
    const view = chooseArrangement();
    place(view);
    const { clientWidth: width, clientHeight: height } = byId("canvas");
    const broad = view.w * view.scale > width;
    const high = view.h * view.scale > height;
    let x = broad ? (width / 2 - 10) / view.scale : view.w / 2;
    let y = view.top && high ? (height / 2 - 10) / view.scale : view.h / 2;
    if (DATA.view.layout === "radial" && view.top && cards() === DATA.layouts[state.mode].cards[0]) [x, y] = arrangement().places[DATA.centre || 0];
    network.moveTo({ position: { x, y }, scale: view.scale });
    // The library leaves out what was outside when it was last drawn; the next frame knows better.
    requestAnimationFrame(() => network.redraw());
  }
  function keep(corner, scale) {
    const { clientWidth, clientHeight } = byId("canvas");
    const position = { x: corner.x + clientWidth / 2 / scale, y: corner.y + clientHeight / 2 / scale };
    network.moveTo({ position, scale });
  }
  function zoom(factor) {
    network.moveTo({ scale: Math.min(3, Math.max(0.1, network.getScale() * factor)), animation: { duration: 150 } });
  }
  function showWhole() {
    const { width: w, height: h } = arrangement();
    const { clientWidth: width, clientHeight: height } = byId("canvas");
    const scale = Math.min((width - MARGIN) / w, (height - MARGIN) / h, LARGEST);
    network.moveTo({ position: { x: w / 2, y: h / 2 }, scale, animation: { duration: 250 } });
  }
  function pan(right, down, smooth) {
    if (!right && !down) return;
    const scale = network.getScale();
    const { x, y } = network.getViewPosition();
    const { width: w, height: h } = arrangement();
    const within = (at, end) => Math.min(Math.max(at, 0), end);
    const move = { position: { x: within(x + right / scale, w), y: within(y + down / scale, h) }, scale };
    network.moveTo(smooth ? { ...move, animation: { duration: 250 } } : move);
  }
  // The wheel scrolls, as on any page; with Ctrl, or two fingers, it zooms.
  function wheel(event) {
    if (event.ctrlKey || event.metaKey) return;
    const unit = event.deltaMode === 1 ? 18 : 1;
    const sideways = event.shiftKey && !event.deltaX;
    pan((sideways ? event.deltaY : event.deltaX) * unit, sideways ? 0 : event.deltaY * unit, false);
    event.preventDefault();
    event.stopPropagation();
  }
  function boundsOf(numbers) {
    const scale = network.getScale();
    const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const number of numbers) {
      const { width, height } = cards()[number];
      const { x, y } = network.canvasToDOM(network.getPosition(`n${number}`));
      bounds.left = Math.min(bounds.left, x - (width / 2) * scale);
      bounds.right = Math.max(bounds.right, x + (width / 2) * scale);
      bounds.top = Math.min(bounds.top, y - (height / 2) * scale);
      bounds.bottom = Math.max(bounds.bottom, y + (height / 2) * scale);
    }
    return bounds;
  }
  function bringIntoView(number) {
    const canvas = byId("canvas");
    const panel = byId("panel").getBoundingClientRect();
    const frame = canvas.getBoundingClientRect();
    const beside = panel.width < frame.width;
    const right = beside ? frame.width - panel.width : frame.width;
    const bottom = beside ? frame.height : panel.top - frame.top;
    const whole = boundsOf([...state.near.nodes]);
    const fits = whole.right - whole.left < right - MARGIN && whole.bottom - whole.top < bottom - MARGIN;
    const { left, top, ...end } = fits ? whole : boundsOf([number]);
    const shift = (low, high, room) => (low < 0 ? low - MARGIN : high > room ? high + MARGIN - room : 0);
    pan(shift(left, end.right, right), shift(top, end.bottom, bottom), true);
  }

  // ---- edges

  function colourEdges() {
    const shown = state.near || state.filter;
    edges.update(
      DATA.links.map(({ left, main }, number) => {
        const dim = shown !== null && !shown.edges.has(number);
        const chosen = state.chosen && state.chosen.edge === number;
        const colour = chosen ? paint.accent : dim ? paint.line : paint.kinds[DATA.things[left].kind];
        return { id: `e${number}`, color: { color: colour, highlight: colour, hover: paint.accent, opacity: dim ? 0.5 : main || shown !== null ? 0.8 : 0.16 } };
      }),
    );
  }

  // ---- choosing

  function around(chosen) {
    const near = { nodes: new Set(), edges: new Set() };
    DATA.links.forEach(({ left, right }, number) => {
      if (chosen.edge === number || chosen.node === left || chosen.node === right) {
        near.edges.add(number);
        near.nodes.add(left).add(right);
      }
    });
    return near;
  }
  function choose(chosen) {
    state.chosen = chosen;
    state.near = chosen && around(chosen);
    byId("panel").hidden = chosen === null;
    if (chosen) {
      byId("detail").replaceChildren(...(chosen.node === undefined ? linkDetail(chosen.edge) : thingDetail(chosen.node)));
      byId("panel").scrollTop = 0;
      if (chosen.node !== undefined && root.dataset.face === "graph") bringIntoView(chosen.node);
    }
    colourEdges();
    network.redraw();
  }
  const paragraphs = (numbers) =>
    numbers.map((number) => {
      const { number: label, heading: words } = DATA.paragraphs[number];
      return element("span", { class: "paragraph", title: words.join(" · ") }, `§ ${label}`);
    });
  const button = (number) =>
    element("button", { type: "button", class: "thing", "data-thing": number }, glyph(DATA.things[number].kind, 11), " ", bilingual(DATA.things[number].name));
  const heading = (words) => element("h3", {}, bilingual(words));

  function nameOf({ name: [zh, en] }) {
    const first = element("h2", { lang: "zh" }, zh);
    const other = element("p", { class: "other", lang: "en" }, en);
    if (state.mode !== "en") return zh === en ? [first] : [first, other];
    return [element("h2", { lang: "en" }, en), element("p", { class: "other", lang: "zh" }, zh)];
  }
  function thingDetail(number) {
    const thing = DATA.things[number];
    const kind = element("div", { class: "kind" }, glyph(thing.kind), element("span", {}, bilingual(DATA.kinds[thing.kind].name)));
    if (thing.collective) kind.append(element("span", {}, bilingual(WORDS.many)));
    const parts = [kind, ...nameOf(thing), element("code", {}, thing.curie)];
    if (thing.aliases.length) parts.push(element("p", { class: "aliases" }, bilingual(WORDS.aliases), element("bdi", {}, thing.aliases.join(" · "))));
    const stated = DATA.links.filter(({ left, right }) => left === number || right === number).flatMap(({ statements }) => statements);
    const places = [...stated, ...thing.facts, ...thing.figures].flatMap((one) => one.paragraphs);
    return [...parts, ...figuresOf(thing), ...statedHere(number), ...statedElse(thing), ...headings(places)];
  }
  function figuresOf(thing) {
    if (!thing.figures.length) return [];
    const rows = thing.figures.map((one) =>
      element(
        "li",
        {},
        element("strong", {}, bilingual(one.value)),
        element("span", { class: "value" }, bilingual(one.of), one.interval ? ` ${one.interval} ` : " ", one.derived ? bilingual(WORDS.derived) : ""),
        ...paragraphs(one.paragraphs),
      ),
    );
    return [heading(WORDS.figures), element("ul", {}, ...rows)];
  }
  const known = (stated) => (stated.said ? [] : [element("span", { class: "relation" }, bilingual(WORDS.known))]);
  const through = (stated) => stated.through.map((one) => element("span", { class: "value" }, bilingual(one)));
  function statedHere(number) {
    const groups = new Map();
    for (const { left, right, statements } of DATA.links) {
      if (left !== number && right !== number) continue;
      for (const stated of statements) {
        const way = stated.forward === (left === number) ? "name" : "inverse";
        const key = `${stated.relation} ${way}`;
        if (!groups.has(key)) groups.set(key, { words: DATA.relations[stated.relation][way], rows: [] });
        const other = button(left === number ? right : left);
        groups.get(key).rows.push(element("li", {}, other, ...paragraphs(stated.paragraphs), ...through(stated), ...known(stated)));
      }
    }
    return [...groups.values()].flatMap(({ words, rows }) => [heading(words), element("ul", {}, ...rows)]);
  }
  function statedElse(thing) {
    if (!thing.facts.length) return [];
    const rows = thing.facts.map((fact) =>
      element("li", {}, element("span", { class: "relation" }, bilingual(fact.relation)), element("span", { class: "value" }, bilingual(fact.value)), ...paragraphs(fact.paragraphs)),
    );
    return [heading(WORDS.more), element("ul", {}, ...rows)];
  }
  function linkDetail(number) {
    const { left, right, statements } = DATA.links[number];
    const rows = statements.map((stated) =>
      element("li", {}, element("span", { class: "value" }, bilingual(reading(stated))), ...paragraphs(stated.paragraphs), ...through(stated), ...known(stated)),
    );
    return [
      element("div", { class: "kind" }, bilingual(WORDS.link)),
      element("ul", {}, element("li", {}, button(left))),
      element("ul", {}, ...rows),
      element("ul", {}, element("li", {}, button(right))),
      ...headings(statements.flatMap((stated) => stated.paragraphs)),
    ];
  }
  function headings(places) {
    const numbers = [...new Set(places)].sort((one, two) => one - two);
    const row = (number) => element("li", { class: "place" }, ...paragraphs([number]), element("span", {}, bilingual(DATA.paragraphs[number].heading)));
    return numbers.length ? [heading(WORDS.paragraphs), element("ul", {}, ...numbers.map(row))] : [];
  }

  // ---- legend: what is there, and a way to see it alone

  function filterBy(key, pick) {
    const same = state.filter && state.filter.key === key;
    state.filter = same ? null : { key, ...pick() };
    for (const one of byId("legend").querySelectorAll("button")) one.setAttribute("aria-pressed", String(!same && one.dataset.key === key));
    colourEdges();
    network.redraw();
  }
  function ofKind(style) {
    const found = { nodes: new Set(), edges: new Set() };
    DATA.things.forEach((thing, number) => thing.kind === style && found.nodes.add(number));
    DATA.links.forEach(({ left, right }, number) => {
      if (found.nodes.has(left) || found.nodes.has(right)) found.edges.add(number);
    });
    for (const number of found.edges) found.nodes.add(DATA.links[number].left).add(DATA.links[number].right);
    return found;
  }
  function ofRelation(relation) {
    const found = { nodes: new Set(), edges: new Set() };
    DATA.links.forEach(({ left, right, statements }, number) => {
      if (!statements.some((one) => one.relation === relation)) return;
      found.edges.add(number);
      found.nodes.add(left).add(right);
    });
    return found;
  }
  function legendItem(key, picture, words, count, pick) {
    const item = element("button", { type: "button", "data-key": key, "aria-pressed": "false" }, picture, element("span", {}, bilingual(words)), element("span", { class: "count" }, String(count)));
    item.addEventListener("click", () => filterBy(key, pick));
    return item;
  }
  function buildLegend() {
    const kinds = DATA.kinds.flatMap((kind, number) => (kind.count ? [legendItem(`k${number}`, glyph(number), kind.name, kind.count, () => ofKind(number))] : []));
    const lines = DATA.relations.flatMap((relation, number) =>
      relation.count ? [legendItem(`r${number}`, stroke(relation), relation.legend, relation.count, () => ofRelation(number))] : [],
    );
    byId("legend").replaceChildren(...kinds, element("span", { class: "rule" }), ...lines);
  }

  // ---- switches

  function press(attribute, value) {
    for (const one of document.querySelectorAll(`[${attribute}]`)) one.setAttribute("aria-pressed", String(one.getAttribute(attribute) === value));
  }
  function setMode(mode) {
    state.mode = mode;
    root.dataset.mode = mode;
    root.lang = mode === "en" ? "en" : "zh-Hans";
    press("data-set-mode", mode);
    if (state.chosen) choose(state.chosen);
    show();
  }
  function setFace(face) {
    root.dataset.face = face;
    press("data-set-face", face);
    if (face === "graph") show();
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
  function listen() {
    document.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target.closest("[data-set-mode],[data-set-face],[data-thing]") : null;
      if (target === null) return;
      if (target.dataset.setMode) setMode(target.dataset.setMode);
      else if (target.dataset.setFace) setFace(target.dataset.setFace);
      else choose({ node: Number(target.dataset.thing) });
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && state.chosen && choose(null));
    byId("close").addEventListener("click", () => choose(null));
    byId("theme").addEventListener("click", setTheme);
    byId("nearer").addEventListener("click", () => zoom(1.3));
    byId("farther").addEventListener("click", () => zoom(1 / 1.3));
    byId("whole").addEventListener("click", showWhole);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    byId("canvas").addEventListener("wheel", wheel, { capture: true, passive: false });
    let width = innerWidth;
    network.on("resize", () => {
      // The library rescales the view after this event; ours comes a frame later.
      const scale = network.getScale();
      const corner = network.DOMtoCanvas({ x: 0, y: 0 });
      const wider = innerWidth !== width;
      width = innerWidth;
      requestAnimationFrame(() => (wider ? show() : keep(corner, scale)));
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
  }
  try {
    start();
  } catch (error) {
    root.classList.remove("drawn");
    throw error;
  }
})();

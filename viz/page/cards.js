"use strict";
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
function drawBlocks(context) {
  context.fillStyle = paint.block;
  for (const [x, y, width, height] of arrangement().blocks) {
    rounded(context, x, y, width, height, 14);
    context.fill();
  }
}

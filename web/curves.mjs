/* SPDX-License-Identifier: Apache-2.0 */
/* How far each moment is from the references: the aspect that was chosen, large, and under it a thin curve each. */
import { decimal, el, figure } from './words.mjs';
import { fitCanvas } from './ribbon.mjs';
import { hatch } from './twin.mjs';
import { sheer } from './theme.mjs';
import { percent } from './answer.mjs';

/* The references' own moments lie between −1 and 1 for the most part, so this much is always seen. */
const LEAST = [-2, 4];

function extent(lists, least) {
  let [low, high] = least;
  for (const list of lists)
    for (const value of list)
      if (Number.isFinite(value)) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
  return [low, high];
}

/* An end of the band that the film does not reach lies somewhere beyond its own extreme: it is drawn to there. */
function drawBand(context, [low, middle, high], [least, greatest], box, y, colours) {
  const top = y(Number.isFinite(high) ? high : greatest), bottom = y(Number.isFinite(low) ? low : least);
  context.fillStyle = colours.band;
  context.fillRect(box.x, top, box.width, bottom - top);
  if (!Number.isFinite(middle)) return;
  context.fillStyle = colours.thin;
  context.fillRect(box.x, Math.round(y(middle)), box.width, 1);
}

function drawCurve(context, points, px, y, dash, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = 'round';
  context.setLineDash(dash);
  context.beginPath();
  let pen = false;
  for (const [t, value] of points) {
    if (Number.isFinite(value)) context[pen ? 'lineTo' : 'moveTo'](px(t), y(value));
    pen = Number.isFinite(value);
  }
  context.stroke();
  context.setLineDash([]);
}

/* Stretches as light, their edges as soft as they are sure. */
function drawStretches(context, comparison, px, box, colours) {
  for (const one of comparison.stretches.filter((stretch) => stretch.unlikely)) {
    const edges = [one.begin_low, one.begin_high, one.end_low, one.end_high].map((t, i) => px(Number.isFinite(t) ? t : i < 2 ? one.starts : one.ends));
    const width = Math.max(1, edges[3] - edges[0]), fade = context.createLinearGradient(edges[0], 0, edges[0] + width, 0);
    const stop = (x, colour) => fade.addColorStop(Math.max(0, Math.min(1, (x - edges[0]) / width)), colour);
    stop(edges[0], sheer(colours.accent, 0));
    stop(edges[1], sheer(colours.accent, 0.1));
    stop(Math.max(edges[1], edges[2]), sheer(colours.accent, 0.1));
    stop(edges[3], sheer(colours.accent, 0));
    context.fillStyle = fade;
    context.fillRect(edges[0], box.y, width, box.height);
  }
}

/* The curve of one aspect in a window of the film, with all that it is to be held against. */
function drawLane(canvas, comparison, stage, look, range, colours, tall) {
  const width = canvas.parentNode.clientWidth, height = canvas.parentNode.clientHeight, ratio = fitCanvas(canvas, width, height), context = canvas.getContext('2d');
  const box = { x: 0, y: 0, width, height }, pad = tall ? 6 : 2;
  const px = (t) => ((t - stage.from) / (stage.to - stage.from)) * width;
  const y = (value) => pad + ((range[1] - value) / (range[1] - range[0])) * (height - 2 * pad);
  context.scale(ratio, ratio);
  drawStretches(context, comparison, px, box, colours);
  if (comparison.band(look)) drawBand(context, comparison.band(look), comparison.extremes(look), box, y, colours);
  const moments = comparison.windows.filter((one) => one.to >= stage.from && one.from <= stage.to);
  if (tall) drawCurve(context, moments.map((one) => [one.at, one.control[look]]), px, y, [4, 3], colours.dim, 1);
  drawCurve(context, moments.map((one) => [one.at, one.departure[look]]), px, y, [], colours.line, tall ? 1.5 : 1);
  for (const one of comparison.ownCommons) if (one.to > stage.from && one.from < stage.to) hatch(context, px(one.from), px(one.to), 0, height, colours.thin, 1);
}

function drawAxis(axis, range, height) {
  const span = range[1] - range[0], step = [1, 2, 5, 10, 20, 50].find((one) => span / one <= 5) || 100;
  const marks = [];
  for (let value = Math.ceil(range[0] / step) * step; value <= range[1]; value += step) {
    const mark = el('span', {}, decimal(value, 0));
    mark.style.top = `${6 + ((range[1] - value) / span) * (height - 12)}px`;
    marks.push(mark);
  }
  axis.replaceChildren(...marks);
}

/* Why an aspect has no curve, in words. */
export function absenceOf(comparison, look) {
  if (comparison.has(look)) return '';
  const bit = 1 << look, name = comparison.looks[look];
  if (look === comparison.together) return 'no aspect can be told';
  if (!(comparison.own.facets & bit)) return `${name} cannot be told of this film${comparison.own.note ? `: ${comparison.own.note}` : ''}`;
  if (!comparison.references.some((film) => film.facets & bit)) return `${name} cannot be told of any film of the series`;
  return `${name} cannot be told`;
}

function makeLane(name, className, title, ...gutter) {
  const canvas = el('canvas', {}), plot = el('div', { class: 'plot', role: 'img' }, canvas), axis = el('div', { class: 'axis' });
  const node = el('section', { class: `row lane ${className}`, 'data-lane': name }, el('div', { class: 'gutter' }, title, ...gutter), plot, axis);
  return { node, plot, canvas, axis };
}

/* The curve of the aspect that was chosen, with the references' own and the controls'. */
function makeMain(comparison, stage, colours, explain) {
  const named = el('button', { type: 'button', class: 'name look', title: 'what this aspect is, how it was measured, how well', onclick: () => explain.measure(`facet_${comparison.looks[stage.look]}`) });
  const title = explain.known('departure') ? el('button', { type: 'button', class: 'name', title: 'what this is, how it was measured, how well', onclick: () => explain.measure('departure') }, 'departure') : el('span', { class: 'name' }, 'departure');
  const values = el('dl', { class: 'values' }), cells = {};
  const addCell = (key, label, hint) => values.append(el('dt', { title: hint, class: key }, label), (cells[key] = el('dd', { title: hint })));
  addCell('departure', 'film', '0: as far as the references’ own moments are from one another; 1: a deviation farther');
  addCell('percentile', 'beyond', 'share of the references’ own moments that are nearer to the others');
  addCell('band', 'series', 'where 90 of 100 of the references’ own moments lie');
  if (comparison.controls.length) addCell('control', 'controls', 'the dashed curve: how far from the controls, on the same scale');
  const lane = makeLane('departure', 'main', title, named, values);
  let range = LEAST;
  lane.look = () => {
    const look = stage.look, name = comparison.looks[look], band = comparison.band(look);
    range = extent([comparison.windows.map((one) => one.departure[look]), comparison.windows.map((one) => one.control[look]), band || []], LEAST);
    named.textContent = name;
    named.disabled = !explain.known(`facet_${name}`);
    const [least, greatest] = comparison.extremes(look);
    const ends = band && [Number.isFinite(band[0]) ? decimal(band[0], 1) : `< ${decimal(least, 1)}`, Number.isFinite(band[2]) ? decimal(band[2], 1) : `> ${decimal(greatest, 1)}`];
    cells.band.textContent = ends && comparison.has(look) ? ends.join(' to ') : '—';
    lane.plot.setAttribute('aria-label', `departure, ${name}, over the film. The table of moments at the end of the page has the numbers.`);
  };
  lane.draw = () => {
    drawLane(lane.canvas, comparison, stage, stage.look, range, colours, true);
    drawAxis(lane.axis, range, lane.plot.clientHeight);
  };
  lane.tell = (window, common) => {
    const has = (key) => (window ? window[key][stage.look] : NaN);
    cells.departure.textContent = common && !Number.isFinite(has('departure')) ? 'set aside' : figure(has('departure'), 's');
    cells.percentile.textContent = percent(has('percentile'));
    if (cells.control) cells.control.textContent = figure(has('control'), 's');
  };
  return lane;
}

function makeThin(comparison, stage, colours, look, range) {
  const name = comparison.looks[look], why = absenceOf(comparison, look);
  const radio = el('input', { type: 'radio', name: 'look', value: String(look), id: `look-${look}`, disabled: Boolean(why), onchange: () => stage.set({ look }) });
  const value = el('output', { class: 'value' });
  const lane = makeLane(name, why ? 'thin empty' : 'thin', el('label', { class: 'choice', for: `look-${look}` }, radio, el('span', { class: 'name' }, name)), value);
  Object.assign(lane, { radio, index: look });
  if (why) {
    lane.canvas.remove();
    lane.plot.removeAttribute('role');
    lane.plot.append(el('p', { class: 'absent' }, why));
    return { ...lane, draw() {}, tell() {} };
  }
  lane.plot.setAttribute('aria-label', `${name}: departure over the film, on one scale with the others`);
  lane.draw = () => drawLane(lane.canvas, comparison, stage, look, range, colours, false);
  lane.tell = (window) => (value.textContent = window ? percent(window.percentile[look]) : '—');
  value.title = 'farther from the series than this share of the references’ own moments';
  return lane;
}

export function makeCurves(comparison, stage, colours, explain) {
  const range = extent(comparison.windows.map((one) => one.departure), LEAST), order = [comparison.together, ...Array.from({ length: comparison.together }, (_, i) => i)];
  const main = makeMain(comparison, stage, colours, explain), thin = order.map((look) => makeThin(comparison, stage, colours, look, range));
  const group = el('div', { class: 'looks', role: 'radiogroup', 'aria-label': 'aspect that the twin, the curve and the precedents show' }, ...thin.map((lane) => lane.node));
  if (!comparison.windows.length) main.plot.append(el('p', { class: 'absent' }, 'no departures in this comparison'));
  return {
    nodes: [main.node, group],
    lanes: [main, ...thin],
    choices: thin.filter((lane) => !lane.radio.disabled).map((lane) => lane.index),
    look: () => {
      main.look();
      for (const lane of thin) {
        lane.radio.checked = lane.index === stage.look;
        lane.node.classList.toggle('chosen', lane.index === stage.look);
      }
    },
    draw: () => [main, ...thin].forEach((lane) => lane.draw()),
    tell: (t) => {
      const window = comparison.windowAt(t), common = comparison.commonAt(t);
      for (const lane of [main, ...thin]) lane.tell(window, common);
    },
  };
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Lanes of numbers on the film's time axis. uPlot (global) draws; the lane's view says what. */
import { decimal, el } from './words.mjs';
import { makeMean } from './reel_data.mjs';

/* One lane a meter, each with one or more views. `line` and `thin` are measures drawn as lines, `band` the two
   between which a band lies, `dots` a measure that goes round (hue). */
export const LANES = [
  { id: 'cutting', title: 'cutting', views: [{ title: 'density over shot length', line: ['cutting_density'], lengths: true, floor: 0 }] },
  {
    id: 'light', title: 'light', views: [
      { title: 'mean, 5–95 % band', line: ['light_mean'], band: ['light_low', 'light_high'], range: [0, 1] },
      { title: 'contrast', line: ['light_contrast'], floor: 0 },
      { title: 'low and high key', line: ['light_low_key'], thin: ['light_high_key'], range: [0, 1] },
      { title: 'clipped black, white', line: ['light_clipped_black'], thin: ['light_clipped_white'], floor: 0 },
    ],
  },
  {
    id: 'colour', title: 'colour', views: [
      { title: 'saturation', line: ['colour_saturation'], floor: 0 },
      { title: 'warm and cold', line: ['colour_warmth'], around: 0 },
      { title: 'chroma', line: ['colour_chroma'], floor: 0 },
      { title: 'hue', dots: ['colour_hue'], range: [0, 360] },
    ],
  },
  {
    id: 'loudness', title: 'loudness', views: [
      { title: 'momentary, short-term', line: ['loudness_short_term'], thin: ['loudness_momentary'], spread: 'loudness_momentary', range: [-60, 0] },
    ],
  },
];

/* What a lane does not know but a reel has, each measure a view of its own. */
const UNSHOWN = ['signal', 'composition', 'fingerprint', 'inset', 'still', 'title', 'form'];

export function lanesOf(reel) {
  const known = new Set(LANES.flatMap((lane) => lane.views.flatMap(measuresOf)));
  const lanes = LANES.map((lane) => ({ ...lane, views: lane.views.map((view) => keepKnown(view, reel)).filter((view) => (view.lengths && !reel.shotless) || measuresOf(view).length) }));
  for (const series of reel.series.values()) {
    if (known.has(series.name) || !series.mean || UNSHOWN.includes(series.meter)) continue;
    let lane = lanes.find((one) => one.id === series.meter);
    if (!lane) lanes.push((lane = { id: series.meter, title: series.meter, views: [] }));
    lane.views.push(keepKnown({ title: series.name.replace(series.meter + '_', '').replace(/_/g, ' '), line: [series.name] }, reel));
  }
  return lanes;
}

export function measuresOf(view) {
  return [...(view.line || []), ...(view.thin || []), ...(view.dots || []), ...(view.band || [])];
}

function keepKnown(view, reel) {
  const has = (name) => name && reel.series.has(name) && reel.series.get(name).mean;
  const keep = (names) => (names || []).filter(has);
  const band = keep(view.band);
  return { ...view, line: keep(view.line), thin: keep(view.thin), dots: keep(view.dots), band: band.length === 2 ? band : [], spread: has(view.spread) ? view.spread : null };
}

function niceStep(span, parts) {
  const raw = span / parts, power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 2.5, 5, 10].map((by) => by * power).find((step) => step >= raw - 1e-12);
}

/* One scale for the whole film, so that it stays when the window moves. */
function rangeOf(view, reel) {
  if (view.range) return view.range;
  let low = Infinity, high = -Infinity;
  for (const name of measuresOf(view)) {
    const series = reel.series.get(name);
    low = Math.min(low, series.low);
    high = Math.max(high, series.high);
  }
  if (!(high >= low)) return [0, 1];
  if (view.floor !== undefined) low = Math.min(low, view.floor);
  if (view.around !== undefined) low = -(high = Math.max(Math.abs(low), Math.abs(high)));
  if (high - low < 1e-9) high = low + 1;
  const step = niceStep(high - low, 3);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

/* Silence is drawn below the floor, so that the line goes down to it. */
function drawn(value, floor) {
  return value === -Infinity ? floor : Number.isNaN(value) ? null : value;
}

/* A series in steps of `by` bins: their mean, least and greatest. Steps begin at the film's start whatever the
   window is, so that the curve does not crawl while it moves. */
function coarse(series, by, floor) {
  const count = Math.ceil(series.mean.length / by), out = { x: [], mean: [], least: [], greatest: [] };
  const low = series.least || series.mean, high = series.greatest || series.mean;
  for (let i = 0; i < count; i++) {
    const first = i * by, end = Math.min(series.mean.length, first + by), mean = makeMean(series.unit);
    let least = Infinity, greatest = -Infinity;
    for (let j = first; j < end; j++) {
      mean.add(series.mean[j], 1);
      if (low[j] < least) least = low[j];
      if (high[j] > greatest) greatest = high[j];
    }
    const plain = by === 1 && !series.least;
    out.x.push((series.edges[first] + series.edges[end]) / 2);
    out.mean.push(drawn(by === 1 ? series.mean[first] : mean.value, floor));
    out.least.push(plain || least === Infinity ? null : drawn(least, floor));
    out.greatest.push(plain || greatest < least ? null : drawn(greatest, floor));
  }
  return out;
}

/* What the view draws, in the order of uPlot's series; the first two are the edges of its band, if it has one. */
function partsOf(view) {
  const spread = view.spread || (!view.thin.length && view.line[0]);
  const edges = view.band.length ? view.band.map((name) => [name, 'mean', 'edge']) : spread ? [[spread, 'least', 'edge'], [spread, 'greatest', 'edge']] : [];
  return [...edges, ...view.thin.map((name) => [name, 'mean', 'thin']), ...view.line.map((name) => [name, 'mean', 'line']), ...view.dots.map((name) => [name, 'mean', 'dots'])];
}

/* About a step a pixel: finer ones would only blacken the lane. */
function stepsFor(series, stage, reel, width) {
  const shown = (series.mean.length * (stage.to - stage.from)) / reel.length;
  let by = 1;
  while (shown / by > width / 1.2) by *= 2;
  return by;
}

function tableOf(parts, reel, floor, bys) {
  if (!parts.length) return [[0, reel.length], [null, null]];
  const made = new Map();
  for (const [name, by] of bys) made.set(name, coarse(reel.series.get(name), by, floor));
  return uPlot.join(parts.map(([name, what]) => [made.get(name).x, made.get(name)[what]]));
}

function styleOf(kind, colours) {
  const base = { spanGaps: false, points: { show: false } };
  if (kind === 'edge') return { ...base, stroke: 'transparent', width: 0 };
  if (kind === 'thin') return { ...base, stroke: () => colours.thin, width: 1 };
  if (kind === 'dots') return { ...base, stroke: () => colours.line, paths: () => null, points: { show: true, size: 2, width: 0, fill: () => colours.line } };
  return { ...base, stroke: () => colours.line, width: 1.5 };
}

/* Shot lengths as bars on a logarithmic scale of their own, behind the curve. */
function lengthScale(reel) {
  const lengths = reel.shots.filter((shot) => shot.kind === 'picture').map((shot) => shot.seconds);
  const low = Math.min(...lengths, 1), high = Math.max(...lengths, 2);
  const bottom = low * 0.6, top = high * 1.15;
  return { share: (seconds) => Math.max(0.02, Math.log(seconds / bottom) / Math.log(top / bottom)), bottom, top };
}

function drawLengths(u, reel, stage, scale, colours) {
  const { ctx, bbox } = u, ratio = window.devicePixelRatio || 1;
  const px = (t) => bbox.left + ((t - stage.from) / (stage.to - stage.from)) * bbox.width;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const crowded = ((stage.to - stage.from) * reel.shots.length) / reel.length > bbox.width / ratio / 6;
  for (const shot of reel.shots) {
    if (shot.kind !== 'picture' || shot.to < stage.from || shot.from > stage.to) continue;
    const x0 = Math.round(px(shot.from)), x1 = Math.round(px(shot.to));
    const height = scale.share(shot.seconds) * bbox.height;
    ctx.fillStyle = shot.n % 2 && !crowded ? colours.bar2 : colours.bar;
    ctx.fillRect(x0, bbox.top + bbox.height - height, Math.max(ratio, x1 - x0), height);
  }
  ctx.font = `${10 * ratio}px system-ui, sans-serif`;
  ctx.fillStyle = colours.dim;
  ctx.strokeStyle = colours.rule;
  ctx.lineWidth = ratio;
  for (let seconds = 0.01; seconds < scale.top; seconds *= 10) {
    if (scale.share(seconds) < 0.16) continue;
    const y = Math.round(bbox.top + bbox.height * (1 - scale.share(seconds))) + 0.5;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const above = y - bbox.top > 12 * ratio; /* near the top there is room only below the line */
    ctx.textBaseline = above ? 'bottom' : 'top';
    ctx.fillText(`${Number(seconds.toPrecision(1))} s`, bbox.left + 4 * ratio, above ? y - ratio : y + 2 * ratio);
  }
  ctx.restore();
}

function axisText(value, step) {
  const digits = Math.max(0, Math.min(4, -Math.floor(Math.log10(step) + 1e-9)));
  const even = Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-9;
  return decimal(value, even ? digits : digits + 1);
}

export const AXIS = 48;

export function makePlot(reel, stage, view, colours, host) {
  const range = rangeOf(view, reel), step = view.range ? (range[1] - range[0]) / 2 : niceStep(range[1] - range[0], 2);
  const parts = partsOf(view), floor = range[0] - (range[1] - range[0]);
  let scale = view.lengths ? lengthScale(reel) : null;
  const curve = measuresOf(view).length > 0, names = [...new Set(parts.map(([name]) => name))];
  const bands = parts.length > 1 && parts[1][2] === 'edge' ? [{ series: [2, 1], fill: () => colours.band }] : [];
  let width = 300, key = '';

  /* The data for this window's grain; null where it is drawn with that already. */
  function grain() {
    const bys = names.map((name) => [name, stepsFor(reel.series.get(name), stage, reel, width)]);
    const wanted = bys.map(([, by]) => by).join();
    if (wanted === key) return null;
    key = wanted;
    return tableOf(parts, reel, floor, bys);
  }

  const splits = [];
  for (let at = range[0]; at <= range[1] + step * 1e-6; at += step) splits.push(Math.abs(at) < step * 1e-6 ? 0 : at);
  const options = {
    width: 300, height: 60, padding: [8, 0, 6, 0], legend: { show: false }, cursor: { show: false }, select: { show: false },
    scales: { x: { time: false, range: () => [stage.from, stage.to] }, y: { range: () => range } },
    axes: [
      { show: false },
      {
        side: 1, size: AXIS, gap: 6, show: true, stroke: () => colours.dim, font: '11px system-ui, sans-serif',
        grid: { stroke: () => colours.rule, width: 1, show: curve && !scale }, ticks: { show: false }, border: { show: false },
        splits: () => splits, values: (_, all) => all.map((value) => (curve ? axisText(value, step) : '')),
      },
    ],
    series: [{}, ...(parts.length ? parts : [['', '', 'line']]).map(([, , kind]) => styleOf(kind, colours))],
    bands,
    hooks: { drawClear: scale ? [(u) => drawLengths(u, reel, stage, scale, colours)] : [] },
  };
  const plot = new uPlot(options, grain() || tableOf([], reel), host);
  const draw = () => {
    const data = grain();
    plot.batch(() => {
      if (data) plot.setData(data, false);
      plot.setScale('x', { min: stage.from, max: stage.to });
    });
  };
  return {
    draw,
    colour: () => plot.redraw(false, true),
    recut: () => {
      if (!view.lengths) return;
      scale = lengthScale(reel);
      plot.redraw(false, false);
    },
    resize: (wide, height) => {
      width = wide - AXIS;
      plot.setSize({ width: wide, height });
      draw();
    },
    remove: () => plot.destroy(),
  };
}

/* What a screen reader says in place of the picture. */
export function plotWords(reel, view) {
  const said = measuresOf(view).map((name) => {
    const series = reel.series.get(name), unit = series.unit ? ' ' + series.unit : '';
    return `${name.replace(/_/g, ' ')} from ${Number(series.low.toPrecision(3))} to ${Number(series.high.toPrecision(3))}${unit}`;
  });
  if (view.lengths) said.unshift(`lengths of ${reel.shots.length} shots`);
  return `${said.join('; ')}. The table of shots at the end of the page has the numbers.`;
}

export function viewChooser(views, chosen, choose, label) {
  if (views.length < 2) return null;
  const list = el('select', { 'aria-label': label, onchange: (event) => choose(event.target.selectedIndex) },
    ...views.map((view, i) => el('option', { selected: i === chosen }, view.title)));
  return list;
}

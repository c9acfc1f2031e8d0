/* SPDX-License-Identifier: Apache-2.0 */
/* The ribbon's twin: grey where the film repeats its references, its own colours where it departs. */
import { duration, el } from './words.mjs';
import { fitCanvas } from './ribbon.mjs';

/* Up to the references' middle moment a moment is grey, from their 95th of 100 on it has all its colour. */
const GREY = 0.5, FULL = 0.95, LEVELS = 16;

export function colourShare(percentile) {
  if (!Number.isFinite(percentile)) return 0;
  const share = Math.max(0, Math.min(1, (percentile - GREY) / (FULL - GREY)));
  return share * share;
}

/* Grey of the same brightness, drawn towards `quiet`, so that a film without colour has a twin too. */
export function faded(colour, share, quiet) {
  const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  const grey = 0.45 * (0.2126 * r + 0.7152 * g + 0.0722 * b) + 0.55 * quiet;
  const mix = (channel) => Math.round(grey + (channel - grey) * share);
  return `rgb(${mix(r)},${mix(g)},${mix(b)})`;
}

function paintColumn(context, shot, share, x, width, height, quiet) {
  const total = shot.palette.reduce((sum, swatch) => sum + swatch.weight, 0);
  let done = 0, bottom = height;
  for (const swatch of shot.palette) {
    done += swatch.weight / total;
    const top = Math.round(height * (1 - done));
    context.fillStyle = faded(swatch.colour, share, quiet);
    context.fillRect(x, top, width, bottom - top);
    bottom = top;
  }
}

/* Slanted lines: what nothing counts. */
export function hatch(context, x0, x1, y0, y1, colour, ratio) {
  const height = y1 - y0, step = 5 * ratio;
  context.save();
  context.beginPath();
  context.rect(x0, y0, Math.max(ratio, x1 - x0), height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = ratio;
  context.beginPath();
  for (let x = x0 - height; x < x1 + step; x += step) {
    context.moveTo(x, y1);
    context.lineTo(x + height, y0);
  }
  context.stroke();
  context.restore();
}

function paintTwin(context, comparison, look, width, height, colours, quiet) {
  const { own } = comparison, time = (i) => ((i + 0.5) / width) * own.length;
  const at = (i) => {
    const window = comparison.windowAt(time(i)), percentile = window ? window.percentile[look] : NaN;
    return { shot: own.shotAt(time(i)), told: Number.isFinite(percentile), level: Math.round(colourShare(percentile) * LEVELS) };
  };
  let start = 0, now = at(0);
  for (let i = 1; i <= width; i++) {
    const next = i < width ? at(i) : null;
    if (next && next.shot === now.shot && next.level === now.level && next.told === now.told) continue;
    if (now.told && now.shot.palette.length) paintColumn(context, now.shot, now.level / LEVELS, start, i - start, height, quiet);
    else {
      context.fillStyle = colours.block2;
      context.fillRect(start, 0, i - start, height);
    }
    start = i;
    now = next;
  }
}

/* The lines and the window that the ribbon has, on a row that shows the whole film too. `go` is called with a frame. */
export function followWhole(comparison, stage, plot, go) {
  const { own } = comparison, window_ = el('div', { class: 'window' }), head = el('div', { class: 'line head' }), hover = el('div', { class: 'line hover' });
  plot.append(window_, hover, head);
  const place = () => {
    const px = (t) => (t / own.length) * plot.clientWidth;
    window_.style.transform = `translateX(${px(stage.from)}px)`;
    window_.style.width = `${Math.max(2, px(stage.to) - px(stage.from))}px`;
    window_.classList.toggle('whole', stage.whole());
    head.style.transform = `translateX(${px(stage.time())}px)`;
    hover.style.display = stage.hover === null ? 'none' : '';
    hover.style.transform = `translateX(${px(stage.hover || 0)}px)`;
  };
  const timeAt = (event) => Math.max(0, Math.min(own.length, ((event.clientX - plot.getBoundingClientRect().left) / plot.clientWidth) * own.length));
  plot.addEventListener('pointermove', (event) => stage.set({ hover: timeAt(event) }));
  plot.addEventListener('pointerleave', () => stage.set({ hover: null }));
  plot.addEventListener('click', (event) => !event.target.closest('button') && go(own.frameAt(timeAt(event))));
  stage.on(place);
  return place;
}

export function makeTwin(comparison, stage, colours, explain, go) {
  const canvas = el('canvas', {}), plot = el('div', { class: 'plot', role: 'img' }, canvas);
  const title = explain.known('departure') ? el('button', { type: 'button', class: 'name', onclick: () => explain.measure('departure') }, 'twin') : el('b', {}, 'twin');
  const note = el('span', {}, 'grey: repeats its series');
  note.title = 'Grey up to the middle of how far the references’ own moments are from one another; all its colour from the 95th of 100 on. Hatched: shared beginnings and ends, set aside.';
  const node = document.getElementById('twin'), empty = !comparison.windows.length;
  node.append(el('div', { class: 'gutter' }, title, note), plot, el('div', { class: 'axis' }, duration(comparison.own.length)));
  if (empty) plot.append(el('p', { class: 'absent' }, 'no departures in this comparison'));
  const place = followWhole(comparison, stage, plot, go);

  function draw() {
    const width = Math.max(1, plot.clientWidth), ratio = fitCanvas(canvas, width, plot.clientHeight), context = canvas.getContext('2d');
    if (empty) return;
    const quiet = document.documentElement.dataset.theme === 'light' ? 205 : 52, px = (t) => Math.round((t / comparison.own.length) * canvas.width);
    paintTwin(context, comparison, stage.look, canvas.width, canvas.height, colours, quiet);
    for (const one of comparison.ownCommons) hatch(context, px(one.from), px(one.to), 0, canvas.height, colours.thin, ratio);
    const look = comparison.looks[stage.look], far = comparison.windows.filter((one) => one.percentile[stage.look] >= FULL).length;
    plot.setAttribute('aria-label', `${look}: ${far} of ${comparison.windows.length} moments depart farther than 95 % of the references’ own do. The table of moments at the end of the page has them all.`);
    place();
  }
  return { draw };
}

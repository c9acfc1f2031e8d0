/* SPDX-License-Identifier: Apache-2.0 */
/* The same footage: two ribbons and the threads between them, a pair for each film that has some of it. */
import { count, duration, el, figure, quantity } from './words.mjs';
import { footageAnswer, percent } from './answer.mjs';
import { fitCanvas, paintStripes, threadPath } from './ribbon.mjs';
import { methodLink } from './findings.mjs';
import { sheer } from './theme.mjs';

const COPY_CHANGES = { grey: 'black and white there', coloured: 'in colour there', closer: 'less of the picture there', wider: 'more of the picture there', inset: 'within another picture there', full: 'within another picture here' };

/* What is the same, as `pastiche show film.cmp copies` says it. */
export function sameWords({ sound, both }) {
  if (!Number.isFinite(both)) return sound ? 'sound' : 'pictures';
  if (both >= 0.9) return 'pictures and sound';
  if (both <= 0.1) return sound ? 'sound, under other pictures' : 'pictures, with other sound';
  return `${sound ? 'sound' : 'pictures'}, ${percent(both)} with ${sound ? 'its pictures' : 'their sound'}`;
}

export function copyWords(copy) {
  return copy.changes.map((name) => COPY_CHANGES[name] || name).join(', ') || '—';
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/* "3 × 10⁻⁸": the count of so good a passage by chance. */
export function expectedWords(expected) {
  if (!Number.isFinite(expected)) return 'cannot tell';
  if (expected < 1e-12) return 'below 10⁻¹²';
  const [digit, power] = expected.toExponential(0).split('e-');
  return power ? `${digit} × 10⁻${[...power].map((one) => RAISED[one]).join('')}` : String(Number(expected));
}

function threadShape(context, copy, x, itsX, height) {
  threadPath(context, [x(copy.from), x(copy.to), itsX(copy.itsFrom), itsX(copy.itsTo)], height);
}

function sameRow(name, note, plot, axis, kind) {
  return el('div', { class: `row ${kind}` }, el('div', { class: 'gutter' }, el('b', { title: name }, name), note ? el('span', {}, note) : ''), plot, el('div', { class: 'axis' }, axis));
}

function sharesOf(film) {
  const parts = [film.copied > 0 ? `${percent(film.copied)} of the film` : '', film.sound_copied > 0 ? `${percent(film.sound_copied)} of its sound` : ''].filter(Boolean);
  return parts.length ? `has ${parts.join(', ')}` : '';
}

/* The film above, another below, each as long as the page is wide. */
function pairNode(comparison, film, copies, colours, actions) {
  const { own } = comparison, canvases = { own: el('canvas', {}), threads: el('canvas', {}), other: el('canvas', {}) }, plots = {};
  for (const [name, canvas] of Object.entries(canvases)) plots[name] = el('div', { class: 'plot' }, canvas);
  plots.threads.setAttribute('role', 'img');
  plots.threads.setAttribute('aria-label', `${count(copies.length, 'passage')} of ${own.name} in ${film.name}; the table below has them all`);
  let strong = null;

  function paintOther() {
    const canvas = canvases.other, plot = plots.other, ratio = fitCanvas(canvas, plot.clientWidth, plot.clientHeight), context = canvas.getContext('2d');
    if (film.ribbon) return paintStripes(context, film.ribbon, 0, film.ribbon.length, { x: 0, y: 0, width: canvas.width, height: canvas.height }, [colours.block, colours.block2]);
    context.fillStyle = colours.block2;
    context.fillRect(0, 0, canvas.width, canvas.height);
    return ratio;
  }

  const scales = () => {
    const { width } = canvases.threads;
    return [(t) => (t / own.length) * width, (t) => (t / film.seconds) * width];
  };

  function paintThreads() {
    const canvas = canvases.threads, plot = plots.threads, ratio = fitCanvas(canvas, plot.clientWidth, plot.clientHeight), context = canvas.getContext('2d');
    const [x, itsX] = scales();
    for (const copy of [...copies.filter((one) => one !== strong), ...(strong ? [strong] : [])]) {
      threadShape(context, copy, x, itsX, canvas.height);
      context.fillStyle = sheer(colours.accent, copy === strong ? 0.85 : copy.sound ? 0.12 : 0.4);
      context.fill();
      context.setLineDash(copy.sound ? [4 * ratio, 3 * ratio] : []);
      context.strokeStyle = colours.accent;
      context.lineWidth = copy === strong ? 2 * ratio : ratio;
      context.stroke();
      context.setLineDash([]);
    }
  }

  function draw() {
    const canvas = canvases.own, plot = plots.own;
    fitCanvas(canvas, plot.clientWidth, plot.clientHeight);
    paintStripes(canvas.getContext('2d'), own, 0, own.length, { x: 0, y: 0, width: canvas.width, height: canvas.height }, [colours.block, colours.block2]);
    paintThreads();
    paintOther();
  }

  function copyAt(event) {
    const canvas = canvases.threads, context = canvas.getContext('2d'), box = plots.threads.getBoundingClientRect(), [x, itsX] = scales();
    return copies.find((copy) => {
      threadShape(context, copy, x, itsX, canvas.height);
      return context.isPointInPath(((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height);
    }) || null;
  }

  function point(copy) {
    if (copy === strong) return;
    strong = copy;
    plots.threads.title = copy ? `${own.timecode(copy.first)} is ${film.timecode(copy.itsFirst)} there, ${quantity(copy.seconds, 's')}` : '';
    paintThreads();
  }
  plots.threads.addEventListener('pointermove', (event) => point(copyAt(event)));
  plots.threads.addEventListener('pointerleave', () => point(null));
  plots.threads.addEventListener('click', (event) => {
    const copy = copyAt(event);
    if (copy) actions.go(copy.first);
  });
  const node = el('div', { class: 'same' }, sameRow(own.name, '', plots.own, duration(own.length), 'whole'), sameRow('', '', plots.threads, '', 'threads'),
    sameRow(film.name, sharesOf(film), plots.other, duration(film.seconds), 'whole'));
  return { node, draw };
}

function samePicture(still, name) {
  return still ? el('img', { src: `data:image/jpeg;base64,${still.data}`, alt: name, loading: 'lazy' }) : el('span', { class: 'nopicture' }, 'no picture');
}

function copyRow(comparison, copy, actions) {
  const { own, stillOf } = comparison, { film } = copy, code = (one, first) => one.timecode(first);
  return el('tr', {}, el('td', { class: 'left' }, samePicture(stillOf(0, copy.first, copy.last), `${own.name}, ${code(own, copy.first)}`)),
    el('th', { scope: 'row' }, el('button', { type: 'button', class: 'what', onclick: () => actions.go(copy.first) }, `${code(own, copy.first)} – ${code(own, copy.last + 1)}`)),
    el('td', { class: 'left' }, sameWords(copy)),
    el('td', { class: 'left' }, samePicture(stillOf(film.index, copy.itsFirst, copy.itsLast), `${film.name}, ${code(film, copy.itsFirst)}`)),
    el('td', { class: 'left' }, `${film.name}, ${code(film, copy.itsFirst)} – ${code(film, copy.itsLast + 1)}`), el('td', {}, quantity(copy.seconds, 's')),
    el('td', { class: 'left' }, copyWords(copy)), el('td', {}, copy.speed === 1 ? '1' : figure(copy.speed, '')), el('td', { title: 'passages of such a score by chance, in all films searched' }, expectedWords(copy.expected)));
}

/* What is copied is no likeness: these are the same pictures. */
export function footageSection(comparison, colours, explain, actions) {
  const { copies, copied } = comparison, section = el('section', { 'aria-label': 'the same footage', id: 'same-footage' }, el('h2', {}, 'The same footage'));
  if (!copies.length) {
    section.append(el('p', {}, Number.isFinite(copied) ? 'No passage of the film, nor of its sound, is in any of the others, as far as fingerprints tell.' : 'It was not looked for.'));
    return { section, draw: () => {} };
  }
  const films = [...new Set(copies.map((one) => one.film))];
  const pairs = films.map((film) => pairNode(comparison, film, copies.filter((one) => one.film === film), colours, actions));
  const head = el('thead', {}, el('tr', {}, ...['', 'in the film', 'the same', '', 'in the other', 'lasts', 'there', 'speed', 'by chance'].map((text) => el('th', { scope: 'col' }, text))));
  section.append(el('p', {}, footageAnswer(comparison)), ...pairs.map((one) => one.node),
    el('div', { class: 'scroll' }, el('table', { class: 'figures wide copies' }, head, el('tbody', {}, ...copies.map((copy) => copyRow(comparison, copy, actions))))),
    el('p', { class: 'means' }, 'These are the same pictures, or the same sound, not alike ones: found by fingerprints. A broken line is sound by itself. “By chance” is how many passages of such a score unrelated films would show. It does not say who took from whom. ', methodLink(explain, 'copy')));
  return { section, draw: () => pairs.forEach((one) => one.draw()) };
}

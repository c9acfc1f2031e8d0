/* SPDX-License-Identifier: Apache-2.0 */
/* Two ribbons and the threads between them: both cuts on one scale of seconds. */
import { duration, el } from './words.mjs';
import { fitCanvas, paintStripes, threadPath } from './ribbon.mjs';
import { sheer } from './theme.mjs';
import { GONE, changeName } from './versions_data.mjs';

const MARK = 6; /* pixels: what is gone or added, at the ribbon's edge */

function row(name, note, plot, axis, ...classes) {
  return el('div', { class: ['row', ...classes].join(' ') }, el('div', { class: 'gutter' }, ...name, ...(note ? [el('span', {}, note)] : [])), plot, el('div', { class: 'axis' }, axis));
}

function makeKey() {
  const words = [['kept', 'kept'], ['moved', 'moved, repeated'], ['re-timed', 're-timed'], ['gone', 'missing, trimmed; added']];
  return el('ul', { class: 'key' }, ...words.map(([name, text]) => el('li', { class: name }, text)));
}

export function makeThreads(versions, colours, choose) {
  const canvases = { old: el('canvas', {}), threads: el('canvas', {}), new: el('canvas', {}) };
  const plots = {};
  for (const [name, canvas] of Object.entries(canvases)) plots[name] = el('div', { class: 'plot', role: 'img' }, canvas);
  const { changes } = versions, told = changes.filter((one) => one.kind !== 'kept').length;
  Object.assign(plots.threads, { tabIndex: 0 });
  plots.threads.setAttribute('role', 'slider');
  plots.threads.setAttribute('aria-label', `changes between the cuts: ${told}; the table below has them all`);
  plots.threads.setAttribute('aria-valuemin', '1');
  plots.threads.setAttribute('aria-valuemax', String(Math.max(1, changes.length)));
  plots.old.setAttribute('aria-label', `old cut: ${versions.old.shots.length} shots`);
  plots.new.setAttribute('aria-label', `new cut: ${versions.new.shots.length} shots`);
  const length = (cut) => duration(cut.frames / cut.fps);
  document.getElementById('cuts').append(
    row([el('b', {}, 'old cut')], versions.old.name, plots.old, length(versions.old)),
    row([makeKey()], '', plots.threads, '', 'threads'),
    row([el('b', {}, 'new cut')], versions.new.name, plots.new, length(versions.new)),
  );
  let chosen = null, hovered = null;

  const scale = (cut, width) => (frame) => (frame / cut.fps / versions.most) * width;

  function paintCut(name) {
    const cut = versions[name], plot = plots[name], ratio = fitCanvas(canvases[name], plot.clientWidth, plot.clientHeight);
    const canvas = canvases[name], context = canvas.getContext('2d'), x = scale(cut, canvas.width), width = Math.round(x(cut.frames));
    const edge = name === 'old' ? canvas.height - MARK * ratio : 0;
    paintStripes(context, cut, 0, cut.frames, { x: 0, y: 0, width, height: canvas.height }, [colours.block, colours.block2]);
    for (const one of changes) {
      const first = name === 'old' ? one.oldFirst : one.newFirst, last = name === 'old' ? one.oldLast : one.newLast;
      const mark = name === 'old' ? GONE.has(one.kind) : one.kind === 'added';
      if (!mark) continue;
      context.fillStyle = colours.ground;
      context.fillRect(x(first), edge, Math.max(ratio, x(last + 1) - x(first)), MARK * ratio);
      context.fillStyle = colours.text;
      context.fillRect(x(first), edge + ratio, Math.max(ratio, x(last + 1) - x(first)), (MARK - 2) * ratio);
    }
  }

  function shape(context, one, x, height) {
    threadPath(context, [x.old(one.oldFirst), x.old(one.oldLast + 1), x.new(one.newFirst), x.new(one.newLast + 1)], height);
  }

  function paintThread(context, one, x, height, ratio, strong) {
    shape(context, one, x, height);
    const quiet = one.kind === 'kept', timed = one.kind === 're-timed';
    context.fillStyle = quiet ? (strong ? sheer(colours.line, 0.35) : colours.band) : sheer(colours.accent, strong ? 0.85 : timed ? 0.18 : 0.4);
    context.fill();
    context.setLineDash(timed ? [4 * ratio, 3 * ratio] : []);
    context.strokeStyle = quiet ? colours.rule : colours.accent;
    context.lineWidth = strong ? 2 * ratio : ratio;
    context.stroke();
    context.setLineDash([]);
  }

  /* Where the old cut has what the new one lost, or the other way round. */
  function paintEnd(context, one, x, height, ratio, strong) {
    const [first, last] = GONE.has(one.kind) ? [x.old(one.oldFirst), x.old(one.oldLast + 1)] : [x.new(one.newFirst), x.new(one.newLast + 1)];
    const [there, depth] = GONE.has(one.kind) ? [0, 14 * ratio] : [height, -14 * ratio];
    context.beginPath();
    context.moveTo(first, there);
    context.lineTo(Math.max(last, first + ratio), there);
    context.lineTo((first + last) / 2, there + depth);
    context.closePath();
    context.fillStyle = strong ? colours.accent : colours.thin;
    context.fill();
  }

  function paintThreads() {
    const plot = plots.threads, canvas = canvases.threads, ratio = fitCanvas(canvas, plot.clientWidth, plot.clientHeight), context = canvas.getContext('2d');
    const x = { old: scale(versions.old, canvas.width), new: scale(versions.new, canvas.width) };
    const order = [...changes].sort((a, b) => (a.kind !== 'kept') - (b.kind !== 'kept') || a.n - b.n);
    const strong = [chosen, hovered].filter((one) => one !== null);
    for (const one of [...order.filter((each) => !strong.includes(each)), ...strong])
      (one.isOld && one.isNew ? paintThread : paintEnd)(context, one, x, canvas.height, ratio, strong.includes(one));
  }

  function draw() {
    paintCut('old');
    paintThreads();
    paintCut('new');
  }

  function at(event, name) {
    const box = plots[name].getBoundingClientRect(), share = (event.clientX - box.left) / box.width, seconds = share * versions.most;
    if (name !== 'threads') {
      const cut = versions[name], frame = Math.floor(seconds * cut.fps);
      const [first, last] = name === 'old' ? ['oldFirst', 'oldLast'] : ['newFirst', 'newLast'];
      return changes.find((one) => frame >= one[first] && frame <= one[last]) || null;
    }
    const canvas = canvases.threads, context = canvas.getContext('2d'), x = { old: scale(versions.old, canvas.width), new: scale(versions.new, canvas.width) };
    const px = share * canvas.width, py = ((event.clientY - box.top) / box.height) * canvas.height;
    const hits = changes.filter((one) => {
      if (!one.isOld || !one.isNew) return false;
      shape(context, one, x, canvas.height);
      return context.isPointInPath(px, py);
    });
    return hits.find((one) => one.kind !== 'kept') || hits[0] || null;
  }

  for (const name of Object.keys(plots)) {
    plots[name].addEventListener('pointermove', (event) => hover(at(event, name)));
    plots[name].addEventListener('pointerleave', () => hover(null));
    plots[name].addEventListener('click', (event) => {
      const one = at(event, name);
      if (one) choose(one);
    });
  }

  function hover(one) {
    if (hovered === one) return;
    hovered = one;
    for (const plot of Object.values(plots)) plot.title = one ? changeName(one) : '';
    paintThreads();
  }

  return {
    draw,
    choose(one) {
      chosen = one;
      plots.threads.setAttribute('aria-valuenow', String(one.n + 1));
      plots.threads.setAttribute('aria-valuetext', `${changeName(one)}, ${one.frames} frames`);
      paintThreads();
    },
  };
}

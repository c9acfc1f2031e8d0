/* SPDX-License-Identifier: Apache-2.0 */
/* The whole film, always in view: one stripe a shot, as wide as it lasts, filled with its palette. */
import { duration, el, hex } from './words.mjs';
import { watchWheel } from './stage.mjs';

/* Paints shots between two times, device pixel by device pixel, so that no seam shows and what is narrower than
   a pixel is still somebody's. */
export function paintStripes(context, reel, from, to, box, empty) {
  const { x, y, width, height } = box;
  let start = 0;
  const shotAtPixel = (i) => reel.shotAt(from + ((i + 0.5) / width) * (to - from));
  let shot = shotAtPixel(0);
  for (let i = 1; i <= width; i++) {
    const next = i < width ? shotAtPixel(i) : null;
    if (next === shot) continue;
    paintStripe(context, shot, x + start, y, i - start, height, empty);
    start = i;
    shot = next;
  }
}

function paintStripe(context, shot, x, y, width, height, empty) {
  const total = shot.palette.reduce((sum, swatch) => sum + swatch.weight, 0);
  if (!(total > 0)) {
    context.fillStyle = empty[shot.n % 2];
    context.fillRect(x, y, width, height);
    return;
  }
  let done = 0, bottom = y + height;
  for (const swatch of shot.palette) {
    done += swatch.weight / total;
    const top = Math.round(y + height * (1 - done));
    context.fillStyle = hex(swatch.colour);
    context.fillRect(x, top, width, bottom - top);
    bottom = top;
  }
}

/* A thread from a to b on the ribbon above to c to d on the one below, a pixel wide at least. */
export function threadPath(context, [a, b, c, d], height) {
  const right = Math.max(b, a + 1), itsRight = Math.max(d, c + 1);
  context.beginPath();
  context.moveTo(a, 0);
  context.bezierCurveTo(a, height / 2, c, height / 2, c, height);
  context.lineTo(itsRight, height);
  context.bezierCurveTo(itsRight, height / 2, right, height / 2, right, 0);
  context.closePath();
}

export function fitCanvas(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  return ratio;
}

export function makeRibbon(reel, stage, player, colours) {
  const canvas = el('canvas', {});
  const left = el('i', { class: 'grip left' }), right = el('i', { class: 'grip right' });
  const window_ = el('div', { class: 'window' }, left, right);
  const head = el('div', { class: 'line head' }), hover = el('div', { class: 'line hover' });
  const part = el('div', { class: 'part' });
  const plot = el('div', {
    class: 'plot', role: 'slider', tabindex: '0', 'aria-label': 'place in the film', 'aria-valuemin': '1',
    'aria-describedby': 'ribbon-note',
  }, canvas, part, window_, hover, head);
  const gutter = el('div', { class: 'gutter' }, el('b', {}, 'film'), el('span', { id: 'ribbon-note' },
    reel.hasPalettes ? 'palettes, a stripe a shot' : 'no palettes in this reel'));
  document.getElementById('ribbon').append(gutter, plot, el('div', { class: 'axis' }, duration(reel.length)));
  let width = 1;

  const px = (t) => (t / reel.length) * width;

  function resize() {
    width = Math.max(1, plot.clientWidth);
    fitCanvas(canvas, width, plot.clientHeight);
    const box = { x: 0, y: 0, width: canvas.width, height: canvas.height };
    paintStripes(canvas.getContext('2d'), reel, 0, reel.length, box, [colours.block, colours.block2]);
    place();
  }

  function place() {
    const a = px(stage.from), b = px(stage.to);
    window_.style.transform = `translateX(${a}px)`;
    window_.style.width = `${Math.max(2, b - a)}px`;
    window_.classList.toggle('whole', stage.whole());
    head.style.transform = `translateX(${px(stage.time())}px)`;
    hover.style.display = stage.hover === null ? 'none' : '';
    hover.style.transform = `translateX(${px(stage.hover || 0)}px)`;
    part.style.display = stage.part ? '' : 'none';
    if (stage.part) {
      const x = px(reel.time(stage.part.first));
      part.style.transform = `translateX(${x}px)`;
      part.style.width = `${Math.max(1, px(reel.time(stage.part.last + 1)) - x)}px`;
    }
    const shot = stage.shot();
    if (!shot) return;
    plot.setAttribute('aria-valuemax', String(reel.shots.length));
    plot.setAttribute('aria-valuenow', String(shot.n + 1));
    plot.setAttribute('aria-valuetext', `shot ${shot.n + 1} of ${reel.shots.length}, ${reel.timecode(stage.frame)}`);
  }

  stage.on(place);
  watchRibbon(reel, stage, player, plot, { left, right });
  return { resize };
}

/* Drag outside the window: a new one. Inside: it moves. At its grips: it grows. A press that does not move goes
   there. */
function watchRibbon(reel, stage, player, plot, { left, right }) {
  const timeAt = (event) => ((event.clientX - plot.getBoundingClientRect().left) / plot.clientWidth) * reel.length;
  let drag = null;
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const t = timeAt(event), grip = event.target === left ? 'left' : event.target === right ? 'right' : null;
    const inside = !stage.whole() && t >= stage.from && t <= stage.to;
    drag = { x: event.clientX, t, from: stage.from, to: stage.to, kind: grip || (inside ? 'move' : 'new'), moved: false };
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener('pointermove', (event) => {
    const t = timeAt(event);
    if (!drag) {
      stage.set({ hover: Math.max(0, Math.min(reel.length, t)) });
      return;
    }
    if (Math.abs(event.clientX - drag.x) > 3) drag.moved = true;
    if (!drag.moved) return;
    if (drag.kind === 'move') stage.show(drag.from + t - drag.t, drag.to + t - drag.t);
    else if (drag.kind === 'left') stage.show(Math.min(t, drag.to - 0.1), drag.to);
    else if (drag.kind === 'right') stage.show(drag.from, Math.max(t, drag.from + 0.1));
    else stage.show(Math.min(t, drag.t), Math.max(t, drag.t));
  });
  plot.addEventListener('pointerup', () => {
    if (drag && !drag.moved) player.playFrom(reel.frameAt(drag.t));
    drag = null;
  });
  plot.addEventListener('pointercancel', () => (drag = null));
  plot.addEventListener('pointerleave', () => stage.set({ hover: null }));
  plot.addEventListener('dblclick', () => stage.show(0, reel.length));
  watchWheel(plot, reel, stage, timeAt);
}

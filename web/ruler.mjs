/* SPDX-License-Identifier: Apache-2.0 */
/* The time axis above the lanes, and the lines that go through all of them. */
import { el } from './words.mjs';
import { colours } from './theme.mjs';

export function makeRuler(reel, stage) {
  const canvas = el('canvas', {}), label = el('output', { class: 'at' });
  const node = el('div', { class: 'row ruler', 'aria-hidden': 'true' }, el('div', { class: 'gutter' }), el('div', { class: 'plot' }, canvas, label), el('div', { class: 'axis' }));
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
  let width = 1;
  function draw() {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(20 * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = '20px';
    const context = canvas.getContext('2d'), span = stage.to - stage.from;
    const step = steps.find((one) => (one / span) * width >= 88) || 7200;
    const small = step / (step % 5 === 0 || step === 1 ? 5 : step % 3 === 0 ? 3 : 2);
    context.scale(ratio, ratio);
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'alphabetic';
    context.fillStyle = colours.dim;
    context.strokeStyle = colours.thin;
    context.beginPath();
    for (let i = Math.floor(stage.from / small); i * small <= stage.to; i++) {
      const t = i * small, x = Math.round(((t - stage.from) / span) * width) + 0.5, big = Math.abs(t / step - Math.round(t / step)) < 1e-6;
      context.moveTo(x, big ? 12 : 16);
      context.lineTo(x, 20);
      if (!big) continue;
      const two = (n) => String(n).padStart(2, '0'), s = Math.round(t);
      const text = s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
      context.fillText(text, x + 4, 11);
    }
    context.stroke();
  }
  function tell() {
    label.hidden = stage.hover === null;
    if (label.hidden) return;
    label.textContent = reel.timecode(reel.frameAt(stage.hover));
    const x = ((stage.hover - stage.from) / (stage.to - stage.from)) * width;
    label.style.transform = `translateX(${Math.max(0, Math.min(width - 84, x - 42))}px)`;
  }
  return { node, draw, tell, colour: draw, resize: (w) => ((width = w), draw()) };
}

/* The cursor, the pointer and the part, one line through every lane. */
export function makeOver(reel, stage) {
  const over = document.getElementById('over');
  const head = el('div', { class: 'line head' }), hover = el('div', { class: 'line hover' }), part = el('div', { class: 'part' });
  over.append(part, hover, head);
  let width = 1;
  const place = () => {
    const px = (t) => ((t - stage.from) / (stage.to - stage.from)) * width;
    const put = (line, t) => {
      const x = t === null ? -1 : px(t);
      line.style.display = x < 0 || x > width ? 'none' : '';
      line.style.transform = `translateX(${Math.round(x)}px)`;
    };
    put(head, stage.time());
    put(hover, stage.hover);
    part.style.display = stage.part ? '' : 'none';
    if (!stage.part) return;
    const a = Math.max(-2, px(reel.time(stage.part.first))), b = Math.min(width + 2, px(reel.time(stage.part.last + 1)));
    part.style.display = b < 0 || a > width ? 'none' : '';
    part.style.transform = `translateX(${a}px)`;
    part.style.width = `${Math.max(1, b - a)}px`;
  };
  return { place, resize: (w) => ((width = w), place()) };
}

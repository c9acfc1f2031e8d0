/* SPDX-License-Identifier: Apache-2.0 */
/* The words lane: titles where they are, as text where there is room and as marks where there is none. */
import { el } from './words.mjs';
import { fitCanvas } from './ribbon.mjs';

const ROOM = 44;

export function makeCaptions(reel, stage, colours) {
  const canvas = el('canvas', {}), texts = el('div', { class: 'texts' });
  const node = el('div', { class: 'captions' }, canvas, texts);
  let width = 1, height = 1;

  function draw() {
    const ratio = fitCanvas(canvas, width, height), context = canvas.getContext('2d');
    const px = (t) => ((t - stage.from) / (stage.to - stage.from)) * width;
    const shown = [];
    context.scale(ratio, ratio);
    context.fillStyle = colours.thin;
    const titles = reel.titles.filter((title) => title.stream === stage.titles && title.to > stage.from && title.from < stage.to);
    titles.forEach((title, i) => {
      const x0 = px(title.from), x1 = Math.max(x0 + 1, px(title.to) - 1);
      /* Text may go on until the next one comes. */
      const end = i + 1 < titles.length ? Math.max(x1, px(titles[i + 1].from)) : width, room = end - x0 >= ROOM;
      context.fillRect(x0, height - 3, x1 - x0, 2);
      if (!room) return;
      const text = el('span', { title: title.text }, title.text.replace(/\n/g, ' / '));
      const left = Math.max(0, x0);
      text.style.left = `${left}px`;
      text.style.width = `${Math.min(width, end) - left}px`;
      shown.push(text);
    });
    texts.replaceChildren(...shown);
  }

  return {
    node,
    draw,
    resize: (w, h) => {
      width = w;
      height = h;
      draw();
    },
  };
}

/* The titles of one stream that are on between two times. */
export function titlesBetween(reel, stream, from, to) {
  return reel.titles.filter((title) => title.stream === stream && title.from < to && title.to > from);
}

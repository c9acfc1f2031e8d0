/* SPDX-License-Identifier: Apache-2.0 */
/* The labels lane: names that a person gave to parts of the film, where they lie; those that overlap under each
   other. A press selects the part. */
import { el } from './words.mjs';

const LABEL_ROW = 20, LABEL_ROWS = 4;

/* Which row each goes into: the first that is free. Beyond LABEL_ROWS they share the last. */
export function stackLabels(labels) {
  const ends = [];
  return labels.map((label) => {
    let row = ends.findIndex((end) => end < label.first);
    if (row < 0) row = Math.min(ends.length, LABEL_ROWS - 1);
    ends[row] = Math.max(label.last, ends[row] ?? -1);
    return row;
  });
}

export function makeLabels(reel, stage) {
  const band = el('div', { class: 'band' });
  const field = el('input', { type: 'text', class: 'naming', 'aria-label': 'name of the label', placeholder: 'name this part', hidden: true, maxlength: '200', autocomplete: 'off', spellcheck: 'false' });
  const node = el('div', { class: 'labels' }, band, field);
  let width = 1;
  node.addEventListener('pointerdown', (event) => event.target.closest('button, input') && event.stopPropagation());

  const px = (t) => ((t - stage.from) / (stage.to - stage.from)) * width;

  /* The name may go on beyond its bar until the next one in its row. */
  function bar(label, row, next) {
    const x0 = Math.max(0, px(reel.time(label.first))), x1 = Math.min(width, px(reel.time(label.last + 1)));
    const by = label.file ? `, ${(label.applied || '').slice(0, 10)}, from ${label.file}` : '';
    const chosen = stage.part && stage.part.first === label.first && stage.part.last === label.last;
    const button = el('button', {
      type: 'button', class: chosen ? 'chosen' : null, title: `${label.name}: ${reel.timecode(label.first)} – ${reel.timecode(label.last + 1)}${by}`,
      onclick: () => stage.setPart(label.first, label.last),
    }, label.name, el('i', {}));
    const long = Math.max(3, x1 - x0 - 1), room = (next ? Math.min(width, px(reel.time(next.first))) : width) - x0 - 4;
    button.lastChild.style.width = `${long}px`;
    button.style.left = `${x0}px`;
    button.style.minWidth = `${long}px`;
    button.style.maxWidth = `${Math.max(long, room)}px`;
    button.style.top = `${row * LABEL_ROW}px`;
    return button;
  }

  function placeField() {
    if (field.hidden || !stage.part) return;
    field.style.left = `${Math.max(0, Math.min(width - 200, px(reel.time(stage.part.first))))}px`;
  }

  function draw() {
    const rows = stackLabels(reel.labels), focused = [...band.children].indexOf(document.activeElement);
    const seen = (label) => reel.time(label.last + 1) > stage.from && reel.time(label.first) < stage.to;
    const next = (i) => reel.labels.find((label, j) => j > i && rows[j] === rows[i]);
    band.replaceChildren(...reel.labels.map((label, i) => (seen(label) ? bar(label, rows[i], next(i)) : null)).filter(Boolean));
    if (focused >= 0 && band.children[focused]) band.children[focused].focus({ preventScroll: true });
    placeField();
  }

  return {
    node,
    field,
    draw,
    height: () => Math.max(1, ...stackLabels(reel.labels).map((row) => row + 1)) * LABEL_ROW - 2,
    resize: (w) => {
      width = w;
      draw();
    },
  };
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The stretches, each a bracket: begin and end, how sure both are as a soft edge, and p. */
import { el } from './words.mjs';
import { fitCanvas } from './ribbon.mjs';
import { sheer } from './theme.mjs';
import { followWhole } from './twin.mjs';
import { pWords, stretchWords } from './answer.mjs';

const TOP = 4, FOOT = 12, LABEL = 88;

/* Fades from the one end of an interval to the other. */
function softEdge(context, x0, x1, colour, opens) {
  const [a, b] = [Math.min(x0, x1 - 1), Math.max(x0 + 1, x1)];
  const fade = context.createLinearGradient(a, 0, b, 0);
  fade.addColorStop(opens ? 0 : 1, sheer(colour, 0));
  fade.addColorStop(opens ? 1 : 0, sheer(colour, 0.45));
  context.fillStyle = fade;
  context.fillRect(a, TOP, b - a, FOOT - TOP);
}

function drawBracket(context, stretch, px, colour) {
  const x0 = Math.round(px(stretch.starts)), x1 = Math.max(x0 + 2, Math.round(px(stretch.ends)));
  const between = (low, otherwise) => (Number.isFinite(low) ? px(low) : otherwise);
  softEdge(context, between(stretch.begin_low, x0), between(stretch.begin_high, x0), colour, true);
  softEdge(context, between(stretch.end_low, x1), between(stretch.end_high, x1), colour, false);
  context.strokeStyle = colour;
  context.lineWidth = stretch.unlikely ? 2 : 1;
  context.beginPath();
  context.moveTo(x0 + 0.5, FOOT);
  context.lineTo(x0 + 0.5, TOP);
  context.lineTo(x1 - 0.5, TOP);
  context.lineTo(x1 - 0.5, FOOT);
  context.stroke();
}

/* Where labels go: under their bracket's middle, the strongest first; what would lie over another one is left out, as its
   bracket tells the same. */
export function placeLabels(stretches, middle, width, label) {
  const placed = [];
  for (const stretch of stretches) {
    const left = Math.max(0, Math.min(width - label, middle(stretch) - label / 2));
    if (placed.every((other) => Math.abs(other.left - left) >= label)) placed.push({ stretch, left });
  }
  return placed;
}

function emptyWords(comparison) {
  const why = comparison.about.stretch_note;
  if (why || !(comparison.about.pseudo_films > 0)) return `stretches cannot be told${why ? `: ${why}` : ''}`;
  return 'no stretch stands out';
}

export function makeBrackets(comparison, stage, colours, explain, choose, go) {
  const canvas = el('canvas', {}), labels = el('div', { class: 'marks' }), plot = el('div', { class: 'plot', role: 'group', 'aria-label': 'stretches' }, canvas, labels);
  const title = explain.known('stretch') ? el('button', { type: 'button', class: 'name', onclick: () => explain.measure('stretch') }, 'stretches') : el('b', {}, 'stretches');
  const node = document.getElementById('brackets'), { stretches } = comparison;
  node.append(el('div', { class: 'gutter' }, title), plot, el('div', { class: 'axis' }));
  if (!stretches.length) {
    node.classList.add('empty');
    plot.append(el('p', { class: 'absent' }, emptyWords(comparison)));
    return { draw() {} };
  }
  const place = followWhole(comparison, stage, plot, go);

  function draw() {
    const width = Math.max(1, plot.clientWidth), ratio = fitCanvas(canvas, width, plot.clientHeight), context = canvas.getContext('2d');
    const px = (t) => (t / comparison.own.length) * width;
    context.scale(ratio, ratio);
    for (const stretch of [...stretches].reverse()) drawBracket(context, stretch, px, stretch.unlikely ? colours.accent : colours.thin);
    const shown = placeLabels(stretches, (one) => px((one.starts + one.ends) / 2), width, LABEL);
    labels.replaceChildren(...shown.map(({ stretch, left }) => {
      const button = el('button', { type: 'button', class: stretch.unlikely ? 'mark strong' : 'mark', title: stretchWords(comparison, stretch), 'aria-label': `stretch ${stretch.i + 1}: ${stretchWords(comparison, stretch)}`, onclick: () => choose(stretch) }, pWords(stretch.p));
      button.style.left = `${left}px`;
      button.style.width = `${LABEL}px`;
      return button;
    }));
    place();
  }
  return { draw };
}

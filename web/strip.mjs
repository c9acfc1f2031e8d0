/* SPDX-License-Identifier: Apache-2.0 */
/* The shots: stills in a strip, their palettes under it, and changes drawn as what they are. */
import { el } from './words.mjs';
import { fitCanvas, paintStripes } from './ribbon.mjs';

const PALETTE = 12, MARKS = 16, GAP = 4, NARROW = 44, HAND = 6;

function wedge(context, x0, x1, y, height, opens) {
  const middle = y + height / 2;
  context.beginPath();
  if (opens) {
    context.moveTo(x0, middle);
    context.lineTo(x1, y);
    context.lineTo(x1, y + height);
  } else {
    context.moveTo(x0, y);
    context.lineTo(x0, y + height);
    context.lineTo(x1, middle);
  }
  context.closePath();
  context.fill();
}

function cross(context, x0, x1, y, height) {
  context.beginPath();
  context.moveTo(x0, y);
  context.lineTo(x1, y + height);
  context.moveTo(x1, y);
  context.lineTo(x0, y + height);
  context.stroke();
  context.strokeRect(x0, y, x1 - x0, height);
}

function slant(context, x0, x1, y, height) {
  context.beginPath();
  context.moveTo(x0, y + height);
  context.lineTo(x1, y);
  context.lineTo(x1, y + height);
  context.closePath();
  context.fill();
  context.strokeRect(x0, y, x1 - x0, height);
}

function arrow(context, x0, x1, y, height, lines) {
  const middle = y + height / 2, tip = Math.min(4, (x1 - x0) / 2);
  context.strokeRect(x0, y, x1 - x0, height);
  context.beginPath();
  for (const at of lines) {
    context.moveTo(x0 + 2, middle + at);
    context.lineTo(x1 - 2, middle + at);
  }
  context.moveTo(x1 - 2 - tip, middle - tip);
  context.lineTo(x1 - 2, middle);
  context.lineTo(x1 - 2 - tip, middle + tip);
  context.stroke();
}

function colourOf(transition) {
  const found = /colour=(#[0-9a-f]{6})/i.exec(transition.detail);
  return found ? found[1] : null;
}

/* A cut is a line, a dissolve a cross, a fade a wedge, a dip two wedges with their colour between, a wipe a slant,
   a push and a slide arrows. */
export function drawTransition(context, transition, x0, x1, y, height, colours) {
  const kind = transition.kind;
  if (x1 - x0 < 6 && !/cut$/.test(kind)) {
    const middle = (x0 + x1) / 2;
    x0 = middle - 3;
    x1 = middle + 3;
  }
  context.lineWidth = 1;
  context.strokeStyle = context.fillStyle = /cut$/.test(kind) ? colours.dim : colours.text;
  if (/cut$/.test(kind)) {
    context.beginPath();
    context.setLineDash(kind === 'jump_cut' ? [2, 2] : []);
    context.moveTo(Math.round(x0) + 0.5, y);
    context.lineTo(Math.round(x0) + 0.5, y + height);
    context.stroke();
    context.setLineDash([]);
  } else if (kind === 'dissolve') cross(context, x0, x1, y + 2, height - 4);
  else if (kind === 'fade_out') wedge(context, x0, x1, y + 2, height - 4, false);
  else if (kind === 'fade_in') wedge(context, x0, x1, y + 2, height - 4, true);
  else if (kind === 'dip') {
    const middle = (x0 + x1) / 2, colour = colourOf(transition);
    if (colour) {
      context.fillStyle = colour;
      context.fillRect(x0, y + 2, x1 - x0, height - 4);
      const bright = parseInt(colour.slice(1, 3), 16) + parseInt(colour.slice(3, 5), 16) + parseInt(colour.slice(5), 16) > 380;
      context.fillStyle = bright ? '#222222' : '#dddddd';
    }
    context.strokeRect(x0, y + 2, x1 - x0, height - 4);
    wedge(context, x0, middle, y + 2, height - 4, false);
    wedge(context, middle, x1, y + 2, height - 4, true);
  } else if (kind === 'wipe') slant(context, x0, x1, y + 2, height - 4);
  else arrow(context, x0, x1, y + 2, height - 4, kind === 'push' ? [0] : [-2, 2]);
}

/* What a person did: a dot at the foot of the mark, in the accent colour where it is done on this page; what they
   marked wrong is broken lines round where it was. */
function drawHand(context, transition, x0, x1, y, colours) {
  const middle = /cut$/.test(transition.kind) ? Math.round(x0) + 0.5 : (x0 + x1) / 2, sudden = x1 - x0 < 1;
  context.fillStyle = context.strokeStyle = transition.hand ? colours.accent : colours.text;
  if (!transition.wrong) {
    context.beginPath();
    context.arc(middle, y + MARKS + HAND / 2 - 0.5, 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  if (sudden) {
    context.beginPath();
    context.moveTo(middle, y);
    context.lineTo(middle, y + MARKS);
    context.stroke();
  } else context.strokeRect(x0, y + 2, Math.max(4, x1 - x0), MARKS - 4);
  context.setLineDash([]);
  context.beginPath();
  for (const way of [-1, 1]) {
    context.moveTo(middle - 2.5 * way, y + MARKS / 2 - 2.5);
    context.lineTo(middle + 2.5 * way, y + MARKS / 2 + 2.5);
  }
  context.stroke();
}

/* Shots in the order of the film, put together until they are wide enough to show a still: each group shows the
   still of its longest shot and lies exactly where its shots lie. From the film's start, so that groups stay what
   they are while the window moves. */
export function groupShots(shots, seconds) {
  const groups = [];
  let group = null;
  for (const shot of shots) {
    if (!group) group = { from: shot.from, to: shot.to, best: null, shots: 0 };
    group.to = shot.to;
    group.shots++;
    if (shot.still && (!group.best || shot.seconds > group.best.seconds)) group.best = shot;
    if (group.to - group.from >= seconds) {
      groups.push(group);
      group = null;
    }
  }
  if (group) groups.push(group);
  return groups;
}

export function makeStrip(reel, stage, colours) {
  const canvas = el('canvas', {}), frames = el('div', { class: 'frames' });
  const node = el('div', { class: 'strip' }, frames, canvas);
  const shown = new Map();
  let width = 1, height = 1, least = 0;

  function still(shot) {
    const image = el('img', { alt: '', decoding: 'async', draggable: 'false' });
    image.src = 'data:image/jpeg;base64,' + shot.still.data;
    return image;
  }

  function place(group, px, stillHeight) {
    const shot = group.best;
    let image = shown.get(shot.still.frame);
    if (!image) {
      image = still(shot);
      shown.set(shot.still.frame, image);
      frames.append(image);
    }
    const x0 = Math.round(px(group.from)), x1 = Math.round(px(group.to));
    const natural = (stillHeight * shot.still.width) / shot.still.height;
    const w = Math.min(x1 - x0 - 1, Math.ceil(natural));
    /* A still stays in sight as long as its shots do. */
    const x = Math.max(x0, Math.min(0, x1 - 1 - w));
    image.style.transform = `translateX(${x}px)`;
    image.style.width = `${Math.max(1, w)}px`;
    image.style.height = `${stillHeight}px`;
    return shot.still.frame;
  }

  function drawStills(px, stillHeight) {
    const kept = new Set();
    /* Print keeps the stills of the screen: others would not be there in time. */
    if (!document.documentElement.classList.contains('printing')) least = ((stage.to - stage.from) / width) * NARROW;
    const groups = stillHeight > 0 ? groupShots(reel.shots, least) : [];
    for (const group of groups)
      if (group.best && group.to > stage.from && group.from < stage.to) kept.add(place(group, px, stillHeight));
    for (const [n, image] of shown)
      if (!kept.has(n)) {
        image.remove();
        shown.delete(n);
      }
  }

  function drawBlocks(context, px, y) {
    /* Where shots are a few pixels wide their blocks would flicker, and changes are marks as wide as they last. */
    const crowded = ((stage.to - stage.from) * reel.shots.length) / reel.length > width / 6;
    for (const shot of reel.shots) {
      if (shot.to <= stage.from || shot.from >= stage.to) continue;
      const x0 = Math.round(px(shot.from)), x1 = Math.round(px(shot.to));
      context.fillStyle = shot.kind === 'black' ? '#000' : shot.n % 2 || crowded ? colours.block2 : colours.block;
      context.fillRect(x0, y, Math.max(1, x1 - x0), MARKS);
    }
    for (const transition of reel.transitions) {
      if (transition.to < stage.from || transition.from > stage.to) continue;
      if (transition.wrong || transition.hand || transition.origin) drawHand(context, transition, px(transition.from), px(transition.to), y, colours);
      if (transition.wrong) continue;
      if (crowded) {
        if (/cut$/.test(transition.kind)) continue;
        context.fillStyle = colours.dim;
        context.fillRect(px(transition.from), y + 4, Math.max(1, px(transition.to) - px(transition.from)), MARKS - 8);
        continue;
      }
      drawTransition(context, transition, px(transition.from), px(transition.to), y, MARKS, colours);
    }
  }

  /* Stills above, palettes under them, blocks and changes at the foot. The canvas begins below the stills: print
     paints it opaque. */
  function draw() {
    const palette = reel.hasPalettes ? PALETTE + GAP : 0;
    const foot = reel.transitions.some((one) => one.origin || one.hand) ? HAND : 0;
    const top = reel.stillCount ? height - MARKS - foot - palette : 0, below = height - top;
    const px = (t) => ((t - stage.from) / (stage.to - stage.from)) * width;
    drawStills(px, Math.max(0, top - GAP));
    frames.style.height = `${Math.max(0, top - GAP)}px`;
    canvas.style.top = `${top}px`;
    const ratio = fitCanvas(canvas, width, below), context = canvas.getContext('2d');
    if (palette) {
      const box = { x: 0, y: 0, width: canvas.width, height: Math.round((below - MARKS - foot - GAP) * ratio) };
      paintStripes(context, reel, stage.from, stage.to, box, [colours.block, colours.block2]);
    }
    context.scale(ratio, ratio);
    drawBlocks(context, px, below - MARKS - foot);
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

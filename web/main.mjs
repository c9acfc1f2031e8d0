/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the page together: lanes, pointer, keys, themes, print. */
import { count, decimal, el, figure, quantity, spoken, unitWords } from './words.mjs';
import { readReel } from './reel_data.mjs';
import { makeStage } from './stage.mjs';
import { makeExplain } from './explain.mjs';
import { cite, copy } from './citation.mjs';
import { makeRibbon } from './ribbon.mjs';
import { makeStrip } from './strip.mjs';
import { AXIS, lanesOf, makePlot, measuresOf, plotWords, viewChooser } from './plots.mjs';
import { makeCaptions, titlesBetween } from './captions.mjs';
import { makePlayer } from './player.mjs';
import { makeDock } from './dock.mjs';
import { filmFacts, makeProblems, makeTables } from './tables.mjs';

const colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['text', 'dim', 'rule', 'line', 'thin', 'band', 'bar', 'bar2', 'block', 'block2', 'accent'])
    colours[name] = style.getPropertyValue('--' + name).trim();
}

function remember(theme) {
  try {
    localStorage.setItem('pastiche-theme', theme);
  } catch { /* a page from disk may have no store */ }
}

function remembered() {
  try {
    return localStorage.getItem('pastiche-theme');
  } catch {
    return null;
  }
}

/* To everybody, or, of what the page shows anyway, only to who listens to it. */
function say(text, aloud = false) {
  const said = document.getElementById('said');
  said.textContent = text;
  said.classList.toggle('shown', !aloud);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => said.classList.remove('shown'), 4000);
}

/* Why a lane is empty, in words. */
function absence(reel, id) {
  const has = (kind) => reel.film.streams.some((stream) => stream.kind === kind);
  if (id === 'loudness') return has('sound') ? 'loudness was not measured' : 'no sound in this film';
  if (id === 'words') return has('title') ? 'the titles of this film hold no text' : 'no titles in this film';
  return `${id} was not measured`;
}

function makeLane(id, title, height) {
  const name = el('button', { type: 'button', class: 'name' }, title), values = el('dl', { class: 'values' });
  const gutter = el('div', { class: 'gutter' }, name, values);
  const plot = el('div', { class: 'plot', role: 'img' });
  const node = el('section', { class: 'row lane', 'data-lane': id, tabindex: '0', 'aria-label': title }, gutter, plot, el('div', { class: 'axis' }));
  node.style.setProperty('--least', `${height}px`);
  return { id, node, name, gutter, plot, values, cells: [], draw() {}, resize() {}, colour() {}, tell() {} };
}

function emptyLane(lane, words) {
  lane.node.classList.add('empty');
  lane.plot.append(el('p', { class: 'absent' }, words));
  lane.plot.removeAttribute('role');
  return lane;
}

/* One number of the gutter, its unit told on hover. */
function addCell(lane, label, unit) {
  const cell = el('dd', { title: unitWords(unit) });
  lane.values.append(el('dt', { title: unitWords(unit) }, label), cell);
  lane.cells.push(cell);
  return cell;
}

function shotsLane(reel, stage, explain) {
  const lane = makeLane('shots', 'shots', 84), strip = makeStrip(reel, stage, colours);
  if (!reel.shots.length) return emptyLane(lane, 'no shots in this reel');
  lane.plot.append(strip.node);
  lane.plot.setAttribute('aria-label', `${count(reel.shots.length, 'shot')}, ${count(reel.transitions.length, 'change')}. The table of shots at the end of the page has them all.`);
  lane.name.addEventListener('click', () => explain.measure('shot', 'transition', 'palette'));
  const which = addCell(lane, 'shot', ''), long = addCell(lane, 'lasts', 's'), into = addCell(lane, '', '');
  into.className = 'words';
  lane.measure = null; /* cited by its length */
  lane.draw = strip.draw;
  lane.resize = strip.resize;
  lane.colour = strip.draw;
  lane.tell = (t) => {
    const shot = reel.shotAt(t);
    which.textContent = String(shot.n + 1);
    long.textContent = quantity(shot.seconds, 's');
    const change = reel.transitions.find((one) => t >= one.from - 1e-6 && t < one.to && one.to > one.from);
    into.textContent = change ? `${spoken(change.kind)}, confidence ${decimal(change.confidence, 2)}` : shot.kind === 'picture' ? '' : shot.kind;
  };
  if (!reel.stillCount) lane.plot.append(el('p', { class: 'absent over' }, 'no stills in this reel'));
  return lane;
}

function titleStream(reel, n) {
  const stream = reel.film.streams[n];
  return (stream && (stream.label || stream.language)) || `titles ${n}`;
}

function wordsLane(reel, stage, explain) {
  const lane = makeLane('words', 'words', 36);
  lane.name.addEventListener('click', () => explain.measure('title'));
  if (!reel.titles.length) return emptyLane(lane, absence(reel, 'words'));
  const streams = [...new Set(reel.titles.map((title) => title.stream))];
  const captions = makeCaptions(reel, stage, colours);
  const chooser = viewChooser(streams.map((n) => ({ title: titleStream(reel, n) })), 0, (i) => stage.set({ titles: streams[i] }), 'which titles the words lane shows');
  if (chooser) lane.name.after(chooser);
  stage.set({ titles: streams[0] });
  lane.plot.append(captions.node);
  lane.plot.setAttribute('aria-label', `${count(reel.titles.length, 'title')}, from ${reel.titles[0].text}`);
  const cell = addCell(lane, '', '');
  cell.className = 'words';
  lane.draw = lane.colour = captions.draw;
  lane.resize = captions.resize;
  lane.tell = (t) => (cell.textContent = titlesBetween(reel, stage.titles, t, t + 1e-6).map((title) => title.text.replace(/\n/g, ' / ')).join(' '));
  return lane;
}

function valueAt(series, t) {
  return quantity(series.at(t), series.unit);
}

function numberLane(reel, stage, explain, description) {
  const lane = makeLane(description.id, description.title, description.id === 'cutting' ? 64 : 56);
  const views = description.views;
  let view = null, plot = null, size = null;
  if (!views.length) return emptyLane(lane, absence(reel, description.id));

  function tellers() {
    lane.values.replaceChildren();
    const told = [];
    if (view.lengths) {
      const cell = addCell(lane, 'shot', 's');
      told.push((t) => (cell.textContent = quantity(reel.shotAt(t).seconds, 's')));
    }
    for (const name of [...(view.line || []), ...(view.thin || []), ...(view.dots || [])]) {
      const series = reel.series.get(name), short = name.replace(description.id + '_', '').replace(/_/g, ' ');
      const cell = addCell(lane, short, series.unit);
      told.push((t) => (cell.textContent = valueAt(series, t)));
    }
    if (view.band && view.band.length) {
      const [low, high] = view.band.map((name) => reel.series.get(name));
      const cell = addCell(lane, '5–95 %', low.unit);
      told.push((t) => (cell.textContent = `${figure(low.at(t), low.unit)}–${figure(high.at(t), high.unit)}`));
    }
    return told;
  }

  let told = [];
  function choose(i) {
    view = views[i];
    if (plot) plot.remove();
    lane.plot.replaceChildren();
    plot = makePlot(reel, stage, view, colours, lane.plot);
    lane.plot.setAttribute('aria-label', `${description.title}: ${plotWords(reel, view)}`);
    lane.measure = measuresOf(view)[0] || null;
    told = tellers();
    if (size) plot.resize(...size);
    stage.touch('hover');
  }
  lane.name.addEventListener('click', () => explain.measure(...(measuresOf(view).length ? [...view.line, ...view.thin, ...view.dots, ...view.band] : ['cutting_density'])));
  const chooser = viewChooser(views, 0, choose, `what the ${description.title} lane shows`);
  if (chooser) lane.name.after(chooser);
  choose(0);
  lane.draw = () => plot.draw();
  lane.colour = () => plot.colour();
  lane.resize = (width, height) => {
    size = [width + AXIS, height];
    plot.resize(...size);
  };
  lane.tell = (t) => told.forEach((one) => one(t));
  return lane;
}

function makeRuler(reel, stage) {
  const canvas = el('canvas', {}), label = el('output', { class: 'at' });
  const node = el('div', { class: 'row ruler', 'aria-hidden': 'true' }, el('div', { class: 'gutter' }), el('div', { class: 'plot' }, canvas, label), el('div', { class: 'axis' }));
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((s) => s);
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
function makeOver(reel, stage) {
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

function watchPointer(holder, reel, stage, player, lanes) {
  let drag = null;
  const laneOf = (event) => lanes.find((lane) => lane.plot.contains(event.target));
  const plotOf = (event) => event.target.closest && event.target.closest('.plot');
  const timeAt = (event) => {
    const box = lanes[0].plot.getBoundingClientRect();
    return stage.from + ((event.clientX - box.left) / box.width) * (stage.to - stage.from);
  };
  const clamp = (t) => Math.max(0, Math.min(reel.length, t));
  holder.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !plotOf(event)) return;
    const lane = laneOf(event);
    if (lane && lane.measure !== undefined) stage.set({ measure: lane.measure });
    drag = { x: event.clientX, t: timeAt(event), from: stage.from, part: event.shiftKey, moved: false };
    holder.setPointerCapture(event.pointerId);
  });
  holder.addEventListener('pointermove', (event) => {
    if (!drag) {
      stage.set({ hover: plotOf(event) ? clamp(timeAt(event)) : null });
      return;
    }
    if (Math.abs(event.clientX - drag.x) > 3) drag.moved = true;
    if (!drag.moved) return;
    if (drag.part) stage.setPart(reel.frameAt(clamp(drag.t)), reel.frameAt(clamp(timeAt(event))));
    else stage.pan(drag.t - timeAt(event));
  });
  holder.addEventListener('pointerup', () => {
    if (drag && !drag.moved) player.playFrom(reel.frameAt(clamp(drag.t)));
    drag = null;
  });
  holder.addEventListener('pointercancel', () => (drag = null));
  holder.addEventListener('pointerleave', () => !drag && stage.set({ hover: null }));
  holder.addEventListener('wheel', (event) => {
    if (!plotOf(event)) return;
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    const lines = event.deltaMode === 1 ? 16 : 1;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) stage.pan((sideways * lines * (stage.to - stage.from)) / 1000);
    else if (event.deltaY > 0 && stage.whole()) return;
    else stage.zoom(clamp(timeAt(event)), 1.002 ** (event.deltaY * lines));
    event.preventDefault();
  }, { passive: false });
}

const KEYS = [
  ['← →', 'shot by shot'], [', .', 'frame by frame'], ['home end', 'first and last shot'], ['space', 'play, pause'],
  ['+ −', 'zoom in and out; the wheel does too'], ['0', 'the whole film'], ['z', 'zoom to this shot'], ['shift ← →', 'move the window; dragging does too'],
  ['[ ]', 'a part begins, ends here; dragging with shift held does too'], ['esc', 'no part'], ['c', 'copy a citation of this shot, or of the part'], ['t', 'dark or light'], ['?', 'these keys'],
];

function makeActions(reel, stage, player, explain, theme) {
  const step = (by) => {
    const shot = reel.shots[Math.max(0, Math.min(reel.shots.length - 1, stage.shot().n + by))];
    player.pause();
    player.go(shot.first);
    say(`shot ${shot.n + 1}, ${reel.timecode(shot.first)}, ${quantity(shot.seconds, 's')}`, true);
  };
  const actions = {
    step,
    frame: (by) => (player.pause(), player.go(stage.frame + by)),
    first: () => player.go(0),
    last: () => player.go(reel.shots[reel.shots.length - 1].first),
    play: () => player.toggle() || say('the film is not here to be played'),
    zoom: (factor) => stage.zoom(stage.time() >= stage.from && stage.time() <= stage.to ? stage.time() : (stage.from + stage.to) / 2, factor),
    whole: () => stage.show(0, reel.length),
    zoomShot: () => {
      const shot = stage.shot(), room = Math.max(0.5, shot.seconds / 2);
      stage.show(shot.from - room, shot.to + room);
    },
    pan: (by) => stage.pan(by * 0.25 * (stage.to - stage.from)),
    partBegin: () => stage.setPart(stage.shot().first, stage.part && stage.part.last >= stage.frame ? stage.part.last : stage.shot().last),
    partEnd: () => stage.setPart(stage.part && stage.part.first <= stage.frame ? stage.part.first : 0, stage.shot().last),
    partClear: () => stage.setPart(null),
    cite: async () => {
      const text = cite(reel, stage);
      say((await copy(text)) ? `copied: ${text}` : `copy by hand: ${text}`);
    },
    theme,
    keys: () => explain.show('Keys', el('dl', { class: 'keys' }, ...KEYS.flatMap(([key, what]) => [el('dt', {}, ...key.split(' ').flatMap((one, i) => (i ? [' ', el('kbd', {}, one)] : [el('kbd', {}, one)]))), el('dd', {}, what)]))),
  };
  return actions;
}

function watchKeys(actions) {
  const keys = {
    ArrowLeft: () => actions.step(-1), ArrowRight: () => actions.step(1), ',': () => actions.frame(-1), '.': () => actions.frame(1),
    Home: actions.first, End: actions.last, ' ': actions.play, '+': () => actions.zoom(0.5), '=': () => actions.zoom(0.5), '-': () => actions.zoom(2), 0: actions.whole,
    z: actions.zoomShot, '[': actions.partBegin, ']': actions.partEnd, Escape: actions.partClear, c: actions.cite, t: actions.theme, '?': actions.keys,
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const target = event.target;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (event.key === ' ' && /^(BUTTON|SUMMARY|LABEL)$/.test(target.tagName)) return;
    let act = keys[event.key];
    if (event.shiftKey && event.key === 'ArrowLeft') act = () => actions.pan(-1);
    if (event.shiftKey && event.key === 'ArrowRight') act = () => actions.pan(1);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/* Print is light, as wide as the paper, and drawn again for it. */
function watchPrint(redraw, resize) {
  let theme = null;
  const begin = () => {
    if (theme !== null) return;
    theme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = 'light';
    document.documentElement.classList.add('printing');
    resize();
    redraw();
  };
  const end = () => {
    if (theme === null) return;
    document.documentElement.dataset.theme = theme;
    document.documentElement.classList.remove('printing');
    theme = null;
    resize();
    redraw();
  };
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', (event) => (event.matches ? begin() : end()));
}

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const reel = readReel(read('data'), read('stills'));
  document.documentElement.dataset.theme = remembered() === 'light' ? 'light' : 'dark';
  readColours();
  const stage = makeStage(reel), explain = makeExplain(reel, read('measures')), player = makePlayer(reel, stage);
  stage.measure = reel.series.has('light_mean') ? 'light_mean' : null;

  const film = reel.film, heading = document.querySelector('#head h1');
  heading.textContent = film.title || film.file;
  const by = [film.director, film.year || ''].filter(Boolean).join(', ');
  if (by) heading.append(el('span', {}, by));
  document.getElementById('facts').textContent = filmFacts(reel);

  const ruler = makeRuler(reel, stage), over = makeOver(reel, stage);
  const lanes = [shotsLane(reel, stage, explain), ...lanesOf(reel).map((lane) => numberLane(reel, stage, explain, lane)), wordsLane(reel, stage, explain)];
  const holder = document.getElementById('lanes');
  holder.append(ruler.node, ...lanes.map((lane) => lane.node));
  const ribbon = makeRibbon(reel, stage, player, colours);

  const resize = () => {
    const width = lanes[0].plot.clientWidth;
    ribbon.resize();
    ruler.resize(width);
    over.resize(width);
    for (const lane of lanes) if (!lane.node.classList.contains('empty')) lane.resize(width, lane.plot.clientHeight);
  };
  const recolour = () => {
    readColours();
    ribbon.resize();
    for (const one of [ruler, ...lanes]) one.colour();
  };
  const themeButton = document.getElementById('theme-button');
  const nameTheme = () => {
    const dark = document.documentElement.dataset.theme === 'dark';
    themeButton.textContent = dark ? 'light' : 'dark';
    themeButton.setAttribute('aria-label', `change to the ${dark ? 'light' : 'dark'} theme`);
  };
  const theme = () => {
    document.documentElement.dataset.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    remember(document.documentElement.dataset.theme);
    nameTheme();
    recolour();
  };
  nameTheme();

  const actions = makeActions(reel, stage, player, explain, theme);
  explain.cite = (name) => {
    stage.set({ measure: name });
    actions.cite();
  };
  themeButton.addEventListener('click', theme);
  document.getElementById('print-button').addEventListener('click', () => window.print());
  document.getElementById('keys-button').addEventListener('click', actions.keys);
  const dock = makeDock(reel, stage, player, explain, actions);
  makeTables(reel, explain, player.go);
  makeProblems(reel, player.go);
  holder.addEventListener('focusin', (event) => {
    const lane = lanes.find((one) => one.node === event.target);
    if (lane && lane.measure !== undefined) stage.set({ measure: lane.measure });
  });

  stage.on((changed) => {
    if (changed.has('from') || changed.has('to') || changed.has('titles')) {
      ruler.draw();
      for (const lane of lanes) lane.draw();
    }
    over.place();
    ruler.tell();
    const t = stage.hover === null ? stage.time() : stage.hover;
    for (const lane of lanes) lane.tell(t);
    if (changed.has('measure')) for (const lane of lanes) lane.node.classList.toggle('chosen', lane.measure === stage.measure);
  });

  watchPointer(holder, reel, stage, player, lanes);
  watchKeys(actions);
  watchPrint(recolour, resize);
  new ResizeObserver(resize).observe(holder);
  resize();
  dock.draw();
  stage.touch('frame', 'measure');
  player.start();
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
}

start();

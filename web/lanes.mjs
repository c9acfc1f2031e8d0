/* SPDX-License-Identifier: Apache-2.0 */
/* The lanes: what each is called, what it says at the pointer, and why it is empty where it is. */
import { count, decimal, el, figure, handWords, quantity, spoken, unitWords } from './words.mjs';
import { colours } from './theme.mjs';
import { makeStrip } from './strip.mjs';
import { AXIS, lanesOf, makePlot, measuresOf, plotWords, viewChooser } from './plots.mjs';
import { makeCaptions, titlesBetween } from './captions.mjs';
import { makeLabels } from './labels.mjs';

/* Why a lane is empty, in words. */
function absence(reel, id) {
  const has = (kind) => reel.film.streams.some((stream) => stream.kind === kind);
  if (id === 'loudness') return has('sound') ? 'loudness was not measured' : 'no sound in this film';
  if (id === 'words' && !reel.meters.has('title')) return 'titles were not read';
  if (id === 'words') return has('title') ? 'the titles of this film hold no text' : 'no titles in this film';
  return `${id} was not measured`;
}

function makeLane(id, title, height) {
  const name = el('button', { type: 'button', class: 'name' }, title), values = el('dl', { class: 'values' });
  const gutter = el('div', { class: 'gutter' }, name, values);
  const plot = el('div', { class: 'plot', role: 'img' });
  const node = el('section', { class: 'row lane', 'data-lane': id, tabindex: '0', 'aria-label': title }, gutter, plot, el('div', { class: 'axis' }));
  node.style.setProperty('--least', `${height}px`);
  return { id, node, name, gutter, plot, values, cells: [], draw() {}, resize() {}, colour() {}, recut() {}, tell() {} };
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

/* The gradual change that a time lies in; of those that a person touched also one as near as the pointer can tell. */
function transitionAt(reel, t, near) {
  const touched = (one) => one.wrong || one.hand || one.origin;
  return reel.transitions.find((one) => t >= one.from - 1e-6 && t < one.to && one.to > one.from) ||
    reel.transitions.find((one) => touched(one) && t >= one.from - near && t <= one.to + near);
}

function shotsLane(reel, stage, explain) {
  const lane = makeLane('shots', 'shots', 84), strip = makeStrip(reel, stage, colours);
  if (reel.shotless) return emptyLane(lane, 'no shots in this reel');
  lane.plot.append(strip.node);
  const announce = () => lane.plot.setAttribute('aria-label', `${count(reel.shots.length, 'shot')}, ${count(reel.transitions.filter((one) => !one.wrong).length, 'change')}. The table of shots at the end of the page has them all.`);
  announce();
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
    const change = transitionAt(reel, t, lane.plot.clientWidth ? (4 * (stage.to - stage.from)) / lane.plot.clientWidth : 0), hand = change ? handWords(change) : '';
    const sure = change && Number.isFinite(change.confidence) ? `, confidence ${decimal(change.confidence, 2)}` : '';
    into.textContent = change ? `${spoken(change.kind)}${hand ? `, ${hand}` : sure}` : shot.kind === 'picture' ? '' : shot.kind;
    into.title = hand;
  };
  lane.recut = () => {
    announce();
    strip.draw();
  };
  if (!reel.stillCount) {
    lane.node.classList.add('stillless');
    lane.plot.append(el('p', { class: 'absent over' }, 'no stills in this reel'));
  }
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
  lane.recut = () => plot.recut();
  lane.resize = (width, height) => {
    size = [width + AXIS, height];
    plot.resize(...size);
  };
  lane.tell = (t) => told.forEach((one) => one(t));
  return lane;
}

/* There while there is a label, or one is being written. */
function labelsLane(reel, stage) {
  const lane = makeLane('labels', 'labels', 18), labels = makeLabels(reel, stage);
  const cell = addCell(lane, '', '');
  cell.className = 'words';
  lane.name.replaceWith(el('span', { class: 'name' }, 'labels'));
  lane.plot.setAttribute('role', 'group');
  lane.plot.append(labels.node);
  lane.field = labels.field;
  lane.wanted = () => reel.labels.length > 0 || !labels.field.hidden;
  lane.draw = lane.colour = labels.draw;
  lane.resize = labels.resize;
  lane.recut = () => {
    lane.plot.setAttribute('aria-label', count(reel.labels.length, 'label'));
    lane.node.style.setProperty('--least', `${labels.height()}px`);
    labels.draw();
  };
  lane.tell = (t) => (cell.textContent = reel.labels.filter((label) => reel.time(label.first) <= t && t < reel.time(label.last + 1)).map((label) => label.name).join(', '));
  lane.recut();
  return lane;
}

export function makeLanes(reel, stage, explain) {
  return [shotsLane(reel, stage, explain), labelsLane(reel, stage), ...lanesOf(reel).map((lane) => numberLane(reel, stage, explain, lane)), wordsLane(reel, stage, explain)];
}

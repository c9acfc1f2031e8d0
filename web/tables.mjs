/* SPDX-License-Identifier: Apache-2.0 */
/* The same in tables: figures of rhythm, every shot (the alternative to the lanes), and where it all comes from. */
import { count, decimal, duration, el, figure, hex, quantity, size, spoken, transitionWords, unitWords } from './words.mjs';
import { measureName, median, toldMeasures } from './dock.mjs';

export function filmFacts(reel) {
  const film = reel.film, active = film.active;
  const rate = `${film.variable ? 'varying, mean ' : ''}${Number(reel.fps.toFixed(3))} fps`;
  const inside = active[2] > 0 && (active[2] !== film.width || active[3] !== film.height);
  const picture = inside ? `${active[2]}×${active[3]} in ${film.width}×${film.height}` : `${film.width}×${film.height}`;
  const shots = reel.shots.filter((shot) => shot.kind === 'picture');
  const found = reel.figures.find((one) => one.parts === 1 && one.name === 'median_shot_length');
  const middle = reel.recutByHand ? { value: median(shots.map((shot) => shot.seconds)), unit: 's' } : found;
  const facts = [duration(reel.length), rate, picture, reel.shotless ? 'shots were not found' : count(shots.length, 'shot')];
  if (middle && Number.isFinite(middle.value)) facts.push(`median ${quantity(middle.value, middle.unit)}`);
  if (film.from > 0 || film.to >= 0) facts.push('a part of the film was measured');
  return facts.join(' · ');
}

function interval(one) {
  return Number.isFinite(one.low) && Number.isFinite(one.high) ? `${figure(one.low, one.unit)} … ${figure(one.high, one.unit)}` : '';
}

function figureRow(one, explain) {
  const told = Number.isNaN(one.value) ? 'cannot tell' : quantity(one.value, one.unit);
  return el('tr', {}, el('th', { scope: 'row' }, measureName(one.name, explain)), el('td', { title: unitWords(one.unit) }, told), el('td', {}, interval(one)), el('td', { class: 'note' }, one.note));
}

function filmValues(reel) {
  return [...reel.series.values()].filter((series) => series.single !== undefined)
    .map((series) => ({ name: series.name, value: series.single, unit: series.unit, low: NaN, high: NaN, note: '' }));
}

function wholeFigures(reel, explain) {
  const rows = [...reel.figures.filter((one) => one.parts === 1), ...filmValues(reel)];
  if (!rows.length) return el('p', {}, 'No figures in this reel.');
  const head = el('tr', {}, ...['figure', 'value', 'interval', 'note'].map((text) => el('th', { scope: 'col' }, text)));
  return el('table', { class: 'figures wide' }, el('thead', {}, head), el('tbody', {}, ...rows.map((one) => figureRow(one, explain))));
}

function partFigures(reel, explain) {
  const rows = reel.figures.filter((one) => one.parts > 1);
  if (!rows.length) return null;
  const names = [...new Set(rows.map((one) => one.name))];
  const list = [...new Set(rows.map((one) => one.parts))].sort((a, b) => a - b);
  return el('details', {}, el('summary', {}, `The same over ${list.join(', ')} equal parts`), ...list.map((parts) => partTable(rows, parts, names, explain)));
}

function partTable(rows, parts, names, explain) {
  const cell = (name, part) => {
    const one = rows.find((row) => row.name === name && row.part === part && row.parts === parts);
    if (!one) return el('td', {}, '');
    return el('td', { title: one.note || unitWords(one.unit) }, Number.isNaN(one.value) ? 'cannot tell' : quantity(one.value, one.unit));
  };
  const numbers = Array.from({ length: parts }, (_, i) => i);
  const head = el('tr', {}, el('th', { scope: 'col' }, 'figure'), ...numbers.map((i) => el('th', { scope: 'col' }, `part ${i + 1} of ${parts}`)));
  const body = names.map((name) => el('tr', {}, el('th', { scope: 'row' }, measureName(name, explain)), ...numbers.map((i) => cell(name, i))));
  return el('div', { class: 'scroll' }, el('table', { class: 'figures wide' }, el('thead', {}, head), el('tbody', {}, ...body)));
}

function shotRow(reel, shot, measures, go) {
  const cells = [reel.timecode(shot.first), reel.timecode(shot.last + 1), String(shot.frames), figure(shot.seconds, 's'), shot.kind, transitionWords(shot.into)];
  for (const name of measures) cells.push(figure(reel.ofShot(name, shot), reel.series.get(name).unit));
  cells.push(shot.palette.map((one) => `${hex(one.colour)} ${decimal(one.weight * 100, 0)} %`).join(', '));
  return el('tr', {}, el('th', { scope: 'row' }, el('button', { type: 'button', class: 'what', onclick: () => go(shot.first) }, String(shot.n + 1))), ...cells.map((text) => el('td', {}, text)));
}

/* Made when it is opened: thousands of rows cost time that most readers need not spend. */
function shotTable(reel, stage, go) {
  const measures = toldMeasures(reel).filter((name) => reel.series.get(name).mean);
  const columns = ['shot', 'in', 'out', 'frames', 'seconds', 'kind', 'begins with', ...measures.map((name) => spoken(name) + (reel.series.get(name).unit ? `, ${reel.series.get(name).unit}` : '')), 'palette'];
  const body = el('tbody', {}), holder = el('div', { class: 'scroll' });
  const summary = el('summary', {}), details = el('details', { id: 'shot-table' }, summary, holder);
  const head = el('tr', {}, ...columns.map((text) => el('th', { scope: 'col' }, text)));
  const table = el('table', { class: 'figures wide shots' }, el('caption', {}, 'Every shot: timecodes, length, how it begins, its palette and its means'), el('thead', {}, head), body);
  const fill = () => {
    summary.textContent = `Every shot in a table (${reel.shots.length.toLocaleString('en')} rows): what the lanes show, in numbers`;
    if (!details.open) return body.replaceChildren();
    body.replaceChildren(...reel.shots.map((shot) => shotRow(reel, shot, measures, go)));
    if (!table.isConnected) holder.append(table);
  };
  fill();
  details.addEventListener('toggle', () => details.open && !body.childElementCount && fill());
  stage.on((changed) => changed.has('shots') && fill());
  return details;
}

function facts(rows) {
  const list = el('dl', { class: 'numbers facts' });
  for (const [key, value] of rows) if (value) list.append(el('dt', {}, key), el('dd', {}, value));
  return list;
}

function streamWords(stream) {
  const sound = stream.kind === 'sound' ? [`${stream.layout || count(stream.channels, 'channel')}`, `${decimal(stream.rate, 0)} Hz`] : [];
  return [`${stream.kind}: ${stream.codec}`, ...sound, stream.language, stream.label, stream.used ? 'measured' : 'not measured'].filter(Boolean).join(', ');
}

function provenance(reel) {
  const film = reel.film;
  const meters = [...reel.meters.values()].map((meter) => `${meter.name} ${meter.version}`).join(', ');
  const aspect = film.sample_aspect[0] && film.sample_aspect[0] !== film.sample_aspect[1] ? `, pixels ${film.sample_aspect[0]}:${film.sample_aspect[1]}` : '';
  return el('details', {}, el('summary', {}, 'The film file, and what measured it'), facts([
    ['file', film.file], ['size', size(film.size)], ['XXH3-128', film.hash], ['SHA-256', film.sha256], ['container', film.container],
    ['picture', `${film.codec}, ${film.pixels}, ${film.width}×${film.height}${aspect}${film.interlaced ? ', interlaced' : ''}`],
    ['streams', film.streams.map(streamWords).join('; ')], ['start timecode', film.timecode],
    ['measured', film.from > 0 || film.to >= 0 ? `from ${quantity(film.from, 's')}${film.to >= 0 ? ` to ${quantity(film.to, 's')}` : ' to the end'}` : 'whole'],
    ['frames', decimal(film.frames, 0)], ['meters', meters], ['tool', `pastiche ${reel.version}`],
    ['corrected by hand', reel.corrections.map(({ file, applied }) => `${file}, ${applied.slice(0, 10)}`).join('; ')]]));
}

/* What the page cannot work out again by itself. */
function staleNote(reel, stage) {
  const note = el('p', { class: 'stale', hidden: true }, 'These figures, cutting density and the palettes of shots that were cut anew are those of the list in the reel. They follow when the corrected list is applied.');
  stage.on((changed) => changed.has('shots') && (note.hidden = !reel.recutByHand));
  return note;
}

export function makeTables(reel, stage, explain, go) {
  const more = document.getElementById('more');
  more.append(el('h2', {}, 'Figures of the film'), staleNote(reel, stage), wholeFigures(reel, explain));
  const parts = partFigures(reel, explain);
  if (parts) more.append(parts);
  more.append(shotTable(reel, stage, go), provenance(reel));
  document.getElementById('foot').append(`Measured and drawn by pastiche ${reel.version}. This page loads nothing from a network.`);
}

export function makeProblems(reel, go) {
  if (!reel.problems.length) return;
  const holder = document.getElementById('problems');
  holder.hidden = false;
  const items = reel.problems.map((problem) => {
    const where = problem.first < 0 ? null : el('button', { type: 'button', class: 'what', onclick: () => go(problem.first) },
      problem.last > problem.first ? `${reel.timecode(problem.first)} – ${reel.timecode(problem.last + 1)}` : reel.timecode(problem.first));
    return el('li', {}, where, where ? ' ' : null, problem.what);
  });
  holder.append(el('b', {}, `${count(reel.problems.length, 'problem')} told while measuring`), el('ul', {}, ...items));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The same in tables: who took part, what was set aside, every moment and every precedent in numbers. */
import { count, duration, el, figure, quantity } from './words.mjs';
import { listed, percent } from './answer.mjs';
import { roleWords } from './comparison_data.mjs';

export function comparisonFacts(comparison) {
  const { references, controls, own } = comparison;
  return [`against ${count(references.length, 'reference')}${controls.length ? ` and ${count(controls.length, 'control')}` : ', no controls'}`, duration(own.length), `${Number(own.fps.toFixed(3))} fps`, own.shotCount ? count(own.shotCount, 'shot') : 'no shots'].join(' · ');
}

function headOf(columns) {
  return el('thead', {}, el('tr', {}, ...columns.map((text) => el('th', { scope: 'col' }, text))));
}

function lacking(comparison, film) {
  const names = comparison.looks.filter((_, look) => look < comparison.together && !(film.facets & (1 << look)));
  return names.length ? `${listed(names)} cannot be told` : '';
}

/* A share of sorted values lies below what is given (definition 7 of Hyndman & Fan). */
export function quantile(sorted, share) {
  if (!sorted.length) return NaN;
  const at = share * (sorted.length - 1), low = Math.floor(at), high = Math.min(sorted.length - 1, low + 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

/* The middle of how far a film's moments depart, and from where to where 90 of 100 lie. */
function spreadWords(comparison, film) {
  const own = film.index === 0 ? comparison.windows.map((one) => one.departure[comparison.together]).filter(Number.isFinite).sort((a, b) => a - b) : null;
  const [low, middle, high] = own ? [0.05, 0.5, 0.95].map((share) => quantile(own, share)) : film.spread;
  return Number.isFinite(middle) ? `${figure(middle, 's')} (${figure(low, 's')} to ${figure(high, 's')})` : '—';
}

function filmRow(comparison, film) {
  const notes = [film.note, film.note ? '' : lacking(comparison, film), film.tool && film.tool !== comparison.about.tool ? `measured by pastiche ${film.tool}` : '', film.why].filter(Boolean);
  return el('tr', {}, el('th', { scope: 'row', title: film.file }, film.name), el('td', { class: 'left' }, roleWords(film)), el('td', {}, duration(film.seconds)), el('td', {}, figure(film.shots, 'shots')),
    el('td', {}, String(Number(film.fps.toFixed(3)))), el('td', { title: 'median, and where 90 of 100 of its moments lie' }, film.role === 'control' ? '' : spreadWords(comparison, film)), el('td', { class: 'note' }, notes.join('; ')));
}

function filmsSection(comparison) {
  const table = el('table', { class: 'figures wide films' }, headOf(['film', '', 'length', 'shots', 'fps', 'departs', '']), el('tbody', {}, ...comparison.films.map((film) => filmRow(comparison, film))));
  return el('section', { 'aria-label': 'films' }, el('h2', {}, 'Films'), el('div', { class: 'scroll' }, table), el('p', { class: 'means' }, 'How far each film departs from the others, together, when it is the one that is left out: the middle moment, and where 90 of 100 lie.'));
}

function commonsSection(comparison, go) {
  if (!comparison.commons.length) return null;
  const where = (one) => {
    const code = `${one.film.timecode(one.first).slice(0, 8)}–${one.film.timecode(one.last + 1).slice(0, 8)}`;
    return one.film.index === 0 ? el('button', { type: 'button', class: 'what', onclick: () => go(one.first) }, code) : code;
  };
  const rows = comparison.commons.map((one) => el('tr', {}, el('th', { scope: 'row' }, one.film.name), el('td', { class: 'left' }, where(one)), el('td', {}, quantity(one.seconds, 's')), el('td', { class: 'left' }, one.what), el('td', {}, one.count > 1 ? String(one.count) : '')));
  return el('details', {}, el('summary', {}, `Set aside (${rows.length}): black, one colour, and what films share at their ends; hatched above, counted nowhere`),
    el('div', { class: 'scroll' }, el('table', { class: 'figures wide' }, headOf(['film', 'where', 'lasts', 'what', 'in films']), el('tbody', {}, ...rows))));
}

/* Made when it is opened: thousands of rows cost time that most readers need not spend. */
function lateTable(id, words, columns, rows) {
  const body = el('tbody', {}), table = el('table', { class: 'figures wide shots' }, el('caption', {}, words), headOf(columns), body);
  const details = el('details', { id }, el('summary', {}, words), el('div', { class: 'scroll' }, table));
  details.addEventListener('toggle', () => details.open && !body.childElementCount && body.append(...rows()));
  return details;
}

function momentsTable(comparison, go) {
  const { own, looks } = comparison;
  const row = (one) => el('tr', {}, el('th', { scope: 'row' }, el('button', { type: 'button', class: 'what', onclick: () => go(own.frameAt(one.at)) }, own.timecode(own.frameAt(one.at)).slice(0, 8))),
    ...looks.map((_, look) => el('td', {}, Number.isFinite(one.departure[look]) ? `${figure(one.departure[look], 's')} · ${percent(one.percentile[look])}` : '—')), ...(comparison.controls.length ? [el('td', {}, figure(one.control[comparison.together], 's'))] : []));
  return lateTable('moment-table', `Every moment in a table (${comparison.windows.length.toLocaleString('en')} rows): departure, and the share of the references’ own moments that are nearer`,
    ['moment', ...looks, ...(comparison.controls.length ? ['from controls'] : [])], () => comparison.windows.map(row));
}

function precedentsTable(comparison, go) {
  const { own, looks } = comparison;
  const cell = (shot, look) => {
    const [one] = comparison.precedents.shots(shot.n, look);
    return el('td', { class: 'left' }, one ? `${one.film.name}, ${one.film.timecode(one.first).slice(0, 8)}, ${percent(one.percentile)}` : '—');
  };
  const row = (shot) => el('tr', {}, el('th', { scope: 'row' }, el('button', { type: 'button', class: 'what', onclick: () => go(shot.first) }, String(shot.n + 1))), el('td', {}, own.timecode(shot.first)), ...looks.map((_, look) => cell(shot, look)));
  return lateTable('precedent-table', `Every shot’s nearest precedents in a table (${own.shotCount.toLocaleString('en')} rows): film, timecode, and how many of the series’ own have one as near`,
    ['shot', 'in', ...looks], () => own.shots.map(row));
}

export function makeTables(comparison, go) {
  const { about } = comparison, { pseudo_films: pseudo } = about;
  document.getElementById('more').append(...[filmsSection(comparison), commonsSection(comparison, go), momentsTable(comparison, go), precedentsTable(comparison, go)].filter(Boolean));
  const drawn = pseudo > 0 ? ` Null distribution from ${pseudo.toLocaleString('en')} pseudo-films.` : '';
  document.getElementById('foot').append(`A moment of the curves is ${quantity(about.step, 's')} long, a window of scene length ${quantity(about.window, 's')}.${drawn} Compared by pastiche ${about.tool}, drawn by ${comparison.version} from ${comparison.file}. This page loads nothing from a network.`);
}

export function makeNotes(comparison) {
  if (!comparison.notes.length) return;
  const holder = document.getElementById('notes');
  holder.hidden = false;
  holder.append(el('b', {}, 'Before believing any of it'), el('ul', {}, ...comparison.notes.map((note) => el('li', {}, note))));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What the references have in common, measure by measure, and where the film lies. */
import { decimal, el, spoken, unitWords } from './words.mjs';
import { pWords, percent } from './answer.mjs';
import { LEVEL } from './comparison_data.mjs';
import { methodLink } from './findings.mjs';

/* As many decimals as the references differ in. */
function told(value, one) {
  if (!Number.isFinite(value)) return '—';
  const spread = one.deviation > 0 ? one.deviation : Math.abs(one.mean) / 10 || 1;
  return decimal(value, Math.max(0, Math.min(4, 1 - Math.floor(Math.log10(spread)))));
}

function scaleOf(one) {
  const values = [one.film, one.low, one.high, ...one.films.map((other) => other.value)].filter(Number.isFinite);
  const low = Math.min(...values), high = Math.max(...values), room = (high - low || 1) * 0.06;
  return (value) => `${((value - low + room) / (high - low + 2 * room)) * 100}%`;
}

/* References as dots, controls as rings, the film as a bar, where one more film would lie as a band. */
function dotsNode(one) {
  const node = el('div', { class: 'dots', role: 'img', 'aria-label': `film ${told(one.film, one)}; ${one.films.map((other) => `${other.film.name} ${told(other.value, one)}`).join('; ')}` });
  const at = scaleOf(one);
  if (Number.isFinite(one.low) && Number.isFinite(one.high)) {
    const range = el('i', { class: 'range' });
    range.style.left = at(one.low);
    range.style.width = `calc(${at(one.high)} - ${at(one.low)})`;
    node.append(range);
  }
  for (const other of one.films) {
    if (!Number.isFinite(other.value)) continue;
    const dot = el('i', { class: other.film.role === 'control' ? 'ring' : 'dot', title: `${other.film.name}: ${told(other.value, one)}, ${pWords(other.p)} against the ${other.film.role === 'control' ? 'series' : 'rest of the series'}` });
    dot.style.left = at(other.value);
    node.append(dot);
  }
  if (Number.isFinite(one.film)) {
    const film = el('i', { class: 'film', title: `this film: ${told(one.film, one)}` });
    film.style.left = at(one.film);
    node.append(film);
  }
  return node;
}

/* The reference that comes nearest to where the film lies. */
export function nearestReference(one) {
  const told = one.films.filter((other) => other.film.role === 'reference' && Number.isFinite(other.value));
  return told.reduce((best, other) => (!best || Math.abs(other.value - one.film) < Math.abs(best.value - one.film) ? other : best), null);
}

function row(one, explain, controls) {
  const out = one.p < LEVEL, counter = el('p', { class: 'counter', role: 'status' }), nearest = nearestReference(one);
  const name = explain.known(one.name) ? el('button', { type: 'button', class: 'what', onclick: () => explain.measure(one.name) }, spoken(one.name)) : spoken(one.name);
  const against = () => (counter.textContent = `${nearest.film.name} comes nearest: ${told(nearest.value, one)}, itself ${pWords(nearest.p)} against the rest of the series.`);
  const button = out && nearest ? el('button', { type: 'button', class: 'against', 'aria-label': `strongest counter-example in ${spoken(one.name)}`, onclick: against }, 'strongest counter-example') : '';
  const cells = [
    el('td', { class: 'chart' }, dotsNode(one)), el('td', { title: unitWords(one.unit) }, Number.isFinite(one.film) ? told(one.film, one) : 'cannot tell'),
    el('td', { title: unitWords(one.unit) }, Number.isFinite(one.low) ? `${told(one.low, one)} to ${told(one.high, one)}` : '—'), el('td', {}, pWords(one.p).replace(/^p = |^p cannot be told$/g, '') || '—'),
    ...(controls ? [el('td', {}, percent(one.common))] : []), el('td', { class: 'left' }, button),
  ];
  return [el('tr', { class: out ? 'strong' : '' }, el('th', { scope: 'row', title: one.what }, name, el('span', {}, one.unit ? ` ${one.unit}` : '')), ...cells), el('tr', { class: 'told' }, el('td', { colspan: String(cells.length + 1) }, counter))];
}

export function signatureSection(comparison, explain) {
  const section = el('section', { 'aria-label': 'signature' }, el('h2', {}, 'Signature of the series'));
  if (!comparison.signatures.length) return section.append(el('p', {}, 'No measure is there in enough of the references.')), section;
  const controls = comparison.signatures.some((one) => Number.isFinite(one.common)), known = comparison.signatures.filter((one) => Number.isFinite(one.p)).length;
  const head = el('tr', {}, ...['measure', '● series  ○ controls  ❘ film', 'film', 'one more film', 'p', ...(controls ? ['in common'] : []), ''].map((text) => el('th', { scope: 'col' }, text)));
  section.append(
    el('div', { class: 'scroll' }, el('table', { class: 'figures signature' }, el('thead', {}, head), el('tbody', {}, ...comparison.signatures.flatMap((one) => row(one, explain, controls))))),
    el('p', { class: 'means' }, `The band is where one more film of the series would lie in 95 of 100 cases. p is for that one measure alone: of ${known} measures, ${decimal(known * LEVEL, 1)} would lie outside by chance. ${controls ? '“In common” is how much of the differences among all these films lies between the series and the controls. ' : 'How much the series has it in common needs two controls. '}`, methodLink(explain, 'signature')));
  return section;
}

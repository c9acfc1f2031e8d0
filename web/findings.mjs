/* SPDX-License-Identifier: Apache-2.0 */
/* Each finding in words, with what it does and does not mean, and what speaks most against it. */
import { decimal, el, figure, quantity } from './words.mjs';
import { answerOf, carriedBy, controlWords, footageAnswer, likenessAnswer, nearnessWords, percentWords, pWords, share, signatureAnswer, stretchWords } from './answer.mjs';
import { LEVEL } from './comparison_data.mjs';

/* A link to docs/measures.md, where it has a section of that name. */
export function methodLink(explain, name, words = 'method and limits') {
  return explain.known(name) ? el('button', { type: 'button', class: 'what', onclick: () => explain.measure(name) }, words) : null;
}

export function makeAnswer(comparison, explain, choose) {
  const answer = answerOf(comparison), node = document.getElementById('answer'), lead = el('p', { class: 'lead' });
  node.classList.add(answer.verdict);
  const goTo = (stretch) => el('button', { type: 'button', class: 'what', onclick: () => choose(stretch) }, stretch.code);
  const rest = (stretch) => stretchWords(comparison, stretch).slice(stretch.code.length);
  lead.append(answer.lead);
  if (answer.stretches.length === 1) lead.append(goTo(answer.stretches[0]), `${rest(answer.stretches[0])}.`);
  node.append(lead);
  if (answer.stretches.length > 1) node.append(el('ul', {}, ...answer.stretches.map((one) => el('li', {}, goTo(one), rest(one)))));
  const more = [likenessAnswer(comparison), signatureAnswer(comparison), footageAnswer(comparison)].filter(Boolean);
  if (more.length) node.append(el('p', {}, more.join(' ')));
}

/* What speaks most against a finding: the moment, and what it is nearest to there. */
function counterWords(comparison, counter, nearest) {
  const { window, look, departure, percentile, precedent } = counter, { own } = comparison;
  const where = own.timecode(own.frameAt(window.at)).slice(0, 8), name = comparison.looks[look];
  const far = `${where} is the moment ${nearest ? 'nearest to' : 'farthest from'} the series in ${name}: departure ${figure(departure, 's')}, beyond ${percentWords(percentile)} of the references’ own.`;
  if (!precedent) return far;
  return `${far} Its precedent: ${precedent.film.name}, ${precedent.film.timecode(precedent.first).slice(0, 8)}, ${nearnessWords(precedent.percentile)}.`;
}

function counterButton(comparison, find, nearest, go, label) {
  const told = el('p', { class: 'counter', role: 'status' });
  const button = el('button', {
    type: 'button', class: 'against', 'aria-label': label, onclick: () => {
      const counter = find();
      told.textContent = counter ? counterWords(comparison, counter, nearest) : 'No moment of it can be told.';
      if (counter) go(counter.window.at, counter.look);
    },
  }, 'strongest counter-example');
  return { button, told };
}

/* A bar from 0 to how far the stretch departs in an aspect; one scale for all of them. */
function effectRow(comparison, one, scale) {
  const bar = el('i', { class: one.p < LEVEL ? 'strong' : '' });
  bar.style.width = `${Math.max(0, Math.min(1, one.effect / scale)) * 100}%`;
  return el('tr', {}, el('th', { scope: 'row' }, comparison.looks[one.facet]), el('td', { class: 'bar' }, bar),
    el('td', { title: 'mean departure in the stretch' }, figure(one.effect, 's')), el('td', { title: 'less the mean of the film’s rest' }, figure(one.excess, 's')), el('td', { title: 'corrected for looking at all aspects' }, pWords(one.p).replace(/^p = /, '')));
}

function effectTable(comparison, stretch) {
  if (!stretch.facets.length) return null;
  const scale = Math.max(1, ...stretch.facets.map((one) => one.effect).filter(Number.isFinite));
  const head = el('tr', {}, ...['aspect', '', 'departure', 'over its rest', 'p'].map((text) => el('th', { scope: 'col' }, text)));
  return el('table', { class: 'figures effects' }, el('thead', {}, head), el('tbody', {}, ...stretch.facets.map((one) => effectRow(comparison, one, scale))));
}

/* p is about one more film of this series; the rank alone cannot be surer than there are films. */
function stretchMeaning(comparison, stretch) {
  const floor = stretch.ranked > 0 ? ` By rank alone, with ${stretch.ranked} films, p could never be below ${share(1 / stretch.ranked)}.` : '';
  if (!stretch.unlikely)
    return `One more film of this series would have a part that departs this far, in any aspect, in ${percentWords(stretch.p)} of cases: this is no finding.`;
  return `If this were one more film of this series, a part that departs this far, anywhere and in any aspect, would come about in ${percentWords(stretch.p)} of cases. It says that the pictures and sounds differ, not why, nor that somebody meant it.${floor}`;
}

function edgeWords(comparison, stretch) {
  const { own } = comparison, code = (t) => own.timecode(own.frameAt(t)).slice(0, 8);
  if (!Number.isFinite(stretch.begin_low) || !Number.isFinite(stretch.end_low)) return '';
  return `Begins between ${code(stretch.begin_low)} and ${code(stretch.begin_high)}, ends between ${code(stretch.end_low)} and ${code(stretch.end_high)} (95 %).`;
}

function stretchNode(comparison, stretch, explain, actions) {
  const counter = counterButton(comparison, () => comparison.againstStretch(stretch), true, actions.goTime, `strongest counter-example to stretch ${stretch.i + 1}`);
  const control = Number.isFinite(stretch.control_p) ? ` (from the controls ${figure(stretch.control_effect, 's')}, ${pWords(stretch.control_p)})` : '';
  return el('article', { class: `finding ${stretch.unlikely ? 'strong' : ''}`, id: `stretch-${stretch.i}`, tabindex: '-1' },
    el('h3', {}, stretch.code, el('span', {}, ` ${pWords(stretch.p)}${stretch.ranked > 0 ? ` · rank ${stretch.rank} of ${stretch.ranked}` : ''} · ${quantity(stretch.ends - stretch.starts, 's')}`)),
    el('p', {}, `${stretch.unlikely ? `Unlike the series ${carriedBy(comparison, stretch)}; ${controlWords(comparison, stretch)}${control}. ` : ''}${edgeWords(comparison, stretch)}`),
    effectTable(comparison, stretch), el('p', { class: 'means' }, stretchMeaning(comparison, stretch), ' ', methodLink(explain, 'stretch')),
    el('p', { class: 'actions' }, el('button', { type: 'button', onclick: () => actions.choose(stretch) }, 'go there'), counter.button), counter.told);
}

export function stretchSection(comparison, explain, actions) {
  const { stretches, about } = comparison, untold = about.stretch_note || !(about.pseudo_films > 0);
  const section = el('section', { 'aria-label': 'stretches' }, el('h2', {}, 'Stretches'));
  if (untold) section.append(el('p', {}, `Cannot tell${about.stretch_note ? `: ${about.stretch_note}` : ''}. The curves show how far each moment is from the references; how far chance alone would go cannot be told.`));
  else if (!stretches.length) section.append(el('p', {}, 'No part of 2 to 30 % of the film stands out.'));
  section.append(...stretches.map((one) => stretchNode(comparison, one, explain, actions)));
  return section;
}

/* A dot with its interval on 0 to 1, a line at .5. */
function intervalNode(value, low, high, name) {
  const node = el('div', { class: 'interval', role: 'img', 'aria-label': `${name} ${share(value)}, from ${share(low)} to ${share(high)}` });
  const bar = el('i', { class: 'range' }), dot = el('i', { class: 'dot' }), half = el('i', { class: 'half' });
  if (Number.isFinite(low) && Number.isFinite(high)) {
    bar.style.left = `${low * 100}%`;
    bar.style.width = `${(high - low) * 100}%`;
    node.append(bar);
  }
  node.append(half);
  if (Number.isFinite(value)) {
    dot.style.left = `${value * 100}%`;
    node.append(dot);
  }
  return node;
}

function likenessRow(comparison, one, actions) {
  const name = comparison.looks[one.facet], less = one.high < 0.5;
  const counter = counterButton(comparison, () => comparison.againstLikeness(one), less, actions.goTime, `strongest counter-example to likeness in ${name}`);
  const interval = (value, low, high) => `${share(value)} (${share(low)} to ${share(high)})`;
  const cells = [el('td', { class: 'chart' }, intervalNode(one.likeness, one.low, one.high, `likeness in ${name}`)), el('td', {}, interval(one.likeness, one.low, one.high))];
  if (comparison.controls.length) {
    const told = Number.isFinite(one.nearer);
    cells.push(el('td', { class: 'chart' }, told ? intervalNode(one.nearer, one.nearer_low, one.nearer_high, `nearer to the series in ${name}`) : ''),
      el('td', {}, told ? interval(one.nearer, one.nearer_low, one.nearer_high) : 'cannot tell'), el('td', { title: 'median of the distance to the controls over that to the series' }, Number.isFinite(one.times) ? `${decimal(one.times, 2)}×` : ''));
  }
  const row = el('tr', { class: less ? 'strong' : '' }, el('th', { scope: 'row' }, name), ...cells, el('td', { class: 'left' }, counter.button));
  return [row, el('tr', { class: 'told' }, el('td', { colspan: String(cells.length + 2) }, counter.told))];
}

export function likenessSection(comparison, explain, actions) {
  const section = el('section', { 'aria-label': 'likeness' }, el('h2', {}, 'Likeness to the series'));
  if (!comparison.likenesses.length) return section.append(el('p', {}, 'Likeness cannot be told.')), section;
  const rows = [...comparison.likenesses].sort((a, b) => (b.facet === comparison.together) - (a.facet === comparison.together));
  const controls = comparison.controls.length ? ['nearer to the series than to the controls', '', 'distance'] : [];
  const head = el('tr', {}, ...['aspect', 'likeness', '', ...controls, ''].map((text) => el('th', { scope: 'col' }, text)));
  section.append(
    el('div', { class: 'scroll' }, el('table', { class: 'figures likeness' }, el('thead', {}, head), el('tbody', {}, ...rows.flatMap((one) => likenessRow(comparison, one, actions))))),
    el('p', { class: 'means' }, 'One more film of the series has a likeness of about .5 (the upright line); below it the film is less like its series than its own films are to one another. Whiskers are 95 % intervals. Likeness is a matter of pictures and sounds: it is not intent, and it is not borrowing. ', methodLink(explain, 'likeness')));
  return section;
}

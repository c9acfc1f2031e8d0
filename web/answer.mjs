/* SPDX-License-Identifier: Apache-2.0 */
/* What was found, in plain words. */
import { count, decimal, spoken } from './words.mjs';
import { LEVEL } from './comparison_data.mjs';

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

function counted(n, one, many) {
  return `${NUMBERS[n] || n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/* ".004", ".041", ".41": as many figures as a probability bears. */
export function share(value) {
  if (!Number.isFinite(value)) return '—';
  const text = decimal(value, value < 0.001 ? 4 : value < 0.0995 ? 3 : 2);
  return value < 1 ? text.replace(/^0/, '') : '1';
}

export function pWords(p) {
  if (!Number.isFinite(p)) return 'p cannot be told';
  return p < 0.0001 ? 'p < .0001' : `p = ${share(p)}`;
}

export function percent(value) {
  if (!Number.isFinite(value)) return '—';
  const by = value * 100;
  if (by > 0 && by < 1) return by < 0.1 ? '< 0.1 %' : `${decimal(by, 1)} %`;
  return by > 99 && by < 100 ? '> 99 %' : `${decimal(by, 0)} %`;
}

/* The same in a sentence. */
export function percentWords(value) {
  return percent(value).replace('<', 'less than').replace('>', 'more than');
}

/* How many of the series' own moments have a precedent as near: small is uncommonly close. */
export function nearnessWords(percentile) {
  if (!Number.isFinite(percentile)) return 'how near that is cannot be told';
  return `${percentWords(percentile)} of the series’ own are as near`;
}

export function carriedBy(comparison, stretch) {
  const carried = stretch.facets.filter((one) => one.p < LEVEL).map((one) => comparison.looks[one.facet]);
  if (carried.length) return `by ${listed(carried)}`;
  return stretch.by === comparison.together ? 'by all aspects together, none alone' : `best seen in ${comparison.looks[stretch.by]}`;
}

export function controlWords(comparison, stretch) {
  if (stretch.unlike === 'both') return 'also unlike the controls';
  if (stretch.unlike === 'series only') return 'unlike the series only, not the controls';
  return comparison.controls.length ? 'against the controls it cannot be told' : 'no controls were given to tell the series from its kind';
}

export function stretchWords(comparison, stretch) {
  const rank = stretch.ranked > 0 ? `, rank ${stretch.rank} of ${stretch.ranked}` : '';
  return `${stretch.code} (${pWords(stretch.p)}${rank}), ${carriedBy(comparison, stretch)}; ${controlWords(comparison, stretch)}`;
}

/* The question that the page answers: does any part of the film break away from its series? */
export function answerOf(comparison) {
  const unlike = comparison.stretches.filter((one) => one.unlikely), told = comparison.stretches.filter((one) => Number.isFinite(one.p));
  const why = comparison.about.stretch_note;
  if (why || !(comparison.about.pseudo_films > 0) || (comparison.stretches.length > 0 && !told.length))
    return { verdict: 'untold', lead: `Cannot tell whether a stretch is unlike the series${why ? `: ${why}` : ''}.`, stretches: [] };
  if (!unlike.length) {
    const best = Math.min(...told.map((one) => one.p));
    return { verdict: 'like', lead: `No stretch departs more than one more film of the series would${told.length ? ` (${pWords(best)})` : ''}.`, stretches: [] };
  }
  return { verdict: 'departs', lead: `${counted(unlike.length, 'stretch is', 'stretches are')} unlike the series: `, stretches: unlike };
}

export function likenessAnswer(comparison) {
  const one = comparison.likenesses.find((other) => other.facet === comparison.together);
  if (!one || !Number.isFinite(one.likeness)) return '';
  const interval = Number.isFinite(one.low) ? `, 95 % ${share(one.low)} to ${share(one.high)}` : '';
  const how = one.high < 0.5 ? 'less like the series than one more film of it would be' : one.low > 0.5 ? 'more like the series than one more film of it would be' : 'as like the series as one more film of it would be';
  const nearer = Number.isFinite(one.nearer) ? ` ${percent(one.nearer)} of it lies nearer to the series than to the controls.` : '';
  return `As a whole it is ${how} (likeness ${share(one.likeness)}${interval}).${nearer}`;
}

export function signatureAnswer(comparison) {
  const told = comparison.signatures.filter((one) => Number.isFinite(one.p)), out = told.filter((one) => one.p < LEVEL);
  if (!told.length) return '';
  if (!out.length) return `In all ${count(told.length, 'measure')} told it lies where one more film of the series would.`;
  return `Of ${count(told.length, 'measure')} it lies outside the series in ${listed(out.slice(0, 6).map((one) => spoken(one.name)))}${out.length > 6 ? ` and ${out.length - 6} more` : ''}.`;
}

function passagesAnswer(copies, share, verb) {
  if (!copies.length) return '';
  const films = [...new Set(copies.map((one) => one.film.name))], several = copies.length > 1;
  return `${counted(copies.length, 'passage', 'passages')}, ${percent(share)} of the film, ${several ? 'are' : 'is'} ${verb} ${listed(films.length > 5 ? [...films.slice(0, 4), `${films.length - 4} more`] : films)}.`;
}

/* What of the film is in others: its pictures; its sound by itself. */
export function footageAnswer({ copies, copied, soundCopied }) {
  return [passagesAnswer(copies.filter((one) => !one.sound), copied, 'the same footage as in'),
    passagesAnswer(copies.filter((one) => one.sound), soundCopied, 'the same sound, under other pictures, as in')].filter(Boolean).join(' ');
}

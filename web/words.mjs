/* SPDX-License-Identifier: Apache-2.0 */
/* Words, numbers and the DOM that shows them. Text goes into the page as text and in no other way. */

/* el('p', {class: 'x', onclick: f}, 'text', node): attributes that are functions become listeners. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/* With a true minus and, from 10,000 on, thousands marked. */
export function decimal(value, digits) {
  const fixed = Math.abs(value).toFixed(digits);
  const [whole, part] = fixed.split('.');
  const marked = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const sign = value < 0 && Number(fixed) !== 0 ? '−' : '';
  return sign + marked + (part ? '.' + part : '');
}

export function count(value, one, many) {
  return `${value.toLocaleString('en')} ${value === 1 ? one : many || one + 's'}`;
}

const DIGITS = { s: 2, seconds: 2, LUFS: 1, LU: 1, dBTP: 1, dBFS: 1, dB: 1, degrees: 0, frames: 0, shots: 0, Hz: 3 };

function digitsFor(value, unit) {
  if (unit in DIGITS) return DIGITS[unit];
  if (unit === '' && Number.isInteger(value) && Math.abs(value) > 1) return 0;
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

/* The number alone. NaN: an em dash; silence: minus infinity. */
export function figure(value, unit) {
  if (value === -Infinity) return '−∞';
  if (value === null || !Number.isFinite(value)) return '—';
  return decimal(value, digitsFor(value, unit));
}

const SHORT = { degrees: '°', seconds: ' s', share: '', 'shots a minute': ' /min' };

/* The number with its unit: "−19.4 LUFS". */
export function quantity(value, unit) {
  const text = figure(value, unit);
  if (text === '—' || !unit) return text;
  return text + (SHORT[unit] ?? ' ' + unit);
}

/* What a unit is called where a number stands alone, for titles and screen readers. */
export function unitWords(unit) {
  return unit ? `in ${unit}` : 'without unit';
}

const SPOKEN = {
  light_low: 'light, 5th percentile', light_high: 'light, 95th percentile', iqr_shot_length: 'IQR of shot length',
  lognormal_w: 'log-normality, W', lognormal_p: 'log-normality, p',
};

/* A measure's name for people. */
export function spoken(name) {
  return SPOKEN[name] || name.replace(/_/g, ' ');
}

/* Near black and near white are called so; any other colour keeps its number. */
function colourName(detail) {
  const found = /^#(..)(..)(..)$/.exec(detail);
  const parts = found ? found.slice(1).map((two) => parseInt(two, 16)) : [];
  if (parts.length && Math.max(...parts) <= 24) return 'black';
  return parts.length && Math.min(...parts) >= 232 ? 'white' : detail.replace(/-/g, ' ');
}

/* "dissolve", "dip (19 frames, white)", "wipe (12 frames, left to right)" */
export function transitionWords(transition) {
  if (!transition) return '';
  const detail = transition.detail.replace(/^[a-z]+=/, '');
  const frames = transition.last - transition.first + 1;
  const more = [frames > 1 ? count(frames, 'frame') : '', colourName(detail)].filter(Boolean);
  return spoken(transition.kind) + (more.length ? ` (${more.join(', ')})` : '');
}

/* "moved by hand, 2026-11-22, from fixed.csv"; of what is done on this page, whether it is in a file yet. */
export function handWords(transition) {
  if (transition.wrong) return `marked wrong, ${transition.saved ? 'saved' : 'not saved yet'}`;
  if (transition.hand) return `${transition.hand} by hand, ${transition.saved ? 'saved' : 'not saved yet'}`;
  if (!transition.origin) return '';
  const { how, file, applied } = transition.origin;
  return [`${how} by hand`, (applied || '').slice(0, 10), file ? `from ${file}` : ''].filter(Boolean).join(', ');
}

/* How a shot comes and goes: "cut in, dissolve out (18 frames)". A fade has its own direction in its name. */
export function changeWords(into, out) {
  const way = (transition, word, other) => {
    if (!transition) return '';
    const words = transitionWords(transition);
    if (transition.kind === 'fade_' + other) return (other === 'out' ? 'after a ' : 'then a ') + words;
    return transition.kind === 'fade_' + word ? words : words.replace(/^[a-z ]+?(?= \(|$)/, (name) => name + ' ' + word);
  };
  return [way(into, 'in', 'out'), way(out, 'out', 'in')];
}

/* 1:32:04, 4:05, 0:52 */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const two = (n) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export function size(bytes) {
  if (bytes < 1e6) return `${decimal(bytes / 1e3, 0)} kB`;
  return bytes < 1e9 ? `${decimal(bytes / 1e6, 1)} MB` : `${decimal(bytes / 1e9, 2)} GB`;
}

export function hex(colour) {
  return '#' + colour.toString(16).padStart(6, '0');
}

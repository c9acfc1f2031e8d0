/* SPDX-License-Identifier: Apache-2.0 */
/* Keys as they are shown and told apart. */
import { el } from './words.mjs';

export function keyList(keys) {
  const caps = (key) => key.split(' ').flatMap((one, i) => (i ? [' ', el('kbd', {}, one)] : [el('kbd', {}, one)]));
  return el('dl', { class: 'keys' }, ...keys.flatMap(([key, what]) => [el('dt', {}, ...caps(key)), el('dd', {}, what)]));
}

/* Letters are told by shift alone, whatever caps lock makes of them. */
export function keyOf(event) {
  if (!/^[a-z]$/i.test(event.key)) return event.key;
  return event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
}

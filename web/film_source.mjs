/* SPDX-License-Identifier: Apache-2.0 */
/* Where a film may lie, as the page sees it. */

export const COPY = '.browser.mp4';

export function stem(name) {
  return name.replace(/\.[^./]*$/, '');
}

export function urlOf(source) {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return /^(https?|file):/i.test(source) ? source : '';
  return source.split('/').map(encodeURIComponent).join('/');
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as src/report/ packs them (json_parts.c, packed_rows.c). */

export function bytes(base64) {
  const text = atob(base64);
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}

export function shorts(base64) {
  const from = bytes(base64), out = new Uint16Array(from.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = from[i * 2] | (from[i * 2 + 1] << 8);
  return out;
}

/* A view to read rows of 32-bit numbers from. */
export function rowsOf(base64, size) {
  const view = new DataView(bytes(base64).buffer);
  return { count: view.byteLength / size, whole: (row, at) => view.getUint32(row * size + at, true), real: (row, at) => view.getFloat32(row * size + at, true), byte: (row, at) => view.getUint8(row * size + at) };
}

export function readNumber(value) {
  return value === null || value === undefined ? NaN : value === '-inf' ? -Infinity : value;
}

/* The last index whose value is not above t (with a hair's breadth of room), at least 0. */
export function lastBefore(sorted, t) {
  let low = 0, high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle] <= t + 1e-6) low = middle;
    else high = middle - 1;
  }
  return low;
}

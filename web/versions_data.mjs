/* SPDX-License-Identifier: Apache-2.0 */
/* Two cuts and what changed, as src/report/versions_text.c wrote it, made ready to be asked. */
import { makeTimecode } from './timecode.mjs';

function readPalette(row) {
  const palette = [];
  for (let i = 1; i + 1 < row.length; i += 2) palette.push({ colour: row[i], weight: row[i + 1] / 1000 });
  return palette;
}

/* Ribbons ask by time: here that is frames. */
function readCut(json, stills) {
  const shots = json.shots.map((row, n) => ({ n, first: row[0], palette: readPalette(row) }));
  shots.forEach((shot, n) => (shot.last = n + 1 < shots.length ? shots[n + 1].first - 1 : json.frames - 1));
  const fps = json.rate[1] > 0 ? json.rate[0] / json.rate[1] : json.frames / json.seconds;
  const shotAt = (frame) => {
    let low = 0, high = shots.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (shots[middle].first <= frame) low = middle;
      else high = middle;
    }
    return shots[low];
  };
  const pictures = stills.map(([shot, frame, width, height, data]) => ({ shot, frame, width, height, source: 'data:image/jpeg;base64,' + data }));
  const pictureOf = (first, last) => {
    const middle = (first + last) / 2, inside = pictures.filter((one) => one.frame >= first && one.frame <= last);
    const among = inside.length ? inside : pictures.filter((one) => one.shot === shotAt(middle).n);
    return among.reduce((best, one) => (!best || Math.abs(one.frame - middle) < Math.abs(best.frame - middle) ? one : best), null);
  };
  return { ...json, shots, fps, shotAt, pictureOf, timecode: makeTimecode(json, { fps, time: (n) => n / fps }) };
}

export const GONE = new Set(['trimmed', 'missing']);

export function changeName(change) {
  return [change.kind === 're-timed' && change.moved ? 'moved and re-timed' : change.kind, change.side].filter(Boolean).join(', ');
}

export function readVersions(json, stills) {
  const changes = json.changes.map(([kind, side, moved, oldFirst, oldLast, newFirst, newLast, speed], n) => ({
    n, kind, side, moved, oldFirst, oldLast, newFirst, newLast, speed,
    isOld: oldLast >= oldFirst, isNew: newLast >= newFirst,
    frames: newLast >= newFirst ? newLast - newFirst + 1 : oldLast - oldFirst + 1,
  }));
  const old = readCut(json.old, stills[0]), new_ = readCut(json.new, stills[1]);
  return { version: json.version, changes, old, new: new_, most: Math.max(old.frames / old.fps, new_.frames / new_.fps) };
}

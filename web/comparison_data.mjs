/* SPDX-License-Identifier: Apache-2.0 */
/* The comparison, as src/report/comparison_json.c wrote it, made ready to be asked. */
import { lastBefore, readNumber, rowsOf } from './packed.mjs';
import { makeTimecode } from './timecode.mjs';

/* Below this a stretch or a measure is told as unlike the series. */
export const LEVEL = 0.05;

const ROLES = { film: 'film', reference: 'series', control: 'control' };

export function roleWords(film) {
  return ROLES[film.role] || film.role;
}

function fpsOf([num, den], frames, seconds) {
  return num > 0 && den > 0 ? num / den : frames / seconds || 24;
}

/* Frames of the film lie evenly within a shot, whatever they do between shots. */
function clockOf(shots, fps, frames, seconds) {
  const firsts = Float64Array.from(shots, (shot) => shot.first), starts = Float64Array.from(shots, (shot) => shot.from);
  const length = shots.length ? Math.max(seconds, shots[shots.length - 1].to) : seconds;
  if (!shots.length) return { fps, length, time: (n) => n / fps, frameAt: (t) => Math.max(0, Math.min(frames - 1, Math.floor(t * fps + 1e-6))) };
  const last = Math.max(0, frames - 1);
  return {
    fps,
    length,
    time: (n) => {
      const shot = shots[lastBefore(firsts, n)];
      return n >= frames ? length : shot.from + ((n - shot.first) * shot.seconds) / shot.frames;
    },
    frameAt: (t) => {
      const shot = shots[lastBefore(starts, t)];
      const into = Math.floor(((t - shot.from) / shot.seconds) * shot.frames + 1e-3);
      return Math.max(0, Math.min(last, shot.last, shot.first + Math.max(0, into)));
    },
  };
}

function readPalette(row, from) {
  const palette = [];
  for (let i = from; i + 1 < row.length; i += 2) palette.push({ colour: row[i], weight: row[i + 1] / 1000 });
  return palette;
}

function readShots(rows) {
  return rows.map((row, n) => {
    const [first, last, from, seconds, picture] = row;
    return { n, first, last, from, seconds, to: from + seconds, frames: last - first + 1, kind: picture ? 'picture' : 'black or one colour', palette: readPalette(row, 5) };
  });
}

const COLOURS = 4;

/* The shots of another film, where its reel was found: enough for a ribbon. */
function readRibbon(base64, fps, frames) {
  if (!base64) return null;
  const size = 4 + COLOURS * 4, rows = rowsOf(base64, size), shots = [];
  for (let n = 0; n < rows.count; n++) {
    const palette = [];
    for (let i = 0; i < COLOURS; i++) {
      const at = 4 + i * 4, weight = rows.byte(n, at + 3) / 255;
      if (weight > 0) palette.push({ colour: (rows.byte(n, at) << 16) | (rows.byte(n, at + 1) << 8) | rows.byte(n, at + 2), weight });
    }
    shots.push({ n, first: rows.whole(n, 0), palette });
  }
  const firsts = Float64Array.from(shots, (shot) => shot.first);
  const ofFrame = (frame) => shots[lastBefore(firsts, frame)];
  return shots.length ? { length: frames / fps, ofFrame, shotAt: (t) => ofFrame(Math.floor(t * fps + 1e-6)) } : null;
}

function readFilm(json, index) {
  const fps = fpsOf(json.rate, json.frames, json.seconds);
  const film = { ...json, index, fps, zero: readNumber(json.zero) || 0, aspect: readNumber(json.aspect), name: json.title || json.file, spread: json.spread.map(readNumber) };
  film.timecode = makeTimecode({ ...json, zero: film.zero }, { fps, time: (n) => n / fps });
  film.ribbon = readRibbon(json.ribbon, fps, json.frames);
  return film;
}

/* The film itself, as the shared parts of the page want one. */
function readOwn(json, film) {
  const shots = readShots(json.shots), clock = clockOf(shots, film.fps, film.frames, film.seconds);
  const rows = shots.length ? shots : [{ n: 0, first: 0, last: film.frames - 1, from: 0, to: clock.length, seconds: clock.length, frames: film.frames, kind: 'picture', palette: [] }];
  const starts = Float64Array.from(rows, (shot) => shot.from);
  return {
    ...film, ...clock, length: clock.length || 1, shots: rows, shotCount: shots.length, timecode: makeTimecode({ ...json.films[0], zero: film.zero }, clock),
    hasPalettes: rows.some((shot) => shot.palette.length > 0), shotAt: (t) => rows[lastBefore(starts, t)],
  };
}

function readWindows(base64, looks) {
  const rows = rowsOf(base64, 4 * (2 + 3 * looks)), windows = [];
  const three = (i, which) => Float32Array.from({ length: looks }, (_, look) => rows.real(i, 4 * (2 + which * looks + look)));
  for (let i = 0; i < rows.count; i++) {
    const from = rows.real(i, 0), seconds = rows.real(i, 4);
    windows.push({ i, from, to: from + seconds, at: from + seconds / 2, departure: three(i, 0), percentile: three(i, 1), control: three(i, 2) });
  }
  return windows;
}

/* Where the references' own moments lie: 5, 50 and 95 of 100 of them below. Together they are all given. By facet it is
   read off the film's own moments, each of which knows how many of the references' lie below it; an end that no moment of
   the film reaches is NaN. null: there is nothing to read it off, as with one reference. */
function bandOf(comparison, look) {
  const shares = [0.05, 0.5, 0.95];
  if (look === comparison.together && comparison.ownBand.every(Number.isFinite)) return comparison.ownBand;
  const pairs = comparison.windows.map((one) => [one.departure[look], one.percentile[look]]).filter(([d, p]) => Number.isFinite(d) && Number.isFinite(p)).sort((a, b) => a[0] - b[0]);
  if (!pairs.length) return null;
  return shares.map((share) => {
    const after = pairs.findIndex(([, p]) => p >= share);
    if (after <= 0) return NaN;
    const [d0, p0] = pairs[after - 1], [d1, p1] = pairs[after];
    return p1 > p0 ? d0 + ((d1 - d0) * (share - p0)) / (p1 - p0) : d1;
  });
}

function readStretches(json, own) {
  const numbers = ['starts', 'ends', 'begin_low', 'begin_high', 'end_low', 'end_high', 'effect', 'excess', 'p', 'control_effect', 'control_p'];
  return json.stretches.map((one, i) => {
    const stretch = { ...one, i };
    for (const name of numbers) stretch[name] = readNumber(one[name]);
    stretch.facets = json.stretch_facets.filter((row) => row[0] === i)
      .map(([, facet, effect, excess, p]) => ({ facet, effect: readNumber(effect), excess: readNumber(excess), p: readNumber(p) }))
      .sort((a, b) => (Number.isNaN(b.effect) ? -1 : Number.isNaN(a.effect) ? 1 : b.effect - a.effect));
    stretch.unlikely = stretch.p < LEVEL;
    stretch.code = `${own.timecode(one.first).slice(0, 8)}–${own.timecode(one.last + 1).slice(0, 8)}`;
    return stretch;
  });
}

function readPrecedents(json, films, looks) {
  const places = rowsOf(json.places, 20), made = new Map();
  const place = (n) => {
    if (!made.has(n)) made.set(n, { film: films[places.whole(n, 0)], first: places.whole(n, 4), last: places.whole(n, 8), starts: places.real(n, 12), seconds: places.real(n, 16) });
    return made.get(n);
  };
  const table = (base64, ranks) => {
    const rows = rowsOf(base64, 12);
    return (of, look) => {
      const found = [];
      for (let rank = 0; rank < ranks; rank++) {
        const row = (of * looks + look) * ranks + rank, n = row < rows.count ? rows.whole(row, 0) : 0;
        if (n) found.push({ ...place(n - 1), look, rank: rank + 1, percentile: rows.real(row, 4), distance: rows.real(row, 8) });
      }
      return found;
    };
  };
  return { shots: table(json.shots, json.ranks), windows: table(json.windows, 1) };
}

function readStills(rows) {
  const films = new Map();
  for (const [film, frame, width, height, data] of rows) {
    if (!films.has(film)) films.set(film, []);
    films.get(film).push({ frame, width, height, data });
  }
  const frames = new Map();
  for (const [film, list] of films) {
    list.sort((a, b) => a.frame - b.frame);
    frames.set(film, list.map((one) => one.frame));
  }
  return (film, first, last) => {
    const list = films.get(film) || [], middle = (first + last) / 2;
    let best = null;
    for (let i = lastBefore(frames.get(film) || [0], first); i < list.length && list[i].frame <= last; i++)
      if (list[i].frame >= first && (!best || Math.abs(list[i].frame - middle) < Math.abs(best.frame - middle))) best = list[i];
    return best;
  };
}

function readNumbers(row, names) {
  const read = { ...row };
  for (const name of names) read[name] = readNumber(row[name]);
  return read;
}

function readSignatures(json, films) {
  return json.signatures.map((row, i) => {
    const one = readNumbers(row, ['film', 'mean', 'deviation', 'low', 'high', 'p', 'common']);
    one.films = json.signature_films.filter((other) => other[0] === i).map(([, film, value, p]) => ({ film: films[film], value: readNumber(value), p: readNumber(p) }));
    return one;
  });
}

/* A passage of the film that another film has too. */
function readCopy([film, first, last, from, seconds, itsFirst, itsLast, itsFrom, itsSeconds, speed, score, expected, matched, changes, what, both], films) {
  return { film: films[film], first, last, from, seconds, to: from + seconds, itsFirst, itsLast, itsFrom, itsSeconds, itsTo: itsFrom + itsSeconds, speed: readNumber(speed), score: readNumber(score), expected: readNumber(expected), matched: readNumber(matched), changes, sound: what === 'sound', both: readNumber(both) };
}

/* The moments of a look between two times that say anything: those that lie there whole, else by their middles. */
function momentsOf(comparison, look, from, to) {
  const told = comparison.windows.filter((one) => one.at >= from && one.at < to && Number.isFinite(one.departure[look]));
  const whole = told.filter((one) => one.from >= from - 1e-3 && one.to <= to + 1e-3);
  return whole.length ? whole : told;
}

function extreme(moments, look, way) {
  return moments.reduce((best, one) => (!best || way * one.departure[look] > way * best.departure[look] ? one : best), null);
}

/* The moment that speaks most against a finding, with what it is nearest to. */
function against(comparison, look, moments, way) {
  const window = extreme(moments, look, way);
  if (!window) return null;
  const shot = comparison.own.shotAt(window.at);
  const [precedent] = [...comparison.precedents.windows(window.i, look), ...comparison.precedents.shots(shot.n, look)];
  return { window, look, departure: window.departure[look], percentile: window.percentile[look], precedent: precedent || null };
}

export function readComparison(json, stills) {
  const films = json.films.map(readFilm), looks = json.looks.length;
  const own = readOwn(json, films[0]);
  const comparison = {
    version: json.version, file: json.file, source: json.source || '', about: json.about, looks: json.looks, together: looks - 1, films, own,
    references: films.filter((film) => film.role === 'reference'), controls: films.filter((film) => film.role === 'control'),
    windows: readWindows(json.departures, looks), ownBand: json.band.map(readNumber), notes: json.notes,
    stretches: readStretches(json, own), precedents: readPrecedents(json.precedents, films, looks),
    likenesses: json.likenesses.map((one) => readNumbers(one, ['likeness', 'low', 'high', 'nearer', 'nearer_low', 'nearer_high', 'times'])),
    signatures: readSignatures(json, films), stillOf: readStills(stills),
    commons: json.commons.map(([film, first, last, starts, seconds, what, count]) => ({ film: films[film], first, last, from: starts, to: starts + seconds, seconds, what, count })),
    copies: json.copies.map((row) => readCopy(row, films)), copied: readNumber(json.films[0].copied), soundCopied: readNumber(json.films[0].sound_copied),
  };
  const middles = Float64Array.from(comparison.windows, (one) => one.at), bands = new Map();
  comparison.band = (look) => (bands.has(look) ? bands.get(look) : bands.set(look, bandOf(comparison, look)).get(look));
  comparison.extremes = (look) => comparison.windows.reduce(([low, high], { departure }) => (Number.isFinite(departure[look]) ? [Math.min(low, departure[look]), Math.max(high, departure[look])] : [low, high]), [Infinity, -Infinity]);
  comparison.has = (look) => comparison.windows.some((one) => Number.isFinite(one.departure[look]));
  comparison.windowAt = (t) => {
    if (!middles.length) return null;
    const i = lastBefore(middles, t), next = Math.min(i + 1, middles.length - 1);
    const one = comparison.windows[Math.abs(middles[next] - t) < Math.abs(middles[i] - t) ? next : i];
    return t >= one.from - 1e-3 && t <= one.to + 1e-3 ? one : null;
  };
  comparison.ownCommons = comparison.commons.filter((one) => one.film === films[0]);
  comparison.commonAt = (t) => comparison.ownCommons.find((one) => t >= one.from && t < one.to) || null;
  comparison.againstStretch = (stretch) => against(comparison, stretch.by, momentsOf(comparison, stretch.by, stretch.starts, stretch.ends), -1);
  comparison.againstLikeness = (one) => against(comparison, one.facet, momentsOf(comparison, one.facet, -Infinity, Infinity), one.high < 0.5 ? -1 : 1);
  return comparison;
}

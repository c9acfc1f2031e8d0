/* SPDX-License-Identifier: Apache-2.0 */
/* The film's own data, as src/report/page_json.c wrote it, made ready to be asked. */
import { byPlace, overlapping } from './corrections.mjs';
import { lastBefore, readNumber, shorts } from './packed.mjs';
import { makeTimecode } from './timecode.mjs';

const TOP = 65533, SILENCE = 65534, MISSING = 65535;

function unpack(base64, low, high) {
  const codes = shorts(base64), out = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    out[i] = code === MISSING ? NaN : code === SILENCE ? -Infinity : low + ((high - low) * code) / TOP;
  }
  return out;
}

function meanKind(unit) {
  return /^(LU|dB)/.test(unit) ? 'energy' : /^degree/.test(unit) ? 'circle' : 'plain';
}

/* A running mean: of decibels the level of the mean energy, of degrees the direction of the mean vector. */
export function makeMean(unit) {
  const kind = meanKind(unit);
  let sum = 0, sine = 0, weight = 0;
  return {
    add(value, by) {
      if (Number.isNaN(value) || (value === -Infinity && kind !== 'energy')) return;
      weight += by;
      if (kind === 'energy') sum += by * 10 ** (value / 10);
      else if (kind === 'circle') {
        sum += by * Math.cos((value * Math.PI) / 180);
        sine += by * Math.sin((value * Math.PI) / 180);
      } else sum += by * value;
    },
    get value() {
      if (!(weight > 0)) return NaN;
      if (kind === 'energy') return 10 * Math.log10(sum / weight);
      if (kind === 'circle') return ((Math.atan2(sine, sum) * 180) / Math.PI + 360) % 360;
      return sum / weight;
    },
  };
}

/* Frame n begins at time(n) seconds; time(frames) is where the film ends. */
function makeClock(json) {
  const { frames, rate, length } = json.film;
  const fps = rate[1] > 0 && rate[0] > 0 ? rate[0] / rate[1] : frames / length || 24;
  if (!json.times) {
    return {
      fps,
      length,
      time: (n) => Math.min(n / fps, Math.max(length, frames / fps)),
      frameAt: (t) => Math.max(0, Math.min(frames - 1, Math.floor(t * fps + 1e-6))),
    };
  }
  const steps = shorts(json.times), at = new Float64Array(frames + 1);
  let sum = 0;
  for (let n = 0; n < frames; n++) at[n] = (sum += steps[n]) / 1000;
  at[frames] = Math.max(length, at[frames - 1] || 0);
  return { fps, length, time: (n) => at[Math.max(0, Math.min(frames, n))], frameAt: (t) => Math.min(frames - 1, lastBefore(at, t)) };
}

function makeSeries(name, json, clock, frames) {
  const series = { name, unit: json.unit, meter: json.meter, grid: json.grid, what: json.what, count: json.count, binned: 1 };
  series.perShot = json.shots ? json.shots.map(readNumber) : null;
  if (json.count === 1) {
    series.single = readNumber(json.value);
    return series;
  }
  const per = json.per_bin, perFrame = json.grid === 'frame';
  series.binned = per;
  series.low = json.low;
  series.high = json.high;
  series.mean = unpack(json.mean, json.low, json.high);
  series.least = json.least ? unpack(json.least, json.low, json.high) : null;
  series.greatest = json.greatest ? unpack(json.greatest, json.low, json.high) : null;
  const edge = (i) => (perFrame ? clock.time(Math.min(frames, i * per)) : json.start + i * per * json.step);
  series.edges = Float64Array.from({ length: series.mean.length + 1 }, (_, i) => edge(i));
  series.at = (t) => (t < series.edges[0] || t > series.edges[series.mean.length] ? NaN : series.mean[Math.min(series.mean.length - 1, lastBefore(series.edges, t))]);
  /* Adds what lies between two times to a running mean, each bin by how much of it does. */
  series.gather = (mean, from, to) => {
    for (let i = lastBefore(series.edges, from); i < series.mean.length && series.edges[i] < to; i++) {
      const share = Math.min(to, series.edges[i + 1]) - Math.max(from, series.edges[i]);
      if (share > 1e-9) mean.add(series.mean[i], share);
    }
  };
  return series;
}

/* `origin` tells what a person did to it before the page was made: {how, file, applied}; null where nobody did. */
function readTransitions(json, clock) {
  return json.transitions.map(([kind, first, last, confidence, detail, how, n]) => {
    const [file, applied] = (json.corrections && json.corrections[n]) || [];
    return placeTransition({ kind, first, last, confidence, detail, origin: how ? { how, file, applied } : null }, clock);
  });
}

function placeTransition(transition, clock) {
  const { kind, first, last } = transition;
  return { ...transition, from: clock.time(first), to: first === last && /cut$/.test(kind) ? clock.time(first) : clock.time(last + 1) };
}

/* `asRead` is the reel's own number of the shot: what it has by shot is of that; -1 where the shot was cut anew. */
function placeShot({ first, last, kind }, n, clock) {
  const from = clock.time(first), to = clock.time(last + 1);
  return { n, asRead: n, first, last, kind, from, to, seconds: to - from, frames: last - first + 1, palette: [], still: null, into: null, out: null };
}

function readShots(json, clock, stills) {
  const rows = json.shots.length ? json.shots : [[0, Math.max(0, json.film.frames - 1), 'picture']];
  const shots = rows.map(([first, last, kind], n) => placeShot({ first, last, kind }, n, clock));
  for (const shot of shots) {
    const row = (json.palettes && json.palettes[shot.n]) || [];
    for (let i = 0; i < row.length; i += 2) shot.palette.push({ colour: row[i], weight: row[i + 1] / 1000 });
  }
  for (const [shot, frame, width, height, data] of stills)
    if (shots[shot]) shots[shot].still = { frame, width, height, data };
  return shots;
}

/* The longest common stretch tells whose palette a shot that was cut anew shows; a still stays where it was taken. */
function inherit(shot, read) {
  const shots = overlapping(read, shot.first, shot.last);
  const same = shots.find((one) => one.first === shot.first && one.last === shot.last);
  const shared = (one) => Math.min(one.last, shot.last) - Math.max(one.first, shot.first);
  const nearest = shots.reduce((best, one) => (shared(one) > shared(best) ? one : best));
  const off = (still) => Math.abs(still.frame - (shot.first + shot.last) / 2);
  const stills = shots.map((one) => one.still).filter((still) => still && still.frame >= shot.first && still.frame <= shot.last);
  shot.asRead = same ? same.n : -1;
  shot.palette = nearest.palette;
  shot.still = stills.reduce((best, still) => (!best || off(still) < off(best) ? still : best), null);
}

/* Shots and changes anew, from rows as web/corrections.mjs gives them; null: as the reel has them. */
function makeRecut(reel, clock) {
  const read = { shots: reel.shots, transitions: reel.transitions };
  return (rows, changes) => {
    reel.recutByHand = rows !== null;
    reel.transitions = rows ? changes.map((change) => placeTransition(change, clock)) : read.transitions;
    reel.shots = rows ? rows.map((row, n) => placeShot(row, n, clock)) : read.shots;
    if (!rows) return index(reel);
    for (const shot of reel.shots) inherit(shot, read.shots);
    attachTransitions(reel.shots, reel.transitions.filter((one) => !one.wrong));
    index(reel);
  };
}

function index(reel) {
  reel.starts = Float64Array.from(reel.shots, (shot) => shot.from);
}

/* Frames up to a change's middle belong to the shot that goes, the rest to the one that comes: so a change lies
   across the boundary that it makes. */
function attachTransitions(shots, transitions) {
  let at = 0;
  const middle = (transition) => (transition.first + transition.last) / 2;
  for (const shot of shots) {
    const reaches = (transition) => transition.first - 1 <= shot.first && shot.first <= transition.last + 1;
    while (at < transitions.length && transitions[at].last + 1 < shot.first) at++;
    for (let i = at; i < transitions.length && transitions[i].first - 1 <= shot.first; i++) {
      const closer = !shot.into || Math.abs(middle(transitions[i]) - shot.first) < Math.abs(middle(shot.into) - shot.first);
      if (reaches(transitions[i]) && closer) shot.into = transitions[i];
    }
    if (shot.n > 0) shots[shot.n - 1].out = shot.into;
  }
  const last = shots[shots.length - 1], end = transitions[transitions.length - 1];
  if (last && end && end !== last.into && end.last + 1 >= last.last) last.out = end;
}

function readTitles(json) {
  return json.titles.map(([from, to, stream, text]) => ({ from, to, stream, text })).sort((a, b) => a.from - b.from);
}

export function readReel(json, stills) {
  const clock = makeClock(json);
  const reel = { film: json.film, version: json.version, source: json.source, fps: clock.fps, time: clock.time, frameAt: clock.frameAt };
  reel.frames = json.film.frames;
  reel.length = clock.time(reel.frames) || 1;
  reel.timecode = makeTimecode(json.film, clock);
  reel.file = json.reel || '';
  reel.corrections = (json.corrections || []).map(([file, applied]) => ({ file, applied }));
  reel.labels = (json.labels || []).map(([name, first, last, n]) => ({ name, first, last, ...reel.corrections[n] })).sort(byPlace);
  reel.transitions = readTransitions(json, clock);
  reel.shots = readShots(json, clock, stills);
  reel.shotless = json.shots.length === 0; /* the film stands in as one */
  attachTransitions(reel.shots, reel.transitions);
  reel.hasPalettes = reel.shots.some((shot) => shot.palette.length > 0);
  reel.stillCount = reel.shots.filter((shot) => shot.still).length;
  reel.series = new Map(Object.entries(json.series).map(([name, one]) => [name, makeSeries(name, one, clock, reel.frames)]));
  reel.titles = readTitles(json);
  reel.figures = json.figures.map((row) => ({ ...row, value: readNumber(row.value), low: readNumber(row.low), high: readNumber(row.high) }));
  reel.meters = new Map(json.meters.map((meter) => [meter.name, meter]));
  reel.problems = json.problems.map(([first, last, what]) => ({ first, last, what }));
  index(reel);
  reel.recut = makeRecut(reel, clock);
  reel.shotAt = (t) => reel.shots[reel.starts.length ? lastBefore(reel.starts, t) : 0];
  reel.mean = (name, from, to) => meanBetween(reel, name, from, to);
  reel.ofShot = (name, shot) => ofShot(reel, name, shot);
  return reel;
}

function meanBetween(reel, name, from, to) {
  const series = reel.series.get(name);
  if (!series || !series.mean) return NaN;
  const mean = makeMean(series.unit);
  series.gather(mean, from, to);
  return mean.value;
}

/* The reel's own mean of a shot where it gives one, else from what the page holds. */
function ofShot(reel, name, shot) {
  const series = reel.series.get(name);
  if (!series) return NaN;
  return series.perShot && shot.asRead >= 0 ? series.perShot[shot.asRead] : meanBetween(reel, name, shot.from, shot.to);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A list of changes and labels as a person corrects it: what may be done to it, what shots follow, and the file that
   `pastiche shots --apply` takes. Nothing here knows the page. A list is never altered: every act gives a new one, or
   { refused } with why.

   A list is { changes, labels }. A change: id, kind, first, last (frames, both inside; a cut's are the new shot's
   first), detail, was ({first, last} in the reel, null: added here), wrong (marked so: not in force). Changes lie in
   order of time. A label: name, first, last. */

export const CHANGE_KINDS = ['cut', 'jump_cut', 'dissolve', 'fade_out', 'fade_in', 'dip', 'wipe', 'push', 'slide'];

/* A hold shorter than this between fades is no shot: HOLD_FRAMES of src/form/shots.h. */
const HOLD_FRAMES = 12;

export function isSudden(kind) {
  return kind === 'cut' || kind === 'jump_cut';
}

function isFade(kind) {
  return kind === 'fade_out' || kind === 'fade_in';
}

function afterMiddle(first, last) {
  return first + Math.floor((last - first) / 2) + 1;
}

/* As boundary_of in src/form/shot_structure.c. */
function boundaryOf(list, i, frames) {
  const change = list[i], previous = list[i - 1], next = list[i + 1];
  if (isSudden(change.kind)) return change.first;
  if (change.kind === 'fade_out' && (next ? next.first : frames) - (change.last + 1) < HOLD_FRAMES)
    return next && next.kind === 'fade_in' ? afterMiddle(change.last, next.first) : -1;
  if (change.kind === 'fade_in') {
    const from = !previous ? 0 : isSudden(previous.kind) ? previous.first : previous.last + 1;
    if (change.first - from < HOLD_FRAMES) return -1;
  }
  return afterMiddle(change.first, change.last);
}

/* Where shots begin, from changes that are in force and in order. `out` is the change that ends the shot before,
   `into` the one that begins this; they differ only where a short hold lies between two fades. */
export function boundariesOf(changes, frames) {
  const found = [{ frame: 0, out: null, into: null }];
  changes.forEach((change, i) => {
    const frame = boundaryOf(changes, i, frames);
    if (frame <= found[found.length - 1].frame || frame >= frames) return;
    const next = changes[i + 1], held = change.kind === 'fade_out' && next && next.kind === 'fade_in' && next.first - change.last <= HOLD_FRAMES;
    found.push({ frame, out: change, into: held ? next : change });
  });
  return found;
}

export function inForce(list) {
  return list.changes.filter((change) => !change.wrong);
}

/* Those of the shots, which tile the film, that hold a frame from first to last. */
export function overlapping(shots, first, last) {
  let low = 0, high = shots.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shots[middle].last < first) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < shots.length && shots[end].first <= last) end++;
  return shots.slice(low, end);
}

/* A shot that was not cut anew keeps its kind; another is black or solid where what it holds, without the changes at
   its ends, was so before. */
function kindOf(shot, shots) {
  const there = overlapping(shots, shot.first, shot.last);
  if (there.length === 1 && there[0].first === shot.first && there[0].last === shot.last) return there[0].kind;
  const { into, out } = shot;
  const first = into && !isSudden(into.kind) ? Math.max(shot.first, into.last + 1) : shot.first;
  const last = out && !isSudden(out.kind) ? Math.min(shot.last, out.first - 1) : shot.last;
  if (last - first + 1 < HOLD_FRAMES) return 'picture';
  const kinds = new Set(overlapping(there, first, last).map((one) => one.kind));
  return kinds.size === 1 ? [...kinds][0] : 'picture';
}

/* A fade that leads to no other shot, since the black beyond it is too short to be one, is told as how its own shot
   comes or goes: src/exchange/csv.c reads it so. */
function tellLoose(rows, change) {
  const comes = change.kind === 'fade_in', [row] = overlapping(rows, comes ? change.first : change.last, comes ? change.first : change.last);
  const black = comes ? change.first - row.first : row.last - change.last;
  if (black < HOLD_FRAMES) row[comes ? 'into' : 'out'] = change;
}

/* The shots that follow from a list; `shots` are those of the reel, for their kinds. */
export function shotsOf(list, frames, shots) {
  const changes = inForce(list), bounds = boundariesOf(changes, frames);
  const told = new Set(bounds.flatMap((bound) => [bound.out, bound.into]));
  const rows = bounds.map(({ frame, into }, i) => ({
    first: frame, last: (i + 1 < bounds.length ? bounds[i + 1].frame : frames) - 1, kind: 'picture', into, out: i + 1 < bounds.length ? bounds[i + 1].out : null,
  }));
  for (const change of changes) if (isFade(change.kind) && !told.has(change)) tellLoose(rows, change);
  for (const row of rows) row.kind = kindOf(row, shots);
  return rows;
}

function nameOf(kind) {
  return kind.replace(/_/g, ' ');
}

/* Why the change at i may not stand where it stands, or ''. */
function faultAt(changes, i, frames) {
  const change = changes[i], kind = nameOf(change.kind);
  if (change.first < (isSudden(change.kind) ? 1 : 0) || change.last >= frames) return `the ${kind} would leave the film`;
  if (!change.was && !isSudden(change.kind) && change.last === change.first) return `a ${kind} has two frames at least`;
  const before = changes[i - 1], after = changes[i + 1];
  if (before && before.last >= change.first) return `the ${kind} would lie over the ${nameOf(before.kind)} before it`;
  if (after && after.first <= change.last) return `the ${kind} would lie over the ${nameOf(after.kind)} after it`;
  const made = new Set(boundariesOf(changes, frames).flatMap((bound) => [bound.out, bound.into]));
  const lost = [before, change, after].some((one) => one && !isFade(one.kind) && !made.has(one));
  return lost ? `the ${kind} would leave a shot without a frame` : '';
}

/* The list with these changes, where the one of that id may stand; it must lie where it was in their order. */
function placed(list, changes, id, frames) {
  const standing = changes.filter((change) => !change.wrong);
  const refused = faultAt(standing, standing.findIndex((change) => change.id === id), frames);
  return refused ? { refused } : { ...list, changes: inOrder(changes) };
}

function inOrder(changes) {
  return [...changes].sort((a, b) => a.first - b.first || a.last - b.last || a.id - b.id);
}

/* Labels in order of time, the longer first. */
export function byPlace(a, b) {
  return a.first - b.first || b.last - a.last || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/* A list as a reel has it. */
export function listOf(transitions, labels) {
  const changes = transitions.map(({ kind, first, last, detail }, id) => ({ id, kind, first, last, detail, was: { first, last }, wrong: false }));
  return { changes, labels: labels.map(({ name, first, last }) => ({ name, first, last })).sort(byPlace) };
}

/* Marks a change wrong, or takes the mark back. One that was added here goes altogether. */
export function toggleWrong(list, id, frames) {
  const change = list.changes.find((one) => one.id === id);
  if (!change.was) return { ...list, changes: list.changes.filter((one) => one !== change) };
  const changes = list.changes.map((one) => (one === change ? { ...one, wrong: !one.wrong } : one));
  return change.wrong ? placed(list, changes, id, frames) : { ...list, changes };
}

export function moveChange(list, id, by, frames) {
  const changes = list.changes.map((one) => (one.id === id ? { ...one, first: one.first + by, last: one.last + by } : one));
  if (changes.find((one) => one.id === id).wrong) return { refused: 'it is marked wrong' };
  return placed(list, changes, id, frames);
}

/* One that was there and was marked wrong comes back instead. */
export function addChange(list, kind, first, last, frames) {
  const there = list.changes.find((one) => one.wrong && one.kind === kind && one.first === first && one.last === last);
  if (there) return toggleWrong(list, there.id, frames);
  const id = list.changes.reduce((most, one) => Math.max(most, one.id), -1) + 1;
  return placed(list, inOrder([...list.changes, { id, kind, first, last, detail: '', was: null, wrong: false }]), id, frames);
}

/* A name over a span; it takes the place of the first that spans the same, and an empty one takes that away. */
export function setLabel(list, name, first, last) {
  const text = name.trim(), at = list.labels.findIndex((one) => one.first === first && one.last === last);
  if (at < 0 && !text) return { refused: 'a label needs a name' };
  const labels = at < 0 ? list.labels : list.labels.filter((_, i) => i !== at);
  const added = text ? [...labels, { name: text, first, last }] : labels;
  return { ...list, labels: [...added].sort(byPlace) };
}

/* The change at a frame: one in force before one marked wrong, then the one whose place is nearest. */
export function changeAt(list, frame) {
  const here = list.changes.filter((one) => placeOf(one) === frame || (one.first <= frame && frame <= one.last));
  const far = (one) => (one.wrong ? 1e12 : 0) + Math.abs(placeOf(one) - frame);
  return here.reduce((best, one) => (!best || far(one) < far(best) ? one : best), null);
}

/* The frame at which a change is looked at: the first of the shot that it leads to. */
export function placeOf(change) {
  return isSudden(change.kind) ? change.first : Math.min(change.last, afterMiddle(change.first, change.last));
}

/* The next change after a frame, or the one before it; null at the ends. */
export function changeBeside(list, frame, way) {
  const ordered = [...list.changes].sort((a, b) => way * (placeOf(a) - placeOf(b)));
  return ordered.find((one) => way * (placeOf(one) - frame) > 0) || null;
}

/* 'added', 'moved', 'wrong' or '' */
export function handOf(change) {
  if (change.wrong) return 'wrong';
  if (!change.was) return 'added';
  return change.first !== change.was.first || change.last !== change.was.last ? 'moved' : '';
}

/* How many corrections lie between what the reel has and this list. */
export function countCorrections(base, list) {
  const span = (label) => `${label.first}-${label.last}`, whole = (label) => `${span(label)} ${label.name}`;
  const beyond = (some, others) => {
    const left = others.map(whole);
    return some.filter((label) => {
      const at = left.indexOf(whole(label));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const gone = beyond(base.labels, list.labels).map(span), come = beyond(list.labels, base.labels).map(span);
  /* A name that was changed is gone and come at one place. */
  const renamed = come.filter((one) => gone.includes(one)).length;
  return list.changes.filter(handOf).length + gone.length + come.length - renamed;
}

/* Steps back and forth. */
export function makeHistory(base) {
  const steps = [base];
  let at = 0;
  return {
    get now() { return steps[at]; },
    get canUndo() { return at > 0; },
    get canRedo() { return at + 1 < steps.length; },
    add: (list) => {
      steps.splice(++at, steps.length, list);
    },
    undo: () => at > 0 && (at--, true),
    redo: () => at + 1 < steps.length && (at++, true),
  };
}

const WAYS = ['transition_in', 'transition_out'];
export const CSV_COLUMNS = ['shot', 'first_frame', 'last_frame', 'kind', ...WAYS.flatMap((way) => [way, `${way}_first_frame`, `${way}_last_frame`, `${way}_detail`]), 'label'];

function csvField(value) {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/* The column may hold several names, divided by ';' and each with frames of its own: one that looks so stands in
   quotes (docs/exchange.md). */
function labelField(name) {
  return /[";@]|^\s|\s$/.test(name) ? `"${name.replace(/"/g, '""')}"` : name;
}

/* RFC 4180: commas, CRLF. A row a shot, then a row a label. */
export function csvOf(rows, labels) {
  const way = (change) => (change ? [change.kind, change.first, change.last, change.detail] : ['', '', '', '']);
  const lines = [CSV_COLUMNS, ...rows.map((row, n) => [n + 1, row.first, row.last, row.kind, ...way(row.into), ...way(row.out), '']),
    ...labels.map((label) => ['', label.first, label.last, 'label', ...way(null), ...way(null), labelField(label.name)])];
  return lines.map((line) => line.map(csvField).join(',') + '\r\n').join('');
}

/* What a browser keeps between two visits. `base` tells for which list of the reel it was. */
export function packList(base, list, saved) {
  return JSON.stringify({ base: signature(base), saved, changes: list.changes.map((one) => [one.id, one.kind, one.first, one.last, one.detail, one.wrong]), labels: list.labels.map((one) => [one.name, one.first, one.last]) });
}

function signature(list) {
  return list.changes.map((one) => `${one.kind} ${one.first} ${one.last}`).concat(list.labels.map((one) => `${one.name} ${one.first} ${one.last}`)).join('\n');
}

/* { list, saved }; null where it is damaged, or of another list than this. What is kept is anybody's: it is believed
   only where it is sound. */
export function unpackList(text, base, frames) {
  try {
    const kept = JSON.parse(text), frame = (n) => Number.isInteger(n) && n >= 0 && n < frames;
    if (kept.base !== signature(base)) return null;
    const changes = kept.changes.map(([id, kind, first, last, detail, wrong]) => {
      const from = base.changes.find((one) => one.id === id);
      if (!Number.isInteger(id) || !CHANGE_KINDS.includes(kind) || !frame(first) || !frame(last) || last < first || typeof detail !== 'string') throw new Error('damaged');
      return { id, kind: from ? from.kind : kind, first, last, detail: from ? from.detail : detail, was: from ? from.was : null, wrong: wrong === true };
    });
    const labels = kept.labels.map(([name, first, last]) => {
      if (typeof name !== 'string' || !frame(first) || !frame(last) || last < first) throw new Error('damaged');
      return { name, first, last };
    });
    const list = { changes: inOrder(changes), labels }, standing = inForce(list), ids = new Set(changes.map((one) => one.id));
    const whole = ids.size === changes.length && base.changes.every((one) => ids.has(one.id));
    const sound = standing.every((one, i) => !handOf(one) || !faultAt(standing, i, frames));
    return whole && sound ? { list, saved: kept.saved === true } : null;
  } catch {
    return null;
  }
}

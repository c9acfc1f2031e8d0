/* SPDX-License-Identifier: Apache-2.0 */
/* The page's modules that need no browser, on films worked out by hand. */
import assert from 'node:assert/strict';
import { changeWords, decimal, duration, quantity, transitionWords } from '../../web/words.mjs';
import { makeMean, readReel } from '../../web/reel_data.mjs';
import { readMeasures } from '../../web/explain.mjs';
import { cite } from '../../web/citation.mjs';
import { groupShots } from '../../web/strip.mjs';
import { copyCommand, whyNot } from '../../web/player.mjs';
import { partAndRest } from '../../web/dock.mjs';
import { makeStage } from '../../web/stage.mjs';
import { lanesOf, measuresOf } from '../../web/plots.mjs';
import { stackLabels } from '../../web/labels.mjs';
import * as correct from '../../web/corrections.mjs';

const codes = (...values) => Buffer.from(Uint16Array.from(values).buffer).toString('base64');
const TOP = 65533, SILENCE = 65534, MISSING = 65535;

function film(changes) {
  return {
    file: 'a film.mkv', title: 'A Film', director: '', year: 0, size: 1, hash: 'ff', sha256: '', container: 'matroska,webm', codec: 'h264',
    pixels: 'yuv420p', width: 320, height: 240, sample_aspect: [1, 1], active: [0, 0, 320, 240], interlaced: false, rate: [24, 1], variable: false,
    frames: 96, timecode: '', zero: 0, length: 4, from: 0, to: -1, rotation: 0, chapters: [],
    streams: [{ kind: 'picture', index: 0, used: true, codec: 'h264' }, { kind: 'sound', index: 1, used: true, codec: 'ac3', layout: '5.1', rate: 48000 }],
    ...changes,
  };
}

/* 96 frames in three shots: 1 s, 2 s (black), 1 s. */
function reelOf(changes = {}, more = {}) {
  return readReel({
    version: '1.2.3', source: 'a film.mkv', film: film(changes), times: null,
    shots: [[0, 23, 'picture'], [24, 71, 'black'], [72, 95, 'picture']], palettes: [[0xff0000, 750, 0x0000ff, 250], [0, 1000], []],
    transitions: [['fade_out', 18, 29, 0.9, 'colour=#000000'], ['cut', 72, 72, 1, '']], titles: [], figures: [], problems: [],
    meters: [{ name: 'light', version: 3, parameters: '{}' }],
    series: {
      light_mean: { meter: 'light', grid: 'frame', unit: '', what: 'light', count: 96, start: 0, step: 0, per_bin: 24, low: 0, high: 1, mean: codes(TOP, 0, MISSING, TOP), least: codes(0, 0, 0, 0), greatest: codes(TOP, TOP, TOP, TOP) },
      loudness_momentary: { meter: 'loudness', grid: 'loudness', unit: 'LUFS', what: '', count: 4, start: 0, step: 1, per_bin: 1, low: -30, high: -20, mean: codes(TOP, 0, SILENCE, TOP) },
    },
    ...more,
  }, []);
}

const listFrom = (...rows) => correct.listOf(rows.map(([kind, first, last, detail = '']) => ({ kind, first, last, detail })), []);

const tests = {
  'numbers are told with a true minus and their unit': () => {
    assert.equal(quantity(-19.44, 'LUFS'), '−19.4 LUFS');
    assert.equal(quantity(3.708, 's'), '3.71 s');
    assert.equal(quantity(NaN, 's'), '—');
    assert.equal(quantity(-Infinity, 'LUFS'), '−∞ LUFS');
    assert.equal(decimal(1234567, 0), '1,234,567');
    assert.equal(decimal(-0.0001, 2), '0.00');
    assert.equal(duration(5524), '1:32:04');
  },
  'changes are told as what they are': () => {
    const dissolve = { kind: 'dissolve', first: 10, last: 27, detail: '' }, dip = { kind: 'dip', first: 0, last: 4, detail: 'colour=#fefefe' };
    assert.equal(changeWords({ kind: 'cut', first: 3, last: 3, detail: '' }, dissolve).join(', '), 'cut in, dissolve out (18 frames)');
    assert.equal(transitionWords(dip), 'dip (5 frames, white)');
    assert.equal(transitionWords({ kind: 'wipe', first: 0, last: 11, detail: 'wipe=left-to-right' }), 'wipe (12 frames, left to right)');
    assert.equal(changeWords({ kind: 'fade_in', first: 0, last: 9, detail: '' }, { kind: 'fade_out', first: 20, last: 29, detail: 'colour=#000000' }).join(', '), 'fade in (10 frames), fade out (10 frames, black)');
  },
  'frames, times and shots belong together': () => {
    const reel = reelOf();
    assert.equal(reel.length, 4);
    assert.equal(reel.time(36), 1.5);
    assert.equal(reel.frameAt(1.5), 36);
    assert.equal(reel.frameAt(99), 95);
    assert.deepEqual([0, 0.99, 1, 2.99, 3, 4].map((t) => reel.shotAt(t).n), [0, 0, 1, 1, 2, 2]);
    assert.equal(reel.shots[0].out.kind, 'fade_out');
    assert.equal(reel.shots[1].into.kind, 'fade_out');
    assert.equal(reel.shots[2].into.kind, 'cut');
    assert.equal(reel.shots[0].palette[1].weight, 0.25);
  },
  'timecodes are SMPTE ST 12, drop frame where the film has it': () => {
    assert.equal(reelOf().timecode(95), '00:00:03:23');
    const drop = reelOf({ rate: [30000, 1001], timecode: '00:00:00;00' });
    assert.deepEqual([1799, 1800, 17981, 17982].map(drop.timecode), ['00:00:59;29', '00:01:00;02', '00:09:59;29', '00:10:00;00']);
    assert.equal(reelOf({ rate: [30000, 1001] }).timecode(1800), '00:01:00:00');
    assert.equal(reelOf({ rate: [30000, 1001], timecode: '01:00:00;00' }).timecode(1800), '01:01:00;02');
    assert.equal(reelOf({ timecode: '10:00:00:00' }).timecode(95), '10:00:03:23');
    assert.equal(reelOf({ from: 60, zero: 60 }).timecode(0), '00:01:00:00');
    assert.equal(reelOf({ variable: true, frames: 4 }, { times: codes(0, 40, 41, 1000), shots: [[0, 3, 'picture']], palettes: null }).timecode(3), '00:00:01.081');
  },
  'a mean leaves out what is missing and weighs by time': () => {
    const reel = reelOf();
    assert.equal(reel.mean('light_mean', 0, 2), 0.5);
    assert.equal(reel.mean('light_mean', 0.5, 3.5), (0.5 * 1 + 0.5 * 1) / (0.5 + 1 + 0.5));
    assert.ok(Number.isNaN(reel.mean('light_mean', 2, 3)));
    assert.ok(Number.isNaN(reel.mean('nothing', 0, 1)));
    assert.equal(reel.ofShot('light_mean', reel.shots[0]), 1);
  },
  'decibels are averaged as energy, degrees round the circle': () => {
    const level = makeMean('LUFS'), angle = makeMean('degrees');
    for (const value of [-20, -Infinity, NaN]) level.add(value, 1);
    assert.ok(Math.abs(level.value - (-20 - 10 * Math.log10(2))) < 1e-9);
    for (const value of [350, 30]) angle.add(value, 1);
    assert.ok(Math.abs(angle.value - 10) < 1e-9);
  },
  'a part stands against the rest, and both make the film': () => {
    const rows = partAndRest(reelOf(), { first: 0, last: 23 }), row = (name) => rows.find((one) => one.name === name);
    assert.deepEqual([row('shots').part, row('shots').rest], [1, 1]);
    assert.deepEqual([row('mean_shot_length').part, row('mean_shot_length').rest], [1, 1]);
    assert.deepEqual([row('light_mean').part, row('light_mean').rest], [1, 0.5]);
  },
  'a citation names film, timecodes, measure, value and versions': () => {
    const reel = reelOf(), stage = { shot: () => reel.shots[0], part: null, measure: 'light_mean' };
    assert.equal(cite(reel, stage), 'A Film, 00:00:00:00–00:00:01:00, shot 1: light mean 1.00 (mean). pastiche 1.2.3, meter light 3. a film.mkv, XXH3-128 ff.');
    stage.part = { first: 0, last: 47 };
    stage.measure = null;
    assert.match(cite(reel, stage), /00:00:00:00–00:00:02:00, part: length 48 frames, 2\.00 s\./);
  },
  'the window stays inside the film': () => {
    globalThis.requestAnimationFrame = () => {};
    const stage = makeStage(reelOf({ frames: 2400, length: 100 }));
    stage.zoom(100, 0.1);
    assert.deepEqual([stage.from, stage.to], [90, 100]);
    stage.pan(50);
    assert.deepEqual([stage.from, stage.to], [90, 100]);
    stage.zoom(95, 100);
    assert.ok(stage.whole());
    stage.show(-20, 10);
    assert.equal(stage.to - stage.from, 30);
    stage.go(1e9);
    assert.equal(stage.frame, 2399);
    assert.ok(stage.time() < stage.to && stage.time() >= stage.from);
  },
  'stills are grouped until they are wide enough, and lie where their shots lie': () => {
    const shots = [1, 1, 4, 2].map((seconds, n) => ({ n, seconds, still: {}, from: [0, 1, 2, 6][n], to: [1, 2, 6, 8][n] }));
    const groups = groupShots(shots, 1.5);
    assert.deepEqual(groups.map((group) => [group.from, group.to, group.shots, group.best.n]), [[0, 2, 2, 0], [2, 6, 1, 2], [6, 8, 1, 3]]);
  },
  'the copy that browsers play is one exact command': () => {
    assert.equal(copyCommand(film({ file: "it's -a.film.mkv" })),
      "ffmpeg -i './it'\\''s -a.film.mkv' -map 0:0 -c:v copy -map 0:1 -c:a aac -b:a 192k -ac 2 -movflags +faststart './it'\\''s -a.film.browser.mp4'");
    const odd = copyCommand(film({ codec: 'prores', pixels: 'yuv422p10le', width: 321, streams: [{ kind: 'picture', index: 2, used: true }] }));
    assert.match(odd, /-map 0:2 -c:v libx264 -crf 18 -pix_fmt yuv420p -fps_mode passthrough -vf 'pad=[^']*' -an /);
  },
  'the page says why a browser will not play a film': () => {
    assert.deepEqual(whyNot(film(), () => 'probably'), []);
    assert.deepEqual(whyNot(film({ codec: 'prores' }), () => 'probably'), ['this browser does not play prores']);
    assert.deepEqual(whyNot(film({ pixels: 'yuv422p10le', container: 'avi' }), () => 'probably'), ['browsers do not play H.264 in yuv422p10le', 'browsers do not open avi files']);
  },
  'the measures are read from their sections': () => {
    const measures = readMeasures('# M\n\n## meter: light\nWords.\n### light_mean\n- What: mean of `luma`\n- Unit: none\n- Method: one: two\n\n## form\n### shot\n- What: a shot\nNot a line\n- Odd: x\n');
    assert.deepEqual([...measures.keys()], ['light_mean', 'shot']);
    assert.deepEqual(measures.get('light_mean'), { group: 'light', What: 'mean of `luma`', Unit: 'none', Method: 'one: two' });
    assert.deepEqual(measures.get('shot'), { group: 'form', What: 'a shot' });
  },
  'shots follow from changes as src/form/shot_structure.c has it': () => {
    /* Frames up to the middle of a change belong to the shot that goes; fades round a hold under 12 frames share one
       boundary in the hold's middle; a fade with less than 12 frames beyond it leads to no shot. */
    const cases = [
      [[], [0]],
      [[['cut', 1, 1], ['jump_cut', 50, 50], ['cut', 99, 99]], [0, 1, 50, 99]],
      [[['dissolve', 10, 19]], [0, 15]], /* 10 frames: 10..14 and 15..19 */
      [[['dissolve', 10, 20]], [0, 16]], /* 11: the middle one, 15, goes out */
      [[['wipe', 40, 41]], [0, 41]],
      [[['dissolve', 97, 98], ['cut', 99, 99]], [0, 98, 99]],
      [[['fade_out', 20, 29], ['fade_in', 42, 51]], [0, 25, 47]], /* a hold of 12 is a shot */
      [[['fade_out', 20, 29], ['fade_in', 41, 50]], [0, 36]], /* 29 + 12 / 2 + 1 */
      [[['fade_out', 20, 29], ['fade_in', 30, 39]], [0, 30]],
      [[['fade_out', 20, 29], ['cut', 35, 35]], [0, 35]], /* the cut is the boundary */
      [[['fade_out', 20, 29], ['cut', 41, 41]], [0, 41]],
      [[['fade_out', 20, 29], ['cut', 42, 42]], [0, 25, 42]],
      [[['cut', 20, 20], ['fade_in', 31, 40]], [0, 20]],
      [[['cut', 20, 20], ['fade_in', 32, 41]], [0, 20, 37]],
      [[['fade_in', 11, 20]], [0]],
      [[['fade_in', 12, 21]], [0, 17]],
      [[['fade_out', 79, 88]], [0]], /* 11 frames are left */
      [[['fade_out', 78, 87]], [0, 83]],
    ];
    for (const [told, starts] of cases)
      assert.deepEqual(correct.boundariesOf(told.map(([kind, first, last]) => ({ kind, first, last })), 100).map((bound) => bound.frame), starts, JSON.stringify(told));
  },
  'a change is marked wrong and taken back, moved and added, and refused where it cannot stand': () => {
    const base = listFrom(['cut', 20, 20], ['dissolve', 40, 49], ['cut', 60, 60]);
    const starts = (list) => correct.shotsOf(list, 100, [{ first: 0, last: 99, kind: 'picture' }]).map((row) => row.first);
    const without = correct.toggleWrong(base, 0, 100);
    assert.deepEqual([starts(base), starts(without), starts(correct.toggleWrong(without, 0, 100))], [[0, 20, 45, 60], [0, 45, 60], [0, 20, 45, 60]]);
    assert.deepEqual(starts(correct.moveChange(base, 1, -10, 100)), [0, 20, 35, 60]);
    assert.equal(correct.moveChange(base, 0, 19, 100).changes[0].first, 39);
    assert.match(correct.moveChange(base, 0, 20, 100).refused, /lie over the dissolve after it/);
    assert.match(correct.moveChange(base, 0, 30, 100).refused, /after it/); /* nor past it */
    assert.match(correct.moveChange(base, 2, -11, 100).refused, /lie over the dissolve before it/);
    assert.match(correct.moveChange(base, 0, -20, 100).refused, /leave the film/);
    assert.match(correct.moveChange(base, 2, 40, 100).refused, /leave the film/);
    assert.match(correct.moveChange(without, 0, 1, 100).refused, /marked wrong/);
    const added = correct.addChange(base, 'cut', 80, 80, 100);
    assert.deepEqual(starts(added), [0, 20, 45, 60, 80]);
    assert.equal(correct.toggleWrong(added, 3, 100).changes.length, 3); /* what was added goes */
    assert.match(correct.addChange(base, 'cut', 45, 45, 100).refused, /lie over/);
    assert.match(correct.addChange(base, 'cut', 0, 0, 100).refused, /leave the film/);
    assert.match(correct.addChange(base, 'dissolve', 70, 70, 100).refused, /two frames/);
    assert.match(correct.addChange(base, 'dissolve', 55, 65, 100).refused, /lie over the cut after it/);
    /* What stands where a change was that is marked wrong keeps that from coming back. */
    const instead = correct.addChange(without, 'dissolve', 15, 24, 100);
    assert.match(correct.toggleWrong(instead, 0, 100).refused, /lie over/);
    assert.equal(correct.addChange(without, 'cut', 20, 20, 100).changes.length, 3); /* the same one comes back */
    assert.equal(correct.countCorrections(base, correct.addChange(without, 'cut', 20, 20, 100)), 0);
    assert.deepEqual(base, listFrom(['cut', 20, 20], ['dissolve', 40, 49], ['cut', 60, 60]), 'a list was altered');
  },
  'a change is found at a frame, and the ones beside it': () => {
    const base = listFrom(['cut', 20, 20], ['dissolve', 40, 49], ['fade_out', 90, 99]);
    const at = (list, frame) => correct.changeAt(list, frame)?.id ?? null;
    assert.deepEqual([19, 20, 21, 40, 45, 49, 50, 95].map((frame) => at(base, frame)), [null, 0, null, 1, 1, 1, null, 2]);
    const beside = (frame, way) => correct.changeBeside(base, frame, way)?.id ?? null;
    assert.deepEqual([beside(0, 1), beside(20, 1), beside(45, 1), beside(99, 1), beside(45, -1), beside(20, -1)], [0, 1, 2, null, 0, null]);
    const both = correct.addChange(correct.toggleWrong(base, 0, 100), 'dissolve', 15, 25, 100);
    assert.equal(at(both, 20), 3); /* one in force before one marked wrong */
  },
  'labels are set, named anew and taken away': () => {
    const base = correct.listOf([], [{ name: 'fight', first: 10, last: 19 }]);
    const two = correct.setLabel(base, ' training ', 0, 99);
    assert.deepEqual(two.labels, [{ name: 'training', first: 0, last: 99 }, { name: 'fight', first: 10, last: 19 }]);
    assert.deepEqual(correct.setLabel(two, 'brawl', 10, 19).labels[1], { name: 'brawl', first: 10, last: 19 });
    assert.deepEqual(correct.setLabel(base, '', 10, 19).labels, []);
    assert.match(correct.setLabel(base, '  ', 0, 5).refused, /name/);
    const counts = [base, two, correct.setLabel(two, 'brawl', 10, 19), correct.setLabel(base, '', 10, 19)].map((list) => correct.countCorrections(base, list));
    assert.deepEqual(counts, [0, 1, 2, 1]);
    assert.deepEqual(stackLabels([[0, 99], [0, 9], [10, 19], [15, 30]].map(([first, last]) => ({ first, last }))), [0, 1, 1, 2]);
  },
  'steps go back and forth, and a new one ends what was undone': () => {
    const history = correct.makeHistory('a');
    assert.equal(history.undo(), false);
    history.add('b');
    history.add('c');
    assert.deepEqual([history.undo(), history.now, history.undo(), history.now, history.undo()], [true, 'b', true, 'a', false]);
    assert.deepEqual([history.redo(), history.now], [true, 'b']);
    history.add('d');
    assert.deepEqual([history.redo(), history.now, history.undo(), history.now], [false, 'd', true, 'b']);
  },
  'the saved list is RFC 4180, to the letter': () => {
    const base = listFrom(['fade_out', 20, 29, 'colour=#000000'], ['fade_in', 30, 39], ['cut', 60, 60]);
    const names = ['plain', 'a, b', 'say "go"', 'one;two', 'two\nlines', 'fünf 🎬', '=1+1', 'at @3-4', "it's"];
    const list = names.reduce((all, name, i) => correct.setLabel(all, name, i, 99), base);
    const csv = correct.csvOf(correct.shotsOf(list, 100, [{ first: 0, last: 99, kind: 'picture' }]), list.labels);
    const lines = [
      'shot,first_frame,last_frame,kind,transition_in,transition_in_first_frame,transition_in_last_frame,transition_in_detail,transition_out,transition_out_first_frame,transition_out_last_frame,transition_out_detail,label',
      '1,0,29,picture,,,,,fade_out,20,29,colour=#000000,',
      '2,30,59,picture,fade_in,30,39,,cut,60,60,,',
      '3,60,99,picture,cut,60,60,,,,,,',
      ',0,99,label,,,,,,,,,plain', ',1,99,label,,,,,,,,,"a, b"', ',2,99,label,,,,,,,,,"""say """"go"""""""', ',3,99,label,,,,,,,,,"""one;two"""',
      ',4,99,label,,,,,,,,,"two\nlines"', ',5,99,label,,,,,,,,,fünf 🎬', ',6,99,label,,,,,,,,,=1+1', ',7,99,label,,,,,,,,,"""at @3-4"""', ",8,99,label,,,,,,,,,it's",
    ];
    assert.equal(csv, lines.map((line) => line + '\r\n').join(''));
  },
  'a shot that was cut anew keeps kind, palette and still of where it was': () => {
    const reel = reelOf({}, { transitions: [['cut', 24, 24, 0.9, ''], ['cut', 72, 72, 1, '']] });
    const shots = reel.shots.map(({ first, last, kind }) => ({ first, last, kind })), base = correct.listOf(reel.transitions, []);
    const split = correct.addChange(base, 'cut', 48, 48, 96), rows = correct.shotsOf(split, 96, shots);
    assert.deepEqual(rows.map((row) => [row.first, row.last, row.kind]), [[0, 23, 'picture'], [24, 47, 'black'], [48, 71, 'black'], [72, 95, 'picture']]);
    reel.recut(rows, split.changes);
    assert.deepEqual(reel.shots.map((shot) => shot.asRead), [0, -1, -1, 2]);
    assert.deepEqual(reel.shots[2].palette, [{ colour: 0, weight: 1 }]);
    assert.deepEqual([reel.shotAt(2.5).n, reel.shots[2].into.kind, reel.shots[1].out.first], [2, 'cut', 48]);
    assert.equal(reel.ofShot('light_mean', reel.shots[1]), 0);
    reel.recut(null, null);
    assert.deepEqual([reel.shots.length, reel.shots[1].asRead], [3, 1]);
    const joined = correct.shotsOf(correct.toggleWrong(base, 1, 96), 96, shots);
    assert.deepEqual(joined.map((row) => [row.first, row.last, row.kind]), [[0, 23, 'picture'], [24, 95, 'picture']]);
  },
  'what a browser kept is believed only where it is sound': () => {
    const base = listFrom(['cut', 20, 20]);
    const list = correct.setLabel(correct.addChange(correct.toggleWrong(base, 0, 100), 'dissolve', 40, 49, 100), 'fight', 3, 5);
    const text = correct.packList(base, list, true);
    assert.deepEqual(correct.unpackList(text, base, 100), { list, saved: true });
    assert.equal(correct.unpackList(text, listFrom(['cut', 21, 21]), 100), null);
    for (const [from, to] of [['"dissolve"', '"<b>"'], ['49', '490'], ['40,49', '49,40'], ['"fight"', '7'], ['[1,', '[0,'], ['[0,"cut",20,20,"",true],', ''], ['{', '']]) {
      const damaged = text.replace(from, to);
      assert.notEqual(damaged, text);
      assert.equal(correct.unpackList(damaged, base, 100), null, `${to} was believed`);
    }
  },
  'lanes show what a reel has, and what they do not know gets one of its own': () => {
    const extra = { meter: 'camera', grid: 'frame', unit: '', what: '', count: 96, start: 0, step: 0, per_bin: 24, low: 0, high: 1, mean: codes(0, 0, 0, 0) };
    const json = reelOf();
    json.series.set('camera_pan', { ...extra, name: 'camera_pan', mean: [0] });
    const lanes = lanesOf(json), lane = (id) => lanes.find((one) => one.id === id);
    assert.deepEqual(measuresOf(lane('light').views[0]), ['light_mean']);
    assert.equal(lane('colour').views.length, 0);
    assert.deepEqual(measuresOf(lane('camera').views[0]), ['camera_pan']);
  },
};

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  try {
    run();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}: ${error.message}`);
  }
}
process.exit(failed ? 1 : 0);

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

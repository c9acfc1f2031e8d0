/* SPDX-License-Identifier: Apache-2.0 */
/* The comparison page's modules that need no browser, on a comparison worked out by hand. */
import assert from 'node:assert/strict';
import { readComparison } from '../../web/comparison_data.mjs';
import { quantile } from '../../web/comparison_tables.mjs';
import { answerOf, likenessAnswer, listed, nearnessWords, percent, pWords, share, signatureAnswer, stretchWords } from '../../web/answer.mjs';
import { colourShare, faded } from '../../web/twin.mjs';
import { placeLabels } from '../../web/brackets.mjs';
import { nearestReference } from '../../web/signature.mjs';
import { citeComparison } from '../../web/comparison_controls.mjs';

const LOOKS = ['colour', 'light', 'together'];

/* Rows of 32-bit numbers, as src/report/packed_rows.c writes them: [kind, value] with kind "u" or "f". */
function packed(rows) {
  const buffer = Buffer.alloc(rows.flat().length * 4);
  rows.flat().forEach(([kind, value], i) => (kind === 'u' ? buffer.writeUInt32LE(value, i * 4) : buffer.writeFloatLE(value, i * 4)));
  return buffer.toString('base64');
}
const u = (value) => ['u', value], f = (value) => ['f', value];

/* Four moments of 2 s, one a second; departures 0, 1, 2, 3 together, of which .2, .5, .8, .99 of the series' lie below. */
const DEPARTURES = [0, 1, 2, 3], PERCENTILES = [0.2, 0.5, 0.8, 0.99];
function departures() {
  return packed(DEPARTURES.map((value, i) => [f(i), f(2), f(value), f(NaN), f(value), f(PERCENTILES[i]), f(NaN), f(PERCENTILES[i]), f(NaN), f(NaN), f(value + 1)]));
}

function film(role, changes) {
  return { role, reel: 'a/b.reel', file: 'film.mp4', title: '', hash: 'ff', tool: '1', frames: 120, seconds: 5, rate: [24, 1], shots: 2, facets: 1, note: '', found: false, why: '', timecode: '', variable: false, from: 0, zero: 0, aspect: null, ribbon: null, spread: [null, null, null], ...changes };
}

function stretch(changes) {
  return { first: 24, last: 71, starts: 1, ends: 3, begin_low: 0.5, begin_high: 1.5, end_low: 2.5, end_high: 3.5, by: 2, effect: 2, excess: 1.5, p: 0.004, rank: 1, ranked: 4, unlike: 'both', control_effect: 2, control_p: 0.01, ...changes };
}

/* 5 s at 24 pictures a second: a black shot of 1 s and one of 4. The second shot has two precedents together. */
function comparisonOf(changes = {}) {
  const precedent = (place, percentile, distance) => [u(place), f(percentile), f(distance)], none = precedent(0, NaN, NaN);
  return readComparison({
    version: '1.2.3', file: 'film.cmp', source: null, about: { tool: '1.2.3', window: 2, step: 1, pseudo_films: 999, stretch_note: '' }, looks: LOOKS,
    films: [film('film', { title: 'A Film' }), film('reference', { file: 'one.mp4' }), film('reference', { file: 'two.mp4', timecode: '10:00:00:00' }), film('control', { file: 'three.mp4' })],
    shots: [[0, 23, 0, 1, 0, 0x000000, 1000], [24, 119, 1, 4, 1, 0xff0000, 600, 0x00ff00, 400]], departures: departures(),
    band: [-0.9, 0, 0.9], stretches: [stretch()], stretch_facets: [[0, 1, 0.2, 0.1, 0.6], [0, 0, 2, 1.9, 0.01]],
    precedents: {
      ranks: 2, places: packed([[u(1), u(48), u(71), f(2), f(1)], [u(2), u(24), u(47), f(1), f(1)]]),
      shots: packed([none, none, none, none, none, none, none, none, none, none, precedent(1, 0.02, 0.1), precedent(2, 0.4, 0.2)]),
      windows: packed([none, none, none, none, none, none, none, none, precedent(2, 0.3, 0.2), none, none, none]),
    },
    likenesses: [{ facet: 2, likeness: 0.4, low: 0.3, high: 0.45, nearer: 0.8, nearer_low: 0.7, nearer_high: 0.9, times: 1.2 }],
    signatures: [{ name: 'light_mean', unit: '', what: '', film: 0.5, references: 2, mean: 0.3, deviation: 0.05, low: 0.1, high: 0.45, p: 0.02, common: null }, { name: 'loudness_range', unit: 'LU', what: '', film: null, references: 2, mean: 9, deviation: 1, low: 7, high: 11, p: null, common: null }],
    signature_films: [[0, 1, 0.28, 0.4], [0, 2, 0.34, 0.5], [0, 3, 0.49, 0.1]], commons: [[0, 0, 23, 0, 1, 'black', 1]], copies: [], notes: [], ...changes,
  }, [[0, 30, 64, 36, 'QQ=='], [1, 50, 64, 36, 'Qg=='], [1, 60, 64, 36, 'Qw==']]);
}

const tests = {
  'frames and seconds agree, shot by shot'() {
    const { own } = comparisonOf();
    assert.deepEqual([0, 23, 24, 119, 120].map((n) => own.frameAt(Math.min(own.time(n), 4.99))), [0, 23, 24, 119, 119]);
    assert.equal(own.time(120), 5);
    assert.equal(own.timecode(24), '00:00:01:00');
    assert.deepEqual(own.shotAt(1).palette, [{ colour: 0xff0000, weight: 0.6 }, { colour: 0x00ff00, weight: 0.4 }]);
  },
  'another film counts from its own start timecode'() {
    const { films } = comparisonOf();
    assert.equal(films[1].timecode(25), '00:00:01:01');
    assert.equal(films[2].timecode(25), '10:00:01:01');
    assert.equal(films[1].name, 'one.mp4');
  },
  'a moment is the one whose middle is nearest, and none beyond the ends'() {
    const comparison = comparisonOf();
    assert.equal(comparison.windowAt(0).i, 0);
    assert.equal(comparison.windowAt(2.4).i, 1);
    assert.equal(comparison.windowAt(2.6).i, 2);
    assert.equal(comparison.windowAt(4.99).i, 3);
    assert.equal(comparison.windowAt(5.5), null);
    assert.equal(comparisonOf({ departures: '' }).windowAt(1), null);
  },
  'the band is that of the references where they are told, else read off percentiles'() {
    const comparison = comparisonOf(), near = (got, wanted) => got.forEach((value, i) => assert.ok(Number.isNaN(wanted[i]) ? Number.isNaN(value) : Math.abs(value - wanted[i]) < 1e-6, `${got}`));
    near(comparison.band(2), [-0.9, 0, 0.9]);
    near(comparison.band(0), [NaN, 1, 2 + 0.15 / 0.19]);
    assert.equal(comparison.band(1), null);
    near(comparisonOf({ band: [null, null, null] }).band(2), [NaN, 1, 2 + 0.15 / 0.19]);
    assert.deepEqual([comparison.has(0), comparison.has(1)], [true, false]);
    assert.equal(quantile([1, 2, 4], 0.75), 3);
  },
  'precedents come with their places, in their order'() {
    const { precedents } = comparisonOf();
    assert.deepEqual(precedents.shots(1, 2).map((one) => [one.film.file, one.rank, one.first, one.starts, Number(one.percentile.toFixed(2))]), [['one.mp4', 1, 48, 2, 0.02], ['two.mp4', 2, 24, 1, 0.4]]);
    assert.deepEqual(precedents.shots(0, 2), []);
    assert.deepEqual(precedents.windows(2, 2).map((one) => one.film.file), ['two.mp4']);
  },
  'a still is the nearest to the middle of what it stands for, and of that alone'() {
    const { stillOf } = comparisonOf();
    assert.equal(stillOf(1, 48, 71).frame, 60);
    assert.equal(stillOf(1, 48, 55).frame, 50);
    assert.equal(stillOf(1, 0, 40), null);
    assert.equal(stillOf(2, 0, 40), null);
  },
  'against a stretch speaks its nearest moment, against a likeness the farthest, or the nearest where it is low'() {
    const comparison = comparisonOf(), [one] = comparison.stretches;
    assert.equal(comparison.againstStretch(one).window.i, 1); /* the only one that lies in 1 to 3 s whole */
    assert.equal(comparison.againstStretch(one).precedent.film.file, 'one.mp4'); /* its shot's, as the moment has none of its own */
    assert.equal(comparison.againstStretch({ ...one, starts: 2, ends: 4 }).precedent.film.file, 'two.mp4');
    assert.equal(comparison.againstLikeness(comparison.likenesses[0]).window.i, 0);
    assert.equal(comparison.againstLikeness({ facet: 2, high: 0.6 }).window.i, 3);
    assert.equal(comparison.againstLikeness({ facet: 1, high: 0.6 }), null);
  },
  'probabilities are told as they can be'() {
    assert.deepEqual([0.0005, 0.004, 0.041, 0.0996, 0.41, 1].map(share), ['.0005', '.004', '.041', '.10', '.41', '1']);
    assert.deepEqual([0.00001, NaN, 0.05].map(pWords), ['p < .0001', 'p cannot be told', 'p = .050']);
    assert.deepEqual([0, 0.0004, 0.004, 0.02, 0.985, 0.999, 1, NaN].map(percent), ['0 %', '< 0.1 %', '0.4 %', '2 %', '99 %', '> 99 %', '100 %', '—']);
    assert.equal(nearnessWords(0.0004), 'less than 0.1 % of the series’ own are as near');
    assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed), ['', 'a', 'a and b', 'a, b and c']);
  },
  'the answer says what was found, what was not, and what cannot be told'() {
    const comparison = comparisonOf();
    assert.equal(answerOf(comparison).lead, 'One stretch is unlike the series: ');
    assert.equal(stretchWords(comparison, comparison.stretches[0]), '00:00:01–00:00:03 (p = .004, rank 1 of 4), by colour; also unlike the controls');
    const weak = comparisonOf({ stretches: [stretch({ p: 0.41 }), stretch({ p: 0.7 })] });
    assert.equal(answerOf(weak).lead, 'No stretch departs more than one more film of the series would (p = .41).');
    assert.equal(answerOf(comparisonOf({ stretches: [] })).lead, 'No stretch departs more than one more film of the series would.');
    const about = { tool: '1', window: 2, step: 1, pseudo_films: 0, stretch_note: 'two references are too few' };
    assert.equal(answerOf(comparisonOf({ about, stretches: [] })).lead, 'Cannot tell whether a stretch is unlike the series: two references are too few.');
    assert.equal(answerOf(comparisonOf({ stretches: [stretch({ p: null })] })).verdict, 'untold');
    assert.equal(answerOf(comparisonOf({ stretches: [stretch(), stretch({ p: 0.02 })] })).lead, 'Two stretches are unlike the series: ');
    assert.match(stretchWords(comparison, comparisonOf({ stretches: [stretch({ unlike: 'series only' })] }).stretches[0]), /unlike the series only, not the controls$/);
    assert.equal(likenessAnswer(comparison), 'As a whole it is less like the series than one more film of it would be (likeness .40, 95 % .30 to .45). 80 % of it lies nearer to the series than to the controls.');
    assert.equal(signatureAnswer(comparison), 'Of 1 measure it lies outside the series in light mean.');
  },
  'the twin is grey up to the middle of the references and has all its colour from their 95th of 100 on'() {
    assert.deepEqual([NaN, 0, 0.5, 0.95, 1].map(colourShare), [0, 0, 0, 1, 1]);
    assert.ok(colourShare(0.7) > 0 && colourShare(0.7) < 0.5);
    assert.equal(faded(0x804020, 1, 52), 'rgb(128,64,32)');
    const [r, g, b] = faded(0x804020, 0, 52).match(/\d+/g);
    assert.ok(r === g && g === b);
  },
  'labels of brackets never lie over one another, and the strongest has its own'() {
    const placed = placeLabels([{ at: 100 }, { at: 120 }, { at: 300 }, { at: 2 }], (one) => one.at, 320, 80);
    assert.deepEqual(placed.map((one) => [one.stretch.at, one.left]), [[100, 60], [300, 240]]);
  },
  'the reference that comes nearest, and a citation'() {
    const comparison = comparisonOf();
    assert.equal(nearestReference(comparison.signatures[0]).film.file, 'two.mp4'); /* not the control */
    const stage = { look: 2, shot: () => comparison.own.shots[1] }, [one] = comparison.precedents.shots(1, 2);
    assert.equal(citeComparison(comparison, stage, [{ rank: 0 }, { ...one, code: one.film.timecode }]),
      'A Film, 00:00:01:00–00:00:05:00, shot 2: nearest in together: one.mp4, 00:00:02:00–00:00:03:00 (2 %). pastiche 1.2.3, film.cmp, against 2 references. film.mp4, XXH3-128 ff.');
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

// SPDX-License-Identifier: Apache-2.0
// What the page of two cuts reckons from its data, without a browser.
import assert from 'node:assert/strict';
import { GONE, changeName, readVersions } from '../../web/versions_data.mjs';

const cut = (name, frames, firsts) => ({ name, file: name + '.mkv', rate: [24, 1], frames, seconds: frames / 24, timecode: '01:00:00:00', variable: false, from: 0, zero: 0, shots: firsts.map((first) => [first, 0xff0000, 750, 0x0000ff, 250]) });
const data = {
  version: '0.1', old: cut('old', 240, [0, 100, 200]), new: cut('new', 150, [0, 90]),
  changes: [['trimmed', 'head', false, 0, 9, 0, -1, null], ['kept', '', false, 10, 99, 0, 89, 1], ['re-timed', '', true, 200, 239, 90, 149, 0.667], ['missing', '', false, 100, 199, 150, 149, null]],
};
const stills = [[[0, 20, 320, 180, 'AAAA'], [2, 230, 320, 180, 'BBBB']], []];
const versions = readVersions(data, stills);

assert.deepEqual(versions.changes.map(changeName), ['trimmed, head', 'kept', 'moved and re-timed', 'missing']);
assert.deepEqual(versions.changes.map((one) => one.frames), [10, 90, 60, 100]);
assert.deepEqual(versions.changes.map((one) => [one.isOld, one.isNew]), [[true, false], [true, true], [true, true], [true, false]]);
assert.deepEqual(versions.changes.map((one) => GONE.has(one.kind)), [true, false, false, true]);
assert.equal(versions.most, 10); // seconds of the longer cut

const { old } = versions;
assert.deepEqual(old.shots.map((shot) => shot.last), [99, 199, 239]);
assert.deepEqual(old.shots[0].palette, [{ colour: 0xff0000, weight: 0.75 }, { colour: 0x0000ff, weight: 0.25 }]);
assert.equal(old.shotAt(99).n, 0);
assert.equal(old.shotAt(100).n, 1);
assert.equal(old.timecode(25), '01:00:01:01');
// A picture within the span, else one of the shot, else none.
assert.equal(old.pictureOf(10, 99).frame, 20);
assert.equal(old.pictureOf(200, 210).frame, 230);
assert.equal(old.pictureOf(100, 199), null);
assert.equal(versions.new.pictureOf(0, 89), null);

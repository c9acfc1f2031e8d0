/* SPDX-License-Identifier: Apache-2.0 */
/* The page in a browser, on films that never were: node test_page.mjs --build DIR [--npm DIR].
   One line a test; 1 where one fails, 77 where the browser or its driver is missing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as browse from './browse.mjs';
import { build, HOSTILE, press, still, text } from './browse.mjs';

const work = browse.makeWork('work');
const FILM = 'film.mp4', STRANGE = "it's <b>a #film?.ts";

const ffmpeg = (...words) => browse.ffmpeg(work, ...words);

function sample(name, ...words) {
  execFileSync(path.join(build, 'tests/page/sample_page'), [`${name}.html`, ...words], { cwd: work });
  return path.join(work, `${name}.html`);
}

sample('plain', 'shots=8', 'seconds=20');
const source = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24:duration=20', '-f', 'lavfi', '-i', 'sine=duration=20'];
const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24', '-c:a', 'aac'];
ffmpeg(...source, ...coded, FILM);
ffmpeg(...source, ...coded, './' + STRANGE);
ffmpeg('-f', 'lavfi', '-i', "color=black:size=320x180:rate=24:duration=5,drawbox=color=white:t=fill:enable='eq(n,100)'", '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', 'flash.mp4');
ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=320x134:rate=1:duration=1', '-frames:v', '1', 'still.jpg');
ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=128x54:rate=1:duration=1', '-frames:v', '1', '-q:v', '8', 'small.jpg');

const open = (file, size) => browse.openPage(file, () => document.documentElement.dataset.drawn && document.getElementById('film').dataset.state, size);
const clock = (page) => page.textContent('.transport output');
const ribbonWindow = (page) => page.evaluate(() => {
  const box = document.querySelector('#ribbon .window').getBoundingClientRect(), plot = document.querySelector('#ribbon .plot').getBoundingClientRect();
  return { left: (box.left - plot.left) / plot.width, right: (box.right - plot.left) / plot.width };
});
const plotBox = (page, lane) => page.locator(`[data-lane=${lane}] .plot`).boundingBox();

/* The shots as the page's own table tells them. */
async function shotRows(page) {
  if (!(await page.evaluate(() => document.getElementById('shot-table').open))) await page.click('#shot-table summary');
  await page.waitForSelector('#shot-table tbody tr', { state: 'attached' });
  return page.evaluate(() => [...document.querySelectorAll('#shot-table tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)));
}

const tests = {
  async 'opens from disk, draws every lane and asks for nothing but itself and the film'() {
    const page = await open(sample('plain', 'shots=8', 'seconds=20', 'stills=still.jpg'));
    const lanes = await page.evaluate(() => [...document.querySelectorAll('.lane')].map((lane) => ({
      id: lane.dataset.lane, label: lane.querySelector('.plot').getAttribute('aria-label'),
      ink: [...lane.querySelectorAll('canvas')].reduce((sum, canvas) => sum + new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size, 0),
    })));
    assert.deepEqual(lanes.map((lane) => lane.id), ['shots', 'cutting', 'light', 'colour', 'loudness', 'words']);
    for (const lane of lanes) assert.ok(lane.ink > 1 && lane.label.length > 10, `lane ${lane.id}: ${JSON.stringify(lane)}`);
    assert.deepEqual([...new Set(page.asked.filter((url) => !url.startsWith('data:')))].sort(),
      [pathToFileURL(path.join(work, FILM)).href, pathToFileURL(path.join(work, 'plain.html')).href].sort());
    assert.match(await text(page, '#facts'), /^0:20 · 24 fps · 1920×800 in 1920×1080 · 8 shots · median 2\.92 s$/);
    return page;
  },
  async 'may not reach a network even if it tried'() {
    const page = await open(path.join(work, 'plain.html'));
    const reached = await page.evaluate(() => fetch('http://127.0.0.1:9/x').then(() => 'reached', () => 'refused'));
    assert.equal(reached, 'refused');
    const told = page.wrong.splice(0);
    assert.ok(told.some((line) => /127\.0\.0\.1:9\/x' violates .* Content Security Policy/.test(line)), told.join('; '));
    return page;
  },
  async 'a click plays the film at that moment'() {
    const page = await open(path.join(work, 'plain.html'));
    await page.waitForFunction(() => document.getElementById('film').dataset.state === 'ready');
    const box = await plotBox(page, 'light');
    await page.mouse.click(box.x + box.width / 2, box.y + 20);
    await page.waitForFunction(() => !document.querySelector('video').paused && document.querySelector('video').currentTime > 10.05);
    const at = await page.evaluate(() => document.querySelector('video').currentTime);
    assert.ok(at < 13, `film stands at ${at} s`);
    await press(page, 'Space');
    assert.equal(await page.evaluate(() => document.querySelector('video').paused), true);
    const [, , seconds, frames] = (await clock(page)).split(':').map(Number);
    assert.ok(Math.abs(seconds + frames / 24 - (await page.evaluate(() => document.querySelector('video').currentTime))) < 0.3);
    await press(page, 'Space');
    await page.waitForFunction(() => !document.querySelector('video').paused);
    return page;
  },
  async 'arrow keys step shot by shot, and the film follows'() {
    const page = await open(path.join(work, 'plain.html'));
    const rows = await shotRows(page);
    assert.equal(rows.length, 8);
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft');
    assert.equal(await clock(page), rows[2][1]);
    assert.match(await text(page, '#shot h2'), /^Shot 3 of 8/);
    assert.match(await text(page, '#said'), /^shot 3, /);
    assert.equal(await page.getAttribute('#ribbon .plot', 'aria-valuenow'), '3');
    const wanted = await page.evaluate((code) => {
      const [, , s, f] = code.split(':').map(Number);
      return s + f / 24;
    }, rows[2][1]);
    await page.waitForFunction((t) => Math.abs(document.querySelector('video').currentTime - t) < 1 / 24, wanted);
    await press(page, 'End');
    assert.equal(await clock(page), rows[7][1]);
    await press(page, 'Home', '.');
    assert.equal(await clock(page), '00:00:00:01');
    return page;
  },
  async 'the frame that is shown is the frame that is told'() {
    const page = await open(sample('flash', 'shots=2', 'seconds=5', 'film=flash.mp4'));
    await page.waitForFunction(() => document.getElementById('film').dataset.state === 'ready');
    /* The middle of the film's picture, as painted on the screen: 0 black to 255 white. */
    const shown = async () => {
      const png = (await page.locator('.picture').screenshot()).toString('base64');
      return page.evaluate(async (data) => {
        const image = new Image();
        image.src = 'data:image/png;base64,' + data;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        return context.getImageData(image.width >> 1, image.height >> 1, 1, 1).data[0];
      }, png);
    };
    const becomes = async (wanted) => {
      for (let i = 0; i < 50; i++) {
        if (Math.abs((await shown()) - wanted) < 40) return true;
        await page.waitForTimeout(100);
      }
      return false;
    };
    for (let i = 0; i < 100; i++) await page.keyboard.press('.');
    await still(page);
    assert.equal(await clock(page), '00:00:04:04');
    assert.ok(await becomes(255), 'frame 100 is not white');
    await press(page, '.');
    assert.ok(await becomes(0), 'frame 101 is not black');
    await press(page, ',');
    assert.ok(await becomes(255), 'frame 100 is not white again');
    await press(page, ',');
    assert.ok(await becomes(0), 'frame 99 is not black');
    return page;
  },
  async 'every lane zooms and pans together'() {
    const page = await open(path.join(work, 'plain.html'));
    const box = await plotBox(page, 'colour'), pictures = () => page.evaluate(() => [...document.querySelectorAll('.lane canvas')].map((canvas) => canvas.toDataURL()));
    const before = await pictures();
    await page.mouse.move(box.x + box.width / 2, box.y + 20);
    await page.mouse.wheel(0, -600);
    await still(page);
    const zoomed = await ribbonWindow(page);
    assert.ok(zoomed.right - zoomed.left < 0.5 && Math.abs((zoomed.left + zoomed.right) / 2 - 0.5) < 0.02, JSON.stringify(zoomed));
    const after = await pictures();
    assert.ok(after.every((picture, i) => picture !== before[i]), 'a lane did not change');
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 100, box.y + 20);
    await page.mouse.up();
    await still(page);
    const panned = await ribbonWindow(page);
    assert.ok(panned.left < zoomed.left - 0.01 && Math.abs(panned.right - panned.left - (zoomed.right - zoomed.left)) < 0.005);
    assert.equal(await page.evaluate(() => document.querySelector('video').paused), true, 'a drag is no click');
    await press(page, '0');
    assert.deepEqual(Object.values(await ribbonWindow(page)).map(Math.round), [0, 1]);
    return page;
  },
  async 'the ribbon chooses the window'() {
    const page = await open(path.join(work, 'plain.html'));
    const box = await page.locator('#ribbon .plot').boundingBox();
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await still(page);
    const window_ = await ribbonWindow(page);
    assert.ok(Math.abs(window_.left - 0.25) < 0.01 && Math.abs(window_.right - 0.5) < 0.01, JSON.stringify(window_));
    const grip = await page.locator('#ribbon .grip.right').boundingBox();
    await page.mouse.move(grip.x + 4, grip.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await still(page);
    const wider = await ribbonWindow(page);
    assert.ok(Math.abs(wider.right - 0.75) < 0.01 && Math.abs(wider.left - 0.25) < 0.01, JSON.stringify([wider, grip]));
    return page;
  },
  async 'the pointer reads every lane, with units'() {
    const page = await open(path.join(work, 'plain.html'));
    const box = await plotBox(page, 'loudness');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await still(page);
    assert.match(await text(page, '[data-lane=loudness] .values'), /short term−\d+\.\d LUFSmomentary−\d+\.\d LUFS/);
    assert.match(await text(page, '[data-lane=light] .values'), /^mean0\.\d+/);
    assert.equal(await page.getAttribute('[data-lane=loudness] .values dd', 'title'), 'in LUFS');
    assert.equal(await text(page, '.ruler .at'), '00:00:06:00');
    return page;
  },
  async 'a part stands against the rest'() {
    const page = await open(path.join(work, 'plain.html'));
    const rows = await shotRows(page);
    await press(page, 'ArrowRight', '[', 'ArrowRight', 'ArrowRight', ']');
    const table = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#part tbody tr')].map((row) => [row.cells[0].textContent, [row.cells[1].textContent, row.cells[2].textContent]])));
    assert.deepEqual(table.shots, ['3', '5']);
    const mean = rows.slice(1, 4).reduce((sum, row) => sum + Number(row[3]) / 24, 0) / 3;
    assert.ok(Math.abs(parseFloat(table['mean shot length'][0]) - mean) < 0.006, `${table['mean shot length']} is not ${mean}`);
    assert.match(table['loudness momentary'][0], /^−\d+\.\d LUFS$/);
    assert.equal(await text(page, '#part .time'), `${rows[1][1]} – ${rows[3][2]}`);
    await press(page, 'c');
    await page.waitForFunction(() => document.getElementById('said').classList.contains('shown'));
    assert.match(await text(page, '#said'), /^cop(ied|y by hand): A Film That Never Was \(A\. Nobody, 1964\), [\d:]+–[\d:]+, part: light mean [\d.]+ \(mean\)\. pastiche [\d.]+, meter light 1\. film\.mp4, XXH3-128 0123456789abcdef0123456789abcdef\.$/);
    await press(page, 'Escape');
    assert.equal(await page.locator('#part table').count(), 0);
    return page;
  },
  async 'what a number is, is one click away'() {
    const page = await open(path.join(work, 'plain.html'));
    await page.click('#shot .what');
    assert.equal(await page.evaluate(() => document.getElementById('explain').open), true);
    assert.match(await text(page, '#explain'), /light mean/);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.getElementById('explain').open), false);
    await press(page, '?');
    assert.match(await text(page, '#explain'), /shot by shot/);
    return page;
  },
  async 'a lane changes what it shows'() {
    const page = await open(path.join(work, 'plain.html'));
    await page.selectOption('[data-lane=colour] select', { label: 'warm and cold' });
    await still(page);
    assert.match(await text(page, '[data-lane=colour] .values'), /^warmth/);
    assert.match(await page.getAttribute('[data-lane=colour] .plot', 'aria-label'), /colour warmth from −?-?0/);
    return page;
  },
  async 'fits the window it is given'() {
    const page = await open(path.join(work, 'plain.html'), { width: 1600, height: 1000 });
    for (const width of [800, 1000, 560, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      await still(page);
      const fit = await page.evaluate(() => ({
        over: document.documentElement.scrollWidth - window.innerWidth,
        off: [...document.querySelectorAll('.lane .plot')].map((plot) => plot.querySelector('.uplot') ? plot.querySelector('.u-over').getBoundingClientRect().width - plot.getBoundingClientRect().width : 0),
        low: [...document.querySelectorAll('.lane')].filter((lane) => lane.querySelector('.gutter').scrollHeight > lane.clientHeight).length,
      }));
      assert.ok(fit.over <= 0, `${width}: ${fit.over} px too wide`);
      assert.ok(fit.off.every((off) => Math.abs(off) < 1.5), `${width}: ${fit.off}`);
      assert.equal(fit.low, 0, `${width}: numbers hang out of a lane`);
    }
    return page;
  },
  async 'words stand out from their ground in both themes'() {
    const page = await open(path.join(work, 'plain.html'));
    for (const theme of ['dark', 'light']) {
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
      const worst = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const light = (name) => [1, 3, 5].map((at) => parseInt(style.getPropertyValue(name).trim().slice(at, at + 2), 16) / 255)
          .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)).reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
        const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
        return Math.min(...['--text', '--dim', '--accent'].flatMap((ink) => ['--ground', '--raised'].map((ground) => ratio(ink, ground))));
      });
      assert.ok(worst >= 4.5, `${theme}: contrast ${worst}`);
      await press(page, 't');
    }
    await press(page, 't');
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.drawn);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
    return page;
  },
  async 'prints light, and is dark again after'() {
    const page = await open(path.join(work, 'plain.html'));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 20000);
    await page.emulateMedia({ media: 'print' });
    await still(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
    await page.emulateMedia({ media: 'screen' });
    await still(page);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    return page;
  },
  async 'no text of a film becomes markup'() {
    const page = await open(sample('hostile', 'shots=8', 'seconds=20', 'hostile', `film=${FILM}<b>&"'</script>`, 'stills=still.jpg'));
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.evaluate(() => document.querySelector('#head h1').firstChild.data), HOSTILE);
    assert.equal(await page.title(), HOSTILE.replace(/[ \t\n\f\r]+/g, ' '));
    assert.deepEqual(await page.evaluate(() => [document.scripts.length, document.querySelectorAll('img:not([src^=data])[src], b b, h1 script').length]), [4, 0]);
    const box = await plotBox(page, 'words');
    await page.mouse.move(box.x + (box.width * 3.5) / 20, box.y + 10);
    await still(page);
    assert.equal(await text(page, '[data-lane=words] .words'), HOSTILE);
    await shotRows(page);
    await press(page, 'c');
    await page.waitForFunction(() => document.getElementById('said').classList.contains('shown'));
    assert.ok((await text(page, '#said')).includes(HOSTILE));
    assert.equal(await page.evaluate(() => window.broken), undefined);
    return page;
  },
  async 'says in words what is not there'() {
    const page = await open(sample('silent', 'shots=1', 'seconds=20', 'silent', 'wordless'));
    assert.equal(await text(page, '[data-lane=loudness] .absent'), 'no sound in this film');
    assert.equal(await text(page, '[data-lane=words] .absent'), 'no titles in this film');
    assert.equal(await text(page, '[data-lane=shots] .absent'), 'no stills in this reel');
    const bare = await open(sample('bare', 'shots=3', 'seconds=20', 'bare', 'damaged'));
    assert.equal(await text(bare, '[data-lane=light] .absent'), 'light was not measured');
    assert.equal(await text(bare, '[data-lane=words] .absent'), 'titles were not read');
    assert.equal(await text(bare, '#ribbon-note'), 'no palettes in this reel');
    assert.match(await text(bare, '#problems'), /2 problems.*00:00:50:00 – 00:00:52:16.*could not be decoded.*the file ends early/);
    await press(bare, 'ArrowRight', 'z', '[', 'c');
    const shotless = await open(sample('shotless', 'shots=0', 'seconds=20', 'bare'));
    assert.equal(await text(shotless, '[data-lane=shots] .absent'), 'no shots in this reel');
    await press(shotless, 'ArrowRight', 'End', 'z', '[', 'c');
    await shotless.waitForFunction(() => document.getElementById('said').textContent.startsWith('copied'));
    await press(shotless, 'e', 'n', 'x', 'a', 'l', 'u', 's');
    assert.equal(await text(shotless, '#said'), 'no shots in this reel');
    assert.equal(await shotless.isVisible('#corrections'), false);
    page.wrong.push(...shotless.wrong);
    await shotless.context().close();
    page.wrong.push(...bare.wrong);
    await bare.context().close();
    return page;
  },
  async 'a film of varying rate is told in its own times'() {
    const page = await open(sample('varying', 'shots=8', 'seconds=20', 'varying'));
    assert.match(await text(page, '#facts'), /varying, mean 24 fps/);
    await press(page, '.');
    assert.equal(await clock(page), '00:00:00.050');
    return page;
  },
  async 'says why it cannot play, and its command makes a copy that it can'() {
    const file = sample('strange', 'shots=8', 'seconds=20', `film=${STRANGE}`, 'stills=still.jpg');
    const page = await open(file);
    assert.equal(await page.evaluate(() => document.getElementById('film').dataset.state), 'failed');
    assert.ok((await text(page, '.nofilm')).includes(`there is no “${STRANGE}” beside this page, or this browser cannot read it`));
    const command = await text(page, '.nofilm code');
    execFileSync('sh', ['-c', command.replace('ffmpeg', 'ffmpeg -v error -nostdin -y')], { cwd: work });
    await page.reload();
    await page.waitForFunction(() => document.getElementById('film').dataset.state === 'ready');
    await press(page, 'ArrowRight', 'Space');
    await page.waitForFunction(() => document.querySelector('video').currentTime > 0.5);
    return page;
  },
  async 'plays a film that is given by hand'() {
    const page = await open(sample('alone', 'shots=8', 'seconds=20', 'film=elsewhere.mp4', 'stills=still.jpg'));
    assert.equal(await page.evaluate(() => document.getElementById('film').dataset.state), 'failed');
    await page.setInputFiles('#film input[type=file]', path.join(work, FILM));
    await page.waitForFunction(() => document.getElementById('film').dataset.state === 'ready');
    await press(page, 'Space');
    await page.waitForFunction(() => document.querySelector('video').currentTime > 0.2);
    return page;
  },
  async 'a film that nobody corrected shows nothing of it'() {
    const page = await open(path.join(work, 'plain.html'));
    assert.deepEqual(await page.evaluate(() => [document.querySelectorAll('[data-lane=labels]').length, document.getElementById('corrections').checkVisibility(), document.getElementById('correct').checkVisibility()]), [0, false, false]);
    return page;
  },
  async 'labels, and what a person corrected before, are told'() {
    const page = await open(sample('corrected', 'shots=8', 'seconds=20', 'stills=still.jpg', 'corrected'));
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('.labels button')].map((one) => one.textContent)), ['the whole', 'fight', 'training']);
    await page.click('.labels button:nth-child(2)');
    await still(page);
    const rows = await shotRows(page);
    assert.equal(await text(page, '#part .time'), `${rows[0][1]} – ${rows[1][2]}`);
    await press(page, 'Escape', 'Home', 'ArrowRight', 'ArrowRight');
    assert.match(await text(page, '#shot'), /cut in: moved by hand, 2026-11-22, from fixed\.csv/);
    await press(page, 'ArrowRight');
    assert.match(await text(page, '#shot'), /cut in: added by hand, 2026-11-22, from fixed\.csv/);
    const box = await plotBox(page, 'shots'), at = await page.evaluate(() => document.querySelector('#over .head').getBoundingClientRect().x);
    await page.mouse.move(at + 1, box.y + 10);
    await still(page);
    assert.match(await text(page, '[data-lane=shots] .words'), /^cut, added by hand, 2026-11-22, from fixed\.csv$/);
    assert.equal(await page.isVisible('#corrections'), false);
    const hostile = await open(sample('named', 'shots=8', 'seconds=20', 'hostile', 'corrected'));
    assert.equal(await text(hostile, '.labels button:nth-child(2)'), HOSTILE);
    page.wrong.push(...hostile.wrong);
    await hostile.context().close();
    return page;
  },
  async 'a person corrects the list by keyboard, and shots follow at once'() {
    const page = await open(path.join(work, 'plain.html')), told = () => text(page, '#corrections span'), before = await shotRows(page);
    const spans = async () => (await shotRows(page)).map((row) => `${row[1]} ${row[2]}`), first = await spans();
    await press(page, 'n', 'n', 'x');
    assert.equal(await clock(page), before[2][1]);
    assert.deepEqual(await spans(), [first[0], `${before[1][1]} ${before[2][2]}`, ...first.slice(3)]);
    assert.match(await text(page, '#facts'), / · 7 shots · /);
    assert.equal(await told(), '1 correction');
    assert.match(await text(page, '#shot h2'), /^Shot 2 of 7/);
    await press(page, 'x');
    assert.deepEqual(await spans(), first);
    assert.equal(await page.isVisible('#corrections'), false);
    const moved = (code, by) => {
      const [, , s, f] = code.split(':').map(Number), n = s * 24 + f + by;
      return `00:00:${String(Math.floor(n / 24)).padStart(2, '0')}:${String(n % 24).padStart(2, '0')}`;
    };
    await press(page, 'k', 'Shift+K', 'j');
    assert.equal((await shotRows(page))[2][1], moved(before[2][1], 10));
    assert.equal(await clock(page), moved(before[2][1], 10));
    assert.equal(await told(), '1 correction');
    await press(page, 'u', 'Control+z');
    assert.equal((await shotRows(page))[2][1], moved(before[2][1], 1));
    await press(page, 'r', 'Control+Shift+Z');
    assert.equal((await shotRows(page))[2][1], moved(before[2][1], 10));
    await press(page, ...Array(30).fill('Shift+K'));
    assert.match(await text(page, '#said'), /would (lie over the \w+ after it|leave)/);
    assert.equal((await shotRows(page)).length, 8);
    await press(page, 'Home', '.', '.', '.', '.', '.', 'a');
    assert.deepEqual((await spans()).slice(0, 2), [`${before[0][1]} 00:00:00:05`, `00:00:00:05 ${before[0][2]}`]);
    assert.match(await text(page, '#shot .changes:nth-of-type(2)'), /cut in: added by hand, not saved yet/);
    await press(page, 'a');
    assert.match(await text(page, '#said'), /would lie over the cut before it/);
    return page;
  },
  async 'labels are written in place'() {
    const page = await open(path.join(work, 'plain.html'));
    await press(page, 'ArrowRight', 'l');
    await page.waitForFunction(() => document.activeElement.classList.contains('naming'));
    await page.keyboard.type('<b>"x", a; 🎬');
    await press(page, 'Enter');
    assert.equal(await text(page, '.labels button'), '<b>"x", a; 🎬');
    assert.equal(await text(page, '#corrections span'), '1 correction');
    await press(page, 'ArrowRight', 'l'); /* the part is still the same: the name that is there */
    await page.waitForFunction(() => document.activeElement.classList.contains('naming'));
    assert.equal(await page.inputValue('.naming'), '<b>"x", a; 🎬');
    await page.keyboard.type('other');
    await press(page, 'Escape');
    assert.equal(await text(page, '.labels button'), '<b>"x", a; 🎬');
    await press(page, 'l');
    await page.waitForFunction(() => document.activeElement.classList.contains('naming'));
    await page.keyboard.press('Delete');
    await press(page, 'Enter');
    assert.equal(await page.locator('[data-lane=labels]').count(), 0);
    return page;
  },
  async 'what is not saved outlives a reload, and leaving it is asked about'() {
    const page = await open(path.join(work, 'plain.html')), asked = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      dialog.accept();
    });
    await press(page, 'n', 'x', 'n', 'j');
    const rows = await shotRows(page);
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.drawn);
    await still(page);
    assert.deepEqual(asked, ['beforeunload']);
    assert.equal(await text(page, '#corrections span'), '2 corrections');
    assert.deepEqual(await shotRows(page), rows);
    await page.emulateMedia({ media: 'print' });
    await still(page);
    assert.deepEqual([await page.isVisible('#corrections'), await page.isVisible('#facts .onpaper')], [false, true]);
    await page.emulateMedia({ media: 'screen' });
    await press(page, 'u');
    assert.equal(await page.isVisible('#corrections button:last-child'), true); /* redo */
    assert.equal((await shotRows(page)).length, 8);
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.drawn);
    assert.equal(asked.length, 1, 'nothing was left to lose');
    assert.equal(await page.isVisible('#corrections'), false);
    return page;
  },
  async 'everything by pointer as well'() {
    const page = await open(path.join(work, 'plain.html'));
    await page.click('#shot button:has-text("correct")');
    const press_ = (name) => page.click(`#correct button:text-matches("^${name}")`);
    await press_('next');
    await press_('wrong');
    await still(page);
    assert.equal(await text(page, '#corrections span'), '1 correction');
    assert.match(await text(page, '#correct .changes'), /^cut, [\d:]+, marked wrong, not saved yet$/);
    await page.click('#corrections button:text("undo")');
    await page.selectOption('#correct select', 'wipe');
    await press_('over the part');
    assert.match(await text(page, '#said'), /select the frames of the wipe first/);
    return page;
  },
  async 'the saved list is taken by shots --apply'() {
    const program = path.join(build, 'cli/pastiche');
    if (!fs.existsSync(program)) return console.log('   not run: the program is not built'), null;
    const run = (...words) => execFileSync(program, words, { cwd: work, encoding: 'utf8' });
    const scenes = ['testsrc2', 'smptebars', 'yuvtestsrc'].flatMap((source) => ['-f', 'lavfi', '-i', `${source}=size=160x96:rate=24:duration=3`]);
    const alike = ['a', 'b', 'c'].map((name, i) => `[${i}]format=yuv420p,setsar=1[${name}]`).join(';');
    ffmpeg(...scenes, '-filter_complex', `${alike};[a][b][c]concat=n=3`, '-c:v', 'libx264', '-preset', 'ultrafast', 'scenes.mp4');
    run('measure', '-q', 'scenes.mp4');
    run('page', '-q', 'scenes.reel');
    const page = await open(path.join(work, 'scenes.html'));
    const starts = async () => (await shotRows(page)).map((row) => row[1]);
    assert.deepEqual(await starts(), ['00:00:00:00', '00:00:03:00', '00:00:06:00']);
    /* The first cut goes, the second moves on by two frames, a dissolve of ten frames comes at frames 24 to 33, a cut at
       44 (farther from the one that went than what counts as moved); names of every kind. */
    await press(page, 'n', 'x', 'n', 'k', 'k', 'Home', ...Array(24).fill('.'), 'i', ...Array(9).fill('.'), 'o', 'd');
    const names = ['fight', 'say "go"; a, b @1-2', ' fünf 🎬 '];
    for (const [i, name] of names.entries()) {
      await press(page, 'Home', ...Array(40 + i).fill('.'), 'i', ...Array(10).fill('.'), 'o', 'l');
      await page.waitForFunction(() => document.activeElement.classList.contains('naming'));
      await page.keyboard.type(name);
      await press(page, 'Enter');
    }
    await press(page, 'Escape', 'Home', ...Array(44).fill('.'), 'a');
    assert.deepEqual(await starts(), ['00:00:00:00', '00:00:01:05', '00:00:01:20', '00:00:06:02']);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    assert.equal(download.suggestedFilename(), 'scenes.corrected.csv');
    await download.saveAs(path.join(work, 'scenes.corrected.csv'));
    assert.equal(await text(page, '#explain code'), 'pastiche shots scenes.reel --apply scenes.corrected.csv');
    await press(page, 'Escape');
    assert.equal(await text(page, '#corrections span'), '7 corrections, saved');
    run('shots', 'scenes.reel', '--apply', 'scenes.corrected.csv');
    const json = JSON.parse(run('export', 'scenes.reel', '--as', 'json'));
    assert.deepEqual(json.transitions.map((one) => [one.kind, one.first, one.last, one.origin.how]), [['dissolve', 24, 33, 'added'], ['cut', 44, 44, 'added'], ['cut', 146, 146, 'moved']]);
    assert.deepEqual(json.shots.map((one) => [one.first, one.last]), [[0, 28], [29, 43], [44, 145], [146, 215]]);
    assert.deepEqual(json.labels.map((one) => [one.name, one.first, one.last]), names.map((name, i) => [name.trim(), 40 + i, 50 + i]));
    run('page', '-q', 'scenes.reel');
    const after = await open(path.join(work, 'scenes.html'));
    assert.deepEqual(await after.evaluate(() => [...document.querySelectorAll('.labels button')].map((one) => one.textContent)), names.map((name) => name.trim()));
    assert.equal(await after.isVisible('#corrections'), false);
    page.wrong.push(...after.wrong);
    await after.context().close();
    return page;
  },
  async '2,000 shots open within 12 MB'() {
    const file = sample('long', 'shots=2000', 'seconds=7200', 'stills=small.jpg', `film=${FILM}`);
    const size = fs.statSync(file).size;
    assert.ok(size < 12e6, `${size} bytes`);
    const page = await open(file);
    console.log(`   ${(size / 1e6).toFixed(1)} MB, drawn ${await page.evaluate(() => document.documentElement.dataset.drawn)} ms after it was asked for`);
    assert.ok((await page.locator('.frames img').count()) < 60, 'stills that nobody sees were loaded');
    assert.equal((await shotRows(page)).length, 2000);
    await press(page, 'z', 'ArrowRight');
    return page;
  },
  async 'the same data gives the same bytes'() {
    const first = fs.readFileSync(sample('once', 'shots=40', 'seconds=120', 'stills=still.jpg'));
    assert.ok(first.equals(fs.readFileSync(sample('again', 'shots=40', 'seconds=120', 'stills=still.jpg'))));
    return null;
  },
};

await browse.runTests(tests);

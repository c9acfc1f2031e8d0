/* SPDX-License-Identifier: Apache-2.0 */
/* The comparison page in a browser, on films that never were: node test_comparison_page.mjs --build DIR [--npm DIR].
   sample_comparison.c tells what is planted. One line a test; 1 where one fails, 77 where the browser is missing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as browse from './browse.mjs';
import { build, HOSTILE, press, still, text } from './browse.mjs';

const work = browse.makeWork('comparison-work');

function sample(name, ...words) {
  execFileSync(path.join(build, 'tests/page/sample_comparison'), [`${name}.html`, ...words], { cwd: work });
  return path.join(work, `${name}.html`);
}

browse.ffmpeg(work, '-f', 'lavfi', '-i', 'testsrc2=size=320x134:rate=1:duration=1', '-frames:v', '1', 'still.jpg');
browse.ffmpeg(work, '-f', 'lavfi', '-i', 'testsrc2=size=96x40:rate=1:duration=1', '-frames:v', '1', '-q:v', '12', 'small.jpg');
for (const n of [0, 1, 2, 3])
  browse.ffmpeg(work, '-f', 'lavfi', '-i', `testsrc2=size=320x134:rate=24:duration=${n === 0 ? 200 : 220}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24', `film-${n}.mp4`);
fs.mkdirSync(path.join(work, 'series'));
fs.renameSync(path.join(work, 'film-3.mp4'), path.join(work, 'series/film-3.mp4')); /* beside its reel, not beside the page */
const SHORT = ['shots=40', 'seconds=200'];
sample('plain', 'stills=still.jpg');

const open = (file, size) => browse.openPage(file, () => document.documentElement.dataset.drawn, size);
const own = (page) => text(page, '.card.own .time');
const rows = (page, id) => page.evaluate((name) => [...document.querySelectorAll(`#${name} tbody tr`)].map((row) => [...row.cells].map((cell) => cell.textContent)), id);
const seconds = (code) => code.split(':').slice(0, 3).reduce((sum, part) => sum * 60 + Number(part), 0);

/* How far from grey a row's canvas is between two shares of its width: mean of the greatest less the least channel. */
const colourOf = (page, row, from, to) => page.evaluate(([id, a, b]) => {
  const canvas = document.querySelector(`#${id} canvas`), x = Math.round(a * canvas.width), width = Math.round((b - a) * canvas.width);
  const { data } = canvas.getContext('2d').getImageData(x, 0, width, canvas.height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
  return sum / (data.length / 4);
}, [row, from, to]);

const tests = {
  async 'opens from disk, answers in words and asks for nothing but itself and films'() {
    const page = await open(path.join(work, 'plain.html'));
    assert.match(await text(page, '#answer .lead'), /^One stretch is unlike the series: 00:13:\d\d–00:16:\d\d \(p = \.004, rank 1 of 6\), by colour, chroma and composition; also unlike the controls\.$/);
    assert.match(await text(page, '#facts'), /^against 5 references and 2 controls · 30:00 · 24 fps · 300 shots$/);
    assert.match(await text(page, '#answer'), /likeness \.49, 95 % \.43 to \.56/);
    assert.match(await text(page, '#answer'), /Of 8 measures it lies outside the series in colour saturation and colour warmth\./);
    const asked = page.asked.filter((url) => !url.startsWith('data:') && !/\.mp4$/.test(url));
    assert.deepEqual([...new Set(asked)], [pathToFileURL(path.join(work, 'plain.html')).href]);
    assert.equal(await page.evaluate(() => fetch('http://127.0.0.1:9/x').then(() => 'reached', () => 'refused')), 'refused');
    assert.ok(page.wrong.splice(0).some((line) => /Content Security Policy/.test(line)));
    return page;
  },
  async 'the same footage is threads between two ribbons, pictures of both, and a table that goes there'() {
    const page = await open(path.join(work, 'plain.html'));
    assert.match(await text(page, '#answer'), /Two passages, 0\.4 % of the film, are the same footage as in .+ and .+\. One passage, 0\.1 % of the film, is the same sound, under other pictures, as in .+\./);
    const cells = await page.evaluate(() => [...document.querySelectorAll('#same-footage tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)));
    assert.equal(cells.length, 3);
    assert.equal(cells[0][1], '00:07:30:00 – 00:07:35:00');
    assert.equal(cells[0][2], 'pictures and sound');
    assert.match(cells[0][4], /, 00:00:40:00 – 00:00:45:00$/);
    assert.deepEqual(cells[0].slice(5), ['5.00 s', 'mirrored', '1', '3 × 10⁻⁸']);
    assert.deepEqual(cells[1].slice(5), ['3.00 s', '—', '1', 'below 10⁻¹²']);
    assert.equal(cells[2][2], 'sound, under other pictures');
    assert.equal(await page.evaluate(() => document.querySelectorAll('#same-footage .same').length), 3);
    const painted = await page.evaluate(() => [...document.querySelectorAll('#same-footage .threads canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, 1);
      const at = [...Array(canvas.width).keys()].filter((i) => data[4 * i + 3] > 0);
      return (at[0] + at[at.length - 1]) / 2 / canvas.width;
    }));
    assert.ok(Math.abs(painted[0] - 0.2514) < 0.004 && Math.abs(painted[1] - 0.5008) < 0.004, painted.join(' '));
    await page.click('#same-footage tbody tr:nth-child(1) button');
    const [from, to] = (await own(page)).split(' – ').map(seconds);
    assert.ok(from <= 450 && to > 450, `the shot of 7:30, not ${from} to ${to}`);
    return page;
  },
  async 'the twin is grey where the film repeats its series and has its colours where it departs'() {
    const page = await open(path.join(work, 'plain.html'));
    const ribbon = [await colourOf(page, 'ribbon', 0.1, 0.4), await colourOf(page, 'ribbon', 0.47, 0.54)];
    const twin = [await colourOf(page, 'twin', 0.1, 0.4), await colourOf(page, 'twin', 0.47, 0.54)];
    assert.ok(twin[1] > 0.8 * ribbon[1], `in the stretch ${twin[1]} of ${ribbon[1]}`);
    assert.ok(twin[0] < 0.35 * ribbon[0], `elsewhere ${twin[0]} of ${ribbon[0]}`);
    await page.click('label[for=look-6]'); /* motion does not depart */
    await still(page);
    assert.ok((await colourOf(page, 'twin', 0.47, 0.54)) < 0.5 * ribbon[1]);
    assert.match(await page.getAttribute('#twin .plot', 'aria-label'), /^motion: \d+ of 441 moments depart/);
    page.wrong = page.wrong.filter((line) => !/willReadFrequently/.test(line)); /* ours: the test's own looking */
    return page;
  },
  async 'every lane is drawn, and has a table that says the same'() {
    const page = await open(path.join(work, 'plain.html'));
    const lanes = await page.evaluate(() => [...document.querySelectorAll('.lane')].map((lane) => ({
      id: lane.dataset.lane, label: lane.querySelector('.plot').getAttribute('aria-label') || '',
      ink: [...lane.querySelectorAll('canvas')].reduce((sum, canvas) => sum + new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size, 0),
    })));
    assert.deepEqual(lanes.map((lane) => lane.id), ['departure', 'together', 'colour', 'chroma', 'light', 'composition', 'setting', 'rhythm', 'motion', 'sound']);
    for (const lane of lanes) assert.ok(lane.ink > 3 && lane.label.length > 10, `lane ${lane.id}: ${JSON.stringify(lane)}`);
    await page.click('#moment-table summary');
    await page.waitForSelector('#moment-table tbody tr');
    const moments = await rows(page, 'moment-table'), inside = moments.filter(([code]) => seconds(code) > 830 && seconds(code) < 890);
    assert.equal(moments.length, 441);
    for (const row of inside) assert.match(row[1], /^[2-6]\.\d\d · (9\d|> 99) %$/);
    await page.click('#precedent-table summary');
    await page.waitForSelector('#precedent-table tbody tr');
    assert.equal((await rows(page, 'precedent-table')).length, 300);
    return page;
  },
  async 'a cursor in one is a cursor in all'() {
    const page = await open(path.join(work, 'plain.html')), stood = await own(page);
    const box = await page.locator('.lane.main .plot').boundingBox();
    await page.mouse.move(box.x + box.width / 4, box.y + 20);
    await still(page);
    const shown = await page.evaluate(() => ['#ribbon', '#twin', '#brackets', '#over'].map((row) => {
      const line = document.querySelector(`${row} .line.hover`);
      return [getComputedStyle(line).display !== 'none', Math.round(line.getBoundingClientRect().x)];
    }));
    assert.ok(shown.every(([seen]) => seen));
    assert.ok(Math.max(...shown.map(([, x]) => x)) - Math.min(...shown.map(([, x]) => x)) <= 1, String(shown));
    const peeked = await own(page);
    assert.ok(Math.abs(seconds(peeked) - 450) < 30, peeked);
    await page.mouse.move(box.x + box.width / 4, 5);
    await still(page);
    assert.equal(await own(page), stood); /* back to where the film stands */
    await page.mouse.click(box.x + box.width / 4, box.y + 20);
    await page.mouse.move(5, 5);
    await still(page);
    assert.equal(await own(page), peeked);
    return page;
  },
  async 'precedents stand beside the shot, each of another film, with aspect and percentile'() {
    const page = await open(path.join(work, 'plain.html'));
    const cards = await page.evaluate(() => [...document.querySelectorAll('.card:not(.own)')].map((card) => [card.querySelector('h3').textContent, card.querySelector('.time').textContent, card.querySelector('.how').textContent, card.querySelectorAll('img').length]));
    assert.equal(new Set(cards.map(([name]) => name)).size, 3);
    for (const [name, time, how, images] of cards) {
      assert.match(name, / series · [\d.]+ s$/);
      assert.match(time, /^\d\d:\d\d:\d\d:\d\d – \d\d:\d\d:\d\d:\d\d$/);
      assert.match(how, /^together: ([\d.]+|less than 0\.1) % of the series’ own are as near$/);
      assert.equal(images, 1);
    }
    assert.equal((await page.locator('.each tbody tr').count()), 9);
    await page.click('.each tbody tr:nth-child(4) button');
    await still(page);
    assert.match(await text(page, '.card:nth-child(2) .how'), /^composition: /);
    assert.equal(await page.isChecked('#look-3'), true);
    return page;
  },
  async 'for each finding what speaks most against it'() {
    const page = await open(path.join(work, 'plain.html'));
    await page.click('#stretch-0 .against');
    await still(page);
    /* The planted moment lies at half of the stretch. */
    const stretch = (await text(page, '#answer .what')).split('–').map(seconds), middle = (stretch[0] + stretch[1]) / 2;
    const told = await text(page, '#stretch-0 .counter'), at = seconds(told.slice(0, 8));
    assert.match(told, /is the moment nearest to the series in together: .* Its precedent: \w+.*, \d\d:\d\d:\d\d, .* as near\./);
    assert.ok(Math.abs(at - middle) < 12, `${at} is not ${middle}`);
    const [begin, end] = (await own(page)).split(' – ').map(seconds);
    assert.ok(begin <= at && at <= end + 1);
    await page.click('.likeness tbody tr:nth-child(3) .against'); /* colour: less like the series */
    assert.match(await page.locator('.likeness .counter').nth(1).textContent(), /is the moment nearest to the series in colour/);
    await page.click('.likeness tbody tr:nth-child(7) .against'); /* light: as like it */
    assert.match(await page.locator('.likeness .counter').nth(3).textContent(), /is the moment farthest from the series in light/);
    await page.click('.signature .against');
    assert.match(await text(page, '.signature tr.told:has(.counter:not(:empty))'), /comes nearest: [\d.−]+, itself p = /);
    return page;
  },
  async 'what a number is, how it was found and its limits are one click away'() {
    const page = await open(path.join(work, 'plain.html'));
    for (const [button, title] of [['#twin .name', 'departure'], ['#brackets .name', 'stretch'], ['.main .look', 'facet colour'], ['.each caption button', 'precedent'], ['#stretch-0 .means .what', 'stretch'], ['section[aria-label=likeness] .means .what', 'likeness'], ['section[aria-label=signature] .means .what', 'signature']]) {
      if (title === 'facet colour') await press(page, '2');
      await page.click(button);
      assert.equal(await text(page, '#explain h2'), title);
      const told = await page.evaluate(() => [...document.querySelectorAll('#explain dt')].map((term) => term.textContent));
      for (const line of ['what', 'unit', 'method', 'accuracy', 'limits']) assert.ok(told.includes(line), `${title} lacks ${line}`);
      await press(page, 'Escape');
    }
    return page;
  },
  async 'everything by keyboard'() {
    const page = await open(path.join(work, 'plain.html'));
    await press(page, 'Home', 'ArrowRight', 'ArrowRight');
    assert.match(await text(page, '.card.own h3'), /^Shot 3 /);
    assert.match(await text(page, '#said'), /^shot 3, /);
    await press(page, 'n');
    assert.match(await text(page, '#said'), /^stretch 1, 00:13/);
    await press(page, 'n');
    assert.match(await text(page, '#said'), /^stretch 2, 00:24/);
    assert.equal(await page.isChecked('#look-6'), true); /* motion shows it best */
    await press(page, 'n');
    assert.match(await text(page, '#said'), /no stretch after this/);
    await press(page, 'p');
    assert.match(await text(page, '#said'), /^stretch 1, /);
    await press(page, '3');
    assert.equal(await page.isChecked('#look-1'), true);
    await press(page, '+', '+');
    assert.notEqual(await page.getAttribute('#twin .window', 'class'), 'window whole');
    await press(page, '0');
    assert.equal(await page.getAttribute('#twin .window', 'class'), 'window whole');
    await press(page, 'c');
    assert.match(await text(page, '#said'), /A Film That Never Was, 00:1\d:.*, shot \d+: nearest in chroma: .*pastiche .*film\.cmp, against 5 references/);
    await press(page, '?');
    assert.equal(await page.isVisible('#explain'), true);
    await press(page, 'Escape');
    await press(page, 't');
    assert.equal(await page.getAttribute('html', 'data-theme'), 'light');
    const focusable = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      focusable.push(await page.evaluate(() => [document.activeElement.className || document.activeElement.id, getComputedStyle(document.activeElement).outlineStyle]));
    }
    assert.ok(focusable.every(([, outline]) => outline !== 'none'), JSON.stringify(focusable));
    assert.ok(focusable.some(([name]) => /mark/.test(name)) && focusable.some(([name]) => /look/.test(name)), JSON.stringify(focusable));
    return page;
  },
  async 'films play in step where they are, beside the page or beside their reels'() {
    const page = await open(sample('short', ...SHORT, 'references=3', 'controls=0', 'stills=still.jpg'));
    const state = () => page.evaluate(() => [...document.querySelectorAll('.card video')].map((video) => [video.dataset.place, video.classList.contains('ready'), video.paused, video.currentTime]));
    await page.waitForFunction(() => [...document.querySelectorAll('.card video')].filter((video) => video.classList.contains('ready')).length === 4);
    const before = await state();
    assert.deepEqual(before.map(([place]) => place).sort(), ['film-0.mp4', 'film-1.mp4', 'film-2.mp4', 'series/film-3.mp4']);
    await press(page, 'Space');
    await page.waitForFunction((at) => document.querySelector('.card.own video').currentTime > at + 0.3, before[0][3]);
    const playing = await state();
    assert.equal(playing[0][2], false);
    for (const [i, [place, , , at]] of playing.entries()) assert.ok(at > before[i][3], `${place} stood still`);
    await press(page, 'Space');
    assert.ok((await state()).every(([, , paused]) => paused));
    assert.equal(await page.isVisible('#pairs .note'), false);
    return page;
  },
  async 'says which films are not here, and shows palettes where pictures are not'() {
    const page = await open(sample('reelless', 'reelless', 'film=nowhere.mp4'));
    await page.waitForFunction(() => /nowhere\.mp4/.test(document.querySelector('#pairs .note').textContent));
    assert.equal(await page.locator('.card img').count(), 0);
    assert.equal(await page.locator('.card.own .colours i').count(), 7);
    assert.match(await text(page, '.card:nth-child(2) .absent'), /^no picture: no such file$/);
    await press(page, 'Space');
    assert.equal(await text(page, '#said'), 'the film is not here to be played');
    return page;
  },
  async 'no stretch, and cannot tell, are told as what they are'() {
    const like = await open(sample('like', 'like'));
    assert.equal(await text(like, '#answer .lead'), 'No stretch departs more than one more film of the series would (p = .41).');
    assert.match(await text(like, '#stretch-0 .means'), /in 41 % of cases: this is no finding/);
    assert.equal(await like.locator('.mark.strong').count(), 0);
    await like.context().close();
    const page = await open(sample('untold', 'untold', 'references=2', 'controls=0'));
    assert.equal(await text(page, '#answer .lead'), 'Cannot tell whether a stretch is unlike the series: two references are too few.');
    assert.equal(await text(page, '#brackets .absent'), 'stretches cannot be told: two references are too few');
    assert.match(await text(page, '#facts'), /^against 2 references, no controls · /);
    assert.match(await text(page, '#notes'), /two references are too few to tell a stretch from chance/);
    assert.equal(await page.locator('.likeness thead th').count(), 4); /* no column of controls */
    return page;
  },
  async 'what was not measured says so in words'() {
    const page = await open(sample('silent', 'silent'));
    assert.equal(await text(page, '[data-lane=sound] .absent'), 'sound cannot be told of this film');
    assert.equal(await page.isDisabled('#look-7'), true);
    await press(page, '9');
    assert.equal(await page.isChecked('#look-8'), true);
    return page;
  },
  async 'no text from a film becomes markup'() {
    const page = await open(sample('hostile', 'hostile', 'stills=small.jpg'));
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await text(page, '#head h1'), HOSTILE);
    assert.equal(await text(page, '#notes li'), HOSTILE);
    assert.ok((await page.title()).startsWith('</script><script>window.broken = 1</script><!-- <img'));
    await press(page, 'c');
    assert.ok((await text(page, '#said')).includes(HOSTILE));
    return page;
  },
  async 'fits a narrow window, prints in light on paper'() {
    const page = await open(path.join(work, 'plain.html'), { width: 900, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the window');
    const clipped = await page.evaluate(() => [...document.querySelectorAll('.lane .values dt, .lane .values dd, .choice .name')].filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent));
    assert.deepEqual(clipped, []);
    await page.emulateMedia({ media: 'print' });
    await still(page);
    assert.equal(await page.getAttribute('html', 'data-theme'), 'light');
    assert.equal(await page.isVisible('.against'), false);
    await page.emulateMedia({ media: 'screen' });
    await still(page);
    assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
    return page;
  },
  async 'contrast is at least 4.5 to 1 in both themes'() {
    const page = await open(path.join(work, 'plain.html'));
    const poor = () => page.evaluate(() => {
      const channel = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
      const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, by, i) => sum + by * channel(rgb[i]), 0);
      const read = (text_) => text_.match(/[\d.]+/g).map(Number);
      const ground = light(read(getComputedStyle(document.body).backgroundColor)), told = [];
      for (const node of document.querySelectorAll('#screen *, #more *')) {
        if (![...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim()) || !node.checkVisibility() || node.closest('.colours, :disabled')) continue;
        const mine = light(read(getComputedStyle(node).color)), ratio = (Math.max(mine, ground) + 0.05) / (Math.min(mine, ground) + 0.05);
        if (ratio < 4.5) told.push(`${node.tagName}.${node.className} ${node.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
      }
      return told;
    });
    assert.deepEqual(await poor(), []);
    await press(page, 't');
    assert.deepEqual(await poor(), []);
    return page;
  },
  async '2,400 shots open within 12 MB'() {
    const file = sample('long', 'shots=2400', 'seconds=7200', 'stills=small.jpg'), size = fs.statSync(file).size;
    assert.ok(size < 12e6, `${size} bytes`);
    const page = await open(file, { width: 1600, height: 1000 });
    console.log(`   ${(size / 1e6).toFixed(1)} MB, drawn ${await page.evaluate(() => document.documentElement.dataset.drawn)} ms after it was asked for`);
    await press(page, 'ArrowRight', '+', '+', 'n');
    return page;
  },
  async 'the same data gives the same bytes'() {
    const first = fs.readFileSync(sample('once', ...SHORT, 'stills=still.jpg'));
    assert.ok(first.equals(fs.readFileSync(sample('again', ...SHORT, 'stills=still.jpg'))));
    return null;
  },
  async 'pastiche page tells a comparison from a reel by the file itself'() {
    const program = path.join(build, 'cli/pastiche'), plant = path.join(build, 'tests/unit/reel/plant_comparison');
    if (!fs.existsSync(program) || !fs.existsSync(plant)) return console.log('   not run: the program is not built'), null;
    execFileSync(plant, ['planted.any'], { cwd: work });
    execFileSync(program, ['page', '-q', 'planted.any', '-o', 'planted.html'], { cwd: work });
    const page = await open(path.join(work, 'planted.html'));
    assert.match(await text(page, '#facts'), /^against \d+ references?/);
    return page;
  },
};

await browse.runTests(tests);

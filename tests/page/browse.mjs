/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of pages have in common: a browser, a folder to work in, a page that keeps what it did wrong. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return path.resolve(at < 0 ? otherwise : process.argv[at + 1]);
};
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const build = option('build', 'build');
const npm = option('npm', path.join(root, 'build/npm'));
const chromiumPath = process.env.CHROMIUM || '/usr/bin/chromium';

export const HOSTILE = '</script><script>window.broken = 1</script><!-- <img src=x onerror=\'broken=1\'> "quoted" & \'single\' \u2028 \u2029 ]]> ${1} `x`';

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

if (!fs.existsSync(chromiumPath)) skip(`no Chromium at '${chromiumPath}'`);
if (!fs.existsSync(path.join(npm, 'playwright-core/package.json'))) skip(`no playwright-core in '${npm}'`);
const { chromium } = createRequire(import.meta.url)(path.join(npm, 'playwright-core'));
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required', '--mute-audio'] });

/* An empty folder of that name. */
export function makeWork(name) {
  const work = path.join(build, 'tests/page', name);
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  return work;
}

export function ffmpeg(work, ...words) {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...words], { cwd: work });
}

/* `drawn` tells in the page whether it is ready to be looked at. */
export async function openPage(file, drawn, { width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.wrong = [];
  page.asked = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/ERR_FILE_NOT_FOUND/.test(message.text()) && page.wrong.push(message.text()));
  page.on('pageerror', (error) => page.wrong.push(`${error.name}: ${error.message}`));
  page.on('request', (request) => page.asked.push(request.url()));
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective}`)));
  const begun = Date.now();
  await page.goto(pathToFileURL(file).href);
  const broken = new Promise((_, fail) => page.once('pageerror', fail));
  broken.catch(() => {});
  await Promise.race([broken, page.waitForFunction(drawn)]);
  page.took = Date.now() - begun;
  return page;
}

export const still = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
export const text = (page, selector) => page.textContent(selector);

export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
  await still(page);
}

/* One line a test; 1 where one fails. A test gives back the page that it looked at, or null. */
export async function runTests(tests) {
  let failed = 0;
  const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
  for (const [name, run] of Object.entries(tests)) {
    if (only && !name.includes(only)) continue;
    try {
      const page = await run();
      if (page) {
        assert.deepEqual(page.wrong, [], 'the page complained');
        await page.context().close();
      }
      console.log(`ok ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name}: ${String(error.message).split('\n').slice(0, 6).join(' | ')}`);
    }
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
}

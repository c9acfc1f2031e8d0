/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the page of two cuts together. */
import { count, decimal, el } from './words.mjs';
import { colours, makeTheme, watchPrint } from './theme.mjs';
import { GONE, changeName, readVersions } from './versions_data.mjs';
import { makeThreads } from './threads.mjs';

function span(cut, first, last) {
  if (last < first) return `at ${cut.timecode(first)}`;
  return `${cut.timecode(first)} – ${cut.timecode(last + 1)}`;
}

function nameVersions(versions) {
  const sum = (chosen) => versions.changes.filter(chosen).reduce((frames, one) => frames + one.frames, 0);
  const gone = sum((one) => GONE.has(one.kind)), added = sum((one) => one.kind === 'added');
  document.querySelector('#head h1').textContent = versions.new.name;
  const parts = [`cut anew from ${versions.old.name}`];
  for (const kind of ['moved', 're-timed', 'repeated', 'trimmed', 'missing', 'added']) {
    const many = versions.changes.filter((one) => one.kind === kind).length;
    if (many) parts.push(`${many} ${kind}`);
  }
  parts.push(`${count(gone, 'frame')} gone, ${count(added, 'frame')} new`);
  document.getElementById('facts').textContent = parts.join(' · ');
  document.getElementById('foot').textContent = `pastiche ${versions.version}`;
}

function pictureAnd(cut, name, first, last) {
  const picture = last >= first ? cut.pictureOf(first, last) : null;
  const frame = el('div', { class: 'frame' }, picture ? el('img', { src: picture.source, alt: `${name} cut, frame ${picture.frame}`, loading: 'lazy' }) : last >= first ? 'no picture in this reel' : 'not in this cut');
  const shot = last >= first ? `, shot ${cut.shotAt(first).n + 1}` : '';
  return el('figure', {}, frame, el('figcaption', {}, `${name} cut${shot}, ${span(cut, first, last)}`));
}

function showPair(versions, one, step) {
  const facts = [['frames', decimal(one.frames, 0)], ['old cut', span(versions.old, one.oldFirst, one.oldLast)], ['new cut', span(versions.new, one.newFirst, one.newLast)]];
  if (one.speed !== null && Number.isFinite(one.speed)) facts.push(['speed', `${decimal(one.speed, 3)} ×`]);
  if (one.isOld) facts.push(['old frames', `${one.oldFirst} – ${one.oldLast}`]);
  if (one.isNew) facts.push(['new frames', `${one.newFirst} – ${one.newLast}`]);
  const words = el('div', { class: 'words' }, el('h2', {}, `${one.n + 1} of ${versions.changes.length}: ${changeName(one)}`),
    el('dl', {}, ...facts.flatMap(([name, text]) => [el('dt', {}, name), el('dd', {}, text)])),
    el('button', { type: 'button', onclick: () => step(-1) }, '← before'), ' ', el('button', { type: 'button', onclick: () => step(1) }, 'next →'),
    el('p', { class: 'hint' }, el('kbd', {}, '←'), ' ', el('kbd', {}, '→'), ' from change to change, with ', el('kbd', {}, 'shift'), ' what was kept, too'));
  document.getElementById('pair').replaceChildren(pictureAnd(versions.old, 'old', one.oldFirst, one.oldLast), pictureAnd(versions.new, 'new', one.newFirst, one.newLast), words);
}

function makeTable(versions, choose) {
  const heads = [['change'], ['frames', 'number'], ['old cut'], ['new cut'], ['speed', 'number']];
  const rows = versions.changes.map((one) => el('tr', { 'data-kind': one.kind },
    el('td', {}, el('button', { type: 'button', class: 'name', onclick: () => choose(one) }, changeName(one))), el('td', { class: 'number' }, decimal(one.frames, 0)),
    el('td', {}, span(versions.old, one.oldFirst, one.oldLast)), el('td', {}, span(versions.new, one.newFirst, one.newLast)),
    el('td', { class: 'number' }, Number.isFinite(one.speed) && one.speed !== null ? decimal(one.speed, 3) : '—')));
  const kept = el('input', { type: 'checkbox', checked: true, onchange: () => rows.forEach((row) => (row.hidden = !kept.checked && row.dataset.kind === 'kept')) });
  document.getElementById('more').append(el('h2', {}, 'All changes, in order of the new cut'), el('label', { class: 'only' }, kept, 'with what was kept'),
    el('div', { class: 'scroll' }, el('table', {}, el('thead', {}, el('tr', {}, ...heads.map(([text, name]) => el('th', { scope: 'col', class: name }, text)))), el('tbody', {}, ...rows))));
  return (one) => rows.forEach((row, n) => (n === one.n ? row.setAttribute('aria-current', 'true') : row.removeAttribute('aria-current')));
}

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const versions = readVersions(read('data'), read('stills')), theme = makeTheme(), { changes } = versions;
  let chosen = null;
  nameVersions(versions);
  const choose = (one) => {
    chosen = one;
    threads.choose(one);
    mark(one);
    showPair(versions, one, step);
  };
  const step = (by, kept = false) => {
    let n = (chosen ? chosen.n : -1) + by;
    while (n >= 0 && n < changes.length && !kept && changes[n].kind === 'kept') n += by;
    if (n >= 0 && n < changes.length) choose(changes[n]);
  };
  const threads = makeThreads(versions, colours, choose), mark = makeTable(versions, choose);
  document.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step(by, event.shiftKey);
  });
  document.getElementById('print-button').addEventListener('click', () => window.print());
  theme.changed = threads.draw;
  watchPrint(threads.draw, threads.draw);
  new ResizeObserver(threads.draw).observe(document.getElementById('cuts'));
  threads.draw();
  if (changes.length) choose(changes.find((one) => one.kind !== 'kept') || changes[0]);
}

start();

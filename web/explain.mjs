/* SPDX-License-Identifier: Apache-2.0 */
/* What a number is, how it was measured and how well: docs/measures.md, one click away. */
import { el, spoken } from './words.mjs';

const LINES = ['What', 'Unit', 'Range', 'Missing', 'Method', 'Accuracy', 'Limits'];

/* Sections "### name" with lines "- Key: text"; what stands elsewhere is left out. */
export function readMeasures(markdown) {
  const measures = new Map();
  let current = null, key = null, group = '';
  for (const line of markdown.split('\n')) {
    const heading = /^(#+)\s+(.*?)\s*$/.exec(line);
    const item = /^- ([A-Z][a-z]+):\s*(.*)$/.exec(line);
    if (heading) {
      current = key = null;
      if (heading[1] === '##') group = heading[2].replace(/^meter:\s*/, '');
      if (heading[1] === '###') measures.set(heading[2].replace(/`/g, ''), (current = { group }));
    } else if (current && item && LINES.includes(item[1])) current[(key = item[1])] = item[2];
    else if (current && key && /^\s+\S/.test(line)) current[key] += ' ' + line.trim();
    else key = null;
  }
  return measures;
}

function plain(text) {
  return text.replace(/`([^`]*)`/g, '$1').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*?([^*]+)\*\*?/g, '$1');
}

export function makeExplain(reel, markdown) {
  const measures = readMeasures(markdown);
  const dialog = el('dialog', { id: 'explain', 'aria-labelledby': 'explain-title' });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);

  function show(title, ...content) {
    dialog.replaceChildren(
      el('h2', { id: 'explain-title', tabindex: '-1', autofocus: true }, title), ...content,
      el('p', { class: 'close' }, el('button', { type: 'button', onclick: () => dialog.close() }, 'close')));
    dialog.showModal();
  }

  function rows(name) {
    const section = measures.get(name), series = reel.series.get(name);
    const list = el('dl', {});
    const row = (key, text) => text && list.append(el('dt', {}, key), el('dd', {}, text));
    if (section) for (const key of LINES) row(key.toLowerCase(), section[key] && plain(section[key]));
    else {
      row('what', series ? series.what : '');
      row('unit', series ? series.unit || 'none' : '');
      row('method', 'Not described in the measures that this page was built with.');
    }
    const meter = series && reel.meters.get(series.meter);
    row('measured by', meter ? `meter ${meter.name} ${meter.version}, pastiche ${reel.version}` : `pastiche ${reel.version}`);
    if (series && series.binned > 1)
      row('on this page', `drawn in steps of ${series.binned} values: their mean, least and greatest. The reel holds every value.`);
    return list;
  }

  const explain = {
    show,
    cite: null, /* what the cite buttons call with a measure's name */
    known: (name) => measures.has(name) || reel.series.has(name),
    measure: (...names) => {
      const parts = names.map((name) => el('section', {}, names.length > 1 ? el('h3', {}, spoken(name)) : null, rows(name), citeButton(name)));
      show(names.length > 1 ? 'What these numbers are' : spoken(names[0]), ...parts);
    },
  };

  function citeButton(name) {
    const cite = () => {
      dialog.close();
      explain.cite(name);
    };
    return reel.series.has(name) ? el('p', { class: 'cite' }, el('button', { type: 'button', onclick: cite }, 'cite this here')) : null;
  }

  return explain;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Beside the film: the shot that it stands in, and the part that was set against the rest. */
import { changeWords, count, decimal, el, figure, handWords, hex, quantity, spoken, unitWords } from './words.mjs';
import { makeMean } from './reel_data.mjs';
import { titlesBetween } from './captions.mjs';

/* The measures told of a shot, in this order; those that a reel lacks are left out. */
const TOLD = ['light_mean', 'light_contrast', 'colour_saturation', 'colour_warmth', 'loudness_momentary'];

export function toldMeasures(reel) {
  return TOLD.filter((name) => reel.series.has(name));
}

export function measureName(name, explain, label) {
  return el('button', { type: 'button', class: 'what', title: 'what this is, how it was measured, how well', onclick: () => explain.measure(name) }, label || spoken(name));
}

function swatches(shot) {
  const bar = el('div', { class: 'swatches', role: 'img', 'aria-label': 'palette: ' + shot.palette.map((one) => `${hex(one.colour)} ${figure(one.weight * 100, '')} %`).join(', ') });
  for (const one of shot.palette) {
    const swatch = el('i', { title: `${hex(one.colour)}, ${figure(one.weight * 100, '')} % of the shot` });
    swatch.style.background = hex(one.colour);
    swatch.style.flexGrow = String(Math.max(0.01, one.weight));
    bar.append(swatch);
  }
  return bar;
}

function changesOf(shot, last) {
  const [into, out] = changeWords(shot.into, shot.out);
  return [into || (shot.n === 0 ? 'begins the film' : ''), out || (shot.n === last ? 'ends the film' : '')].filter(Boolean).join(', ');
}

/* Of a change that a person moved or added: "moved by hand, 2026-11-22, from fixed.csv". */
function handsOf(shot) {
  const told = [[shot.into, 'in'], [shot.out, 'out']].filter(([change]) => change && handWords(change));
  return told.map(([change, way]) => el('p', { class: 'changes' }, `${spoken(change.kind)}${/^fade/.test(change.kind) ? '' : ` ${way}`}: ${handWords(change)}`));
}

function makeShotPanel(reel, stage, explain, actions) {
  const node = el('section', { id: 'shot', 'aria-label': 'shot' });
  const cited = el('span', {});
  let told = null, stream = null;
  return {
    node,
    draw: () => {
      const shot = stage.shot();
      cited.textContent = `cite ${stage.measure ? spoken(stage.measure) : 'shot length'}`;
      if (!shot || (shot === told && stage.titles === stream)) return;
      told = shot;
      stream = stage.titles;
      const numbers = el('dl', { class: 'numbers' });
      for (const name of toldMeasures(reel)) {
        const unit = reel.series.get(name).unit;
        numbers.append(el('dt', {}, measureName(name, explain)), el('dd', { title: unitWords(unit) }, quantity(reel.ofShot(name, shot), unit)));
      }
      const titles = titlesBetween(reel, stage.titles, shot.from, shot.to).slice(0, 3).map((title) => el('p', { class: 'said' }, `“${title.text.replace(/\n/g, ' / ')}”`));
      node.replaceChildren(
        el('h2', {}, `Shot ${(shot.n + 1).toLocaleString('en')}`, el('span', {}, ` of ${reel.shots.length.toLocaleString('en')}${shot.kind === 'picture' ? '' : ' · ' + shot.kind}`)),
        el('p', { class: 'changes' }, changesOf(shot, reel.shots.length - 1)), ...handsOf(shot),
        el('p', { class: 'time' }, `${reel.timecode(shot.first)} – ${reel.timecode(shot.last + 1)}`, el('span', { title: 'shot length' }, `${count(shot.frames, 'frame')} · ${quantity(shot.seconds, 's')}`)),
        shot.palette.length ? swatches(shot) : '', numbers, ...titles,
        el('p', { class: 'actions' }, el('button', { type: 'button', onclick: actions.cite, title: 'film, timecodes, measure, value, versions' }, cited, ' ', el('kbd', {}, 'c')),
          el('button', { type: 'button', onclick: actions.zoomShot }, 'zoom to it ', el('kbd', {}, 'z')),
          el('button', { type: 'button', onclick: actions.panel, title: 'mark changes wrong, move and add them, name parts' }, 'correct ', el('kbd', {}, 'e'))));
    },
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b), n = sorted.length;
  return n === 0 ? NaN : n % 2 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

/* Figures of cutting count picture shots; a shot belongs to the side that holds its middle. */
function cutting(shots) {
  const lengths = shots.filter((shot) => shot.kind === 'picture').map((shot) => shot.seconds);
  const sum = lengths.reduce((total, one) => total + one, 0);
  return [
    ['shots', 'shots', lengths.length, ''],
    ['mean shot length', 'mean_shot_length', lengths.length ? sum / lengths.length : NaN, 's'],
    ['median shot length', 'median_shot_length', median(lengths), 's'],
  ];
}

export function partAndRest(reel, part) {
  const from = reel.time(part.first), to = reel.time(part.last + 1);
  const inside = (shot) => (shot.from + shot.to) / 2 >= from && (shot.from + shot.to) / 2 < to;
  const mine = cutting(reel.shots.filter(inside)), others = cutting(reel.shots.filter((shot) => !inside(shot)));
  const rows = mine.map((row, i) => ({ label: row[0], name: row[1], part: row[2], rest: others[i][2], unit: row[3] }));
  for (const name of toldMeasures(reel)) {
    const series = reel.series.get(name);
    if (!series.mean) continue;
    const rest = makeMean(series.unit);
    series.gather(rest, 0, from);
    series.gather(rest, to, reel.length);
    rows.push({ label: spoken(name), name, part: reel.mean(name, from, to), rest: rest.value, unit: series.unit });
  }
  return rows;
}

function makePartPanel(reel, stage, explain, actions) {
  const node = el('section', { id: 'part', 'aria-label': 'part against the rest' });
  let told = false;
  return {
    node,
    draw: () => {
      if (stage.part === told) return;
      told = stage.part;
      const set = [el('button', { type: 'button', onclick: actions.partBegin }, 'begins here ', el('kbd', {}, '[')),
        el('button', { type: 'button', onclick: actions.partEnd }, 'ends here ', el('kbd', {}, ']'))];
      if (!told) {
        node.replaceChildren(el('h2', {}, 'Part'), el('p', { class: 'hint' }, 'Set a part, and its figures are shown here against the rest of the film. Or drag over a lane with shift held.'), el('p', { class: 'actions' }, ...set));
        return;
      }
      const rows = partAndRest(reel, told).map((row) => el('tr', {},
        el('th', { scope: 'row' }, explain.known(row.name) ? measureName(row.name, explain, row.label) : row.label),
        ...[row.part, row.rest].map((value) => el('td', { title: unitWords(row.unit) }, row.name === 'shots' ? decimal(value, 0) : quantity(value, row.unit)))));
      const head = el('tr', {}, el('td', {}), el('th', { scope: 'col' }, 'part'), el('th', { scope: 'col' }, 'rest'));
      node.replaceChildren(
        el('h2', {}, 'Part', el('span', {}, ` ${quantity(reel.time(told.last + 1) - reel.time(told.first), 's')}`)),
        el('p', { class: 'time' }, `${reel.timecode(told.first)} – ${reel.timecode(told.last + 1)}`),
        el('table', { class: 'figures' }, el('thead', {}, head), el('tbody', {}, ...rows)),
        el('p', { class: 'actions' }, ...set, el('button', { type: 'button', onclick: actions.partClear }, 'clear ', el('kbd', {}, 'esc'))));
    },
  };
}

export function makeDock(reel, stage, player, explain, actions) {
  const shot = makeShotPanel(reel, stage, explain, actions), part = makePartPanel(reel, stage, explain, actions);
  document.getElementById('dock').append(player.node, shot.node, part.node, actions.node);
  const draw = () => {
    shot.draw();
    part.draw();
  };
  stage.on(draw);
  return { draw };
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the page together. */
import { count, el } from './words.mjs';
import { readReel } from './reel_data.mjs';
import { makeStage } from './stage.mjs';
import { colours, makeTheme, readColours, watchPrint } from './theme.mjs';
import { makeExplain } from './explain.mjs';
import { makeRibbon } from './ribbon.mjs';
import { makeLanes } from './lanes.mjs';
import { makeOver, makeRuler } from './ruler.mjs';
import { makePlayer } from './player.mjs';
import { makeDock } from './dock.mjs';
import { filmFacts, makeProblems, makeTables } from './tables.mjs';
import { watchPointer } from './pointer.mjs';
import { makeActions, watchKeys } from './controls.mjs';
import { makeCorrecting } from './correcting.mjs';

function nameFilm(reel) {
  const film = reel.film, heading = document.querySelector('#head h1');
  heading.textContent = film.title || film.file;
  const by = [film.director, film.year || ''].filter(Boolean).join(', ');
  if (by) heading.append(el('span', {}, by));
  tellFacts(reel);
}

/* On paper there is no bar that tells of corrections. */
function tellFacts(reel) {
  const more = reel.correctedHere ? ` · with ${count(reel.correctedHere, 'correction')} that the reel does not have` : '';
  document.getElementById('facts').replaceChildren(filmFacts(reel), more ? el('span', { class: 'onpaper' }, more) : '');
}

/* Ribbon, ruler and lanes, drawn again when what they show or how they look changes. */
function makeDesk(reel, stage, explain, player) {
  const ruler = makeRuler(reel, stage), over = makeOver(reel, stage), lanes = makeLanes(reel, stage, explain);
  const holder = document.getElementById('lanes'), labels = lanes.find((lane) => lane.id === 'labels');
  holder.append(ruler.node, ...lanes.map((lane) => lane.node));
  const recut = () => {
    for (const lane of lanes) lane.recut();
    if (!labels.wanted()) labels.node.remove();
    else if (!labels.node.isConnected) lanes[0].node.after(labels.node);
  };
  recut();
  const ribbon = makeRibbon(reel, stage, player, colours);
  holder.addEventListener('focusin', (event) => {
    const lane = lanes.find((one) => one.node === event.target);
    if (lane && lane.measure !== undefined) stage.set({ measure: lane.measure });
  });
  stage.on((changed) => {
    if (changed.has('shots')) {
      tellFacts(reel);
      recut();
      resize();
    }
    if (changed.has('part')) labels.draw();
    if (changed.has('from') || changed.has('to') || changed.has('titles')) for (const one of [ruler, ...lanes]) one.draw();
    over.place();
    ruler.tell();
    const t = stage.hover === null ? stage.time() : stage.hover;
    for (const lane of lanes) lane.tell(t);
    if (changed.has('measure')) for (const lane of lanes) lane.node.classList.toggle('chosen', lane.measure === stage.measure);
  });
  const resize = () => {
    const width = lanes[0].plot.clientWidth;
    ribbon.resize();
    ruler.resize(width);
    over.resize(width);
    for (const lane of lanes) if (!lane.node.classList.contains('empty')) lane.resize(width, lane.plot.clientHeight);
  };
  return {
    holder,
    lanes,
    field: labels.field,
    resize,
    recolour: () => {
      readColours();
      ribbon.resize();
      for (const one of [ruler, ...lanes]) one.colour();
    },
  };
}

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const reel = readReel(read('data'), read('stills')), stage = makeStage(reel);
  const theme = makeTheme(), explain = makeExplain(reel, read('measures')), player = makePlayer(reel, stage);
  stage.measure = reel.series.has('light_mean') ? 'light_mean' : null;
  nameFilm(reel);
  const desk = makeDesk(reel, stage, explain, player);
  theme.changed = desk.recolour;
  const correcting = makeCorrecting(reel, stage, player, explain, desk.field);
  const actions = { ...makeActions(reel, stage, player, explain, theme.change), ...correcting };
  explain.cite = (name) => {
    stage.set({ measure: name });
    actions.cite();
  };
  document.getElementById('print-button').addEventListener('click', () => window.print());
  document.getElementById('keys-button').addEventListener('click', actions.keys);
  const dock = makeDock(reel, stage, player, explain, actions);
  makeTables(reel, stage, explain, player.go);
  makeProblems(reel, player.go);
  watchPointer(desk.holder, reel, stage, player, desk.lanes);
  watchKeys(actions);
  watchPrint(desk.recolour, desk.resize);
  new ResizeObserver(desk.resize).observe(desk.holder);
  desk.resize();
  correcting.recall();
  dock.draw();
  stage.touch('frame', 'measure');
  player.start();
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
}

start();

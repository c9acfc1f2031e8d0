/* SPDX-License-Identifier: Apache-2.0 */
/* Puts the comparison page together. */
import { el } from './words.mjs';
import { makeStage } from './stage.mjs';
import { colours, makeTheme, readColours, watchPrint } from './theme.mjs';
import { makeExplain } from './explain.mjs';
import { makeRibbon } from './ribbon.mjs';
import { makeOver, makeRuler } from './ruler.mjs';
import { watchPointer } from './pointer.mjs';
import { readComparison } from './comparison_data.mjs';
import { makeTwin } from './twin.mjs';
import { makeBrackets } from './brackets.mjs';
import { makeCurves } from './curves.mjs';
import { makePrecedents } from './precedents.mjs';
import { likenessSection, makeAnswer, stretchSection } from './findings.mjs';
import { signatureSection } from './signature.mjs';
import { footageSection } from './same_footage.mjs';
import { comparisonFacts, makeNotes, makeTables } from './comparison_tables.mjs';
import { makeComparisonActions, watchComparisonKeys } from './comparison_controls.mjs';

function nameComparison(comparison) {
  document.querySelector('#head h1').textContent = comparison.own.name;
  document.getElementById('facts').textContent = comparisonFacts(comparison);
}

/* Whole-film rows, ruler and curves, drawn again when what they show or how they look changes. */
function makeDesk(comparison, stage, explain, actions) {
  const { own } = comparison, holder = document.getElementById('lanes');
  const ruler = makeRuler(own, stage), over = makeOver(own, stage), curves = makeCurves(comparison, stage, colours, explain);
  holder.append(ruler.node, ...curves.nodes);
  const ribbon = makeRibbon(own, stage, { playFrom: actions.go }, colours);
  const twin = makeTwin(comparison, stage, colours, explain, actions.go), brackets = makeBrackets(comparison, stage, colours, explain, actions.choose, actions.go);
  stage.on((changed) => {
    if (changed.has('look')) {
      curves.look();
      twin.draw();
    }
    if (['from', 'to', 'look'].some((name) => changed.has(name))) {
      ruler.draw();
      curves.draw();
    }
    over.place();
    ruler.tell();
    curves.tell(stage.hover === null ? stage.time() : stage.hover);
  });
  const resize = () => {
    const width = curves.lanes[0].plot.clientWidth;
    ribbon.resize();
    twin.draw();
    brackets.draw();
    ruler.resize(width);
    over.resize(width);
    curves.draw();
  };
  return { holder, curves, resize };
}

/* What a person wants to see first: the moment that departs most, in the strongest stretch where there is one. */
function firstFrame(comparison, look) {
  const stretch = comparison.stretches.find((one) => one.unlikely);
  const moments = comparison.windows.filter((one) => !stretch || (one.at >= stretch.starts && one.at < stretch.ends));
  const far = moments.reduce((best, one) => (one.departure[look] > (best ? best.departure[look] : -Infinity) ? one : best), null);
  return far ? comparison.own.frameAt(far.at) : 0;
}

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const comparison = readComparison(read('data'), read('stills')), { own } = comparison, stage = makeStage(own);
  const theme = makeTheme(), explain = makeExplain({ series: new Map(), meters: new Map(), version: comparison.version }, read('measures'));
  stage.look = comparison.has(comparison.together) ? comparison.together : Math.max(0, comparison.looks.findIndex((_, look) => comparison.has(look)));
  const parts = {};
  const actions = makeComparisonActions(comparison, stage, { playing: () => parts.precedents.playing, shown: () => parts.precedents.shown(), choices: () => parts.desk.curves.choices, explain, theme: theme.change });
  nameComparison(comparison);
  makeAnswer(comparison, explain, actions.choose);
  makeNotes(comparison);
  parts.desk = makeDesk(comparison, stage, explain, actions);
  parts.precedents = makePrecedents(comparison, stage, colours, explain, actions);
  stage.on(parts.precedents.draw);
  parts.footage = footageSection(comparison, colours, explain, actions);
  document.getElementById('more').append(stretchSection(comparison, explain, actions), likenessSection(comparison, explain, actions), signatureSection(comparison, explain), parts.footage.section);
  makeTables(comparison, actions.go);
  const resize = () => {
    parts.desk.resize();
    parts.precedents.redraw();
    parts.footage.draw();
  };
  theme.changed = () => {
    readColours();
    resize();
  };
  document.getElementById('print-button').addEventListener('click', () => window.print());
  document.getElementById('keys-button').addEventListener('click', actions.keys);
  watchPointer(parts.desk.holder, own, stage, { playFrom: actions.go }, parts.desk.curves.lanes, null);
  watchComparisonKeys(actions);
  watchPrint(theme.changed, resize);
  new ResizeObserver(resize).observe(parts.desk.holder);
  parts.desk.curves.look();
  resize();
  stage.go(firstFrame(comparison, stage.look));
  stage.touch('frame', 'look');
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
}

start();

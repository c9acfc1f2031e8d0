/* SPDX-License-Identifier: Apache-2.0 */
/* What keys and buttons do on the comparison page. */
import { quantity } from './words.mjs';
import { copy } from './citation.mjs';
import { say } from './say.mjs';
import { keyList, keyOf } from './keys.mjs';
import { percent } from './answer.mjs';

const KEYS = [
  ['← →', 'shot by shot'], [', .', 'frame by frame'], ['home end', 'first and last shot'], ['space', 'play in step, stop'], ['n p', 'next stretch, the one before'],
  ['1 … 9', 'the aspect that is shown: together, then as they stand'], ['+ −', 'zoom in and out; the wheel does too'], ['0', 'the whole film'], ['shift ← →', 'move the window; dragging does too'],
  ['c', 'copy a citation of this shot and its precedents'], ['t', 'dark or light'], ['?', 'these keys'],
];

/* Film, timecodes, precedents with aspect and percentile, versions. */
export function citeComparison(comparison, stage, moments) {
  const shot = stage.shot(), { own, about } = comparison;
  const near = moments.filter((one) => one.rank).map((one) => `${one.film.name}, ${one.code(one.first)}–${one.code(one.last + 1)} (${percent(one.percentile)})`);
  const told = near.length ? `nearest in ${comparison.looks[stage.look]}: ${near.join('; ')}` : `no precedent in ${comparison.looks[stage.look]}`;
  return `${own.name}, ${own.timecode(shot.first)}–${own.timecode(shot.last + 1)}, shot ${shot.n + 1}: ${told}. pastiche ${about.tool}, ${comparison.file}, against ${comparison.references.length} references. ${own.file}, XXH3-128 ${own.hash}.`;
}

export function makeComparisonActions(comparison, stage, { playing, shown, explain, theme, choices }) {
  const { own } = comparison;
  const stop = () => playing().on && playing().stop();
  const go = (frame) => {
    stop();
    stage.go(frame);
  };
  const actions = {
    go,
    goTime: (t, look) => {
      stage.set({ look, hover: null });
      go(own.frameAt(t));
    },
    /* To where a stretch begins, in the aspect that shows it best. */
    choose: (stretch) => {
      stage.set({ look: choices().includes(stretch.by) ? stretch.by : stage.look, hover: null });
      go(stretch.first);
      say(`stretch ${stretch.i + 1}, ${stretch.code}`, true);
    },
    step: (by) => {
      const shot = own.shots[Math.max(0, Math.min(own.shots.length - 1, stage.shot().n + by))];
      go(shot.first);
      say(`shot ${shot.n + 1}, ${own.timecode(shot.first)}, ${quantity(shot.seconds, 's')}`, true);
    },
    frame: (by) => go(stage.frame + by),
    first: () => go(0),
    last: () => go(own.shots[own.shots.length - 1].first),
    play: () => (playing().on ? playing().stop() : playing().play() || say('the film is not here to be played')),
    stretch: (by) => {
      const inOrder = [...comparison.stretches].sort((a, b) => a.first - b.first);
      const next = by > 0 ? inOrder.find((one) => one.first > stage.frame) : inOrder.reverse().find((one) => one.first < stage.frame);
      if (next) actions.choose(next);
      else say(comparison.stretches.length ? `no stretch ${by > 0 ? 'after' : 'before'} this` : 'no stretch in this comparison');
    },
    look: (i) => choices()[i] !== undefined && stage.set({ look: choices()[i] }),
    zoom: (factor) => stage.zoom(stage.time() >= stage.from && stage.time() <= stage.to ? stage.time() : (stage.from + stage.to) / 2, factor),
    whole: () => stage.show(0, own.length),
    pan: (by) => stage.pan(by * 0.25 * (stage.to - stage.from)),
    cite: async () => {
      const text = citeComparison(comparison, stage, shown());
      say((await copy(text)) ? `copied: ${text}` : `copy by hand: ${text}`);
    },
    theme,
    keys: () => explain.show('Keys', keyList(KEYS)),
  };
  return actions;
}

export function watchComparisonKeys(actions) {
  const keys = {
    ArrowLeft: () => actions.step(-1), ArrowRight: () => actions.step(1), ',': () => actions.frame(-1), '.': () => actions.frame(1), Home: actions.first, End: actions.last, ' ': actions.play,
    n: () => actions.stretch(1), p: () => actions.stretch(-1), '+': () => actions.zoom(0.5), '=': () => actions.zoom(0.5), '-': () => actions.zoom(2), 0: actions.whole, c: actions.cite, t: actions.theme, '?': actions.keys,
  };
  document.addEventListener('keydown', (event) => {
    const { target, key } = event, radio = target.type === 'radio';
    if (document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey || (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && !radio)) return;
    if ((key === ' ' && /^(BUTTON|SUMMARY|LABEL|INPUT)$/.test(target.tagName)) || (radio && /^Arrow/.test(key))) return;
    let act = keys[keyOf(event)];
    if (/^[1-9]$/.test(key)) act = () => actions.look(Number(key) - 1);
    if (event.shiftKey && key === 'ArrowLeft') act = () => actions.pan(-1);
    if (event.shiftKey && key === 'ArrowRight') act = () => actions.pan(1);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Keys, and what they do. */
import { quantity } from './words.mjs';
import { cite, copy } from './citation.mjs';
import { say } from './say.mjs';
import { keyList, keyOf } from './keys.mjs';

const KEYS = [
  ['← →', 'shot by shot'], [', .', 'frame by frame'], ['home end', 'first and last shot'], ['space', 'play, pause'],
  ['+ −', 'zoom in and out; the wheel does too'], ['0', 'the whole film'], ['z', 'zoom to this shot'], ['shift ← →', 'move the window; dragging does too'],
  ['[ ]', 'a part begins, ends with this shot; dragging with shift held does too'], ['i o', 'a part begins, ends with this frame'], ['esc', 'no part'], ['c', 'copy a citation of this shot, or of the part'], ['t', 'dark or light'], ['?', 'these keys'],
];

const CORRECTING_KEYS = [
  ['n p', 'the next change, the one before'], ['x', 'mark the change here wrong, or take that back'], ['j k', 'move it by a frame; with shift by ten'],
  ['a', 'add a cut: this frame begins a shot'], ['d', 'add a dissolve over the part'], ['l', 'name the part, or this shot: enter sets the label, an empty one goes'],
  ['u r', 'undo, redo; ctrl z does too'], ['s', 'save the corrected list as a file'], ['e', 'buttons for all of these'],
];

export function makeActions(reel, stage, player, explain, theme) {
  const step = (by) => {
    const shot = reel.shots[Math.max(0, Math.min(reel.shots.length - 1, stage.shot().n + by))];
    player.pause();
    player.go(shot.first);
    say(`shot ${shot.n + 1}, ${reel.timecode(shot.first)}, ${quantity(shot.seconds, 's')}`, true);
  };
  const actions = {
    step,
    frame: (by) => (player.pause(), player.go(stage.frame + by)),
    first: () => player.go(0),
    last: () => player.go(reel.shots[reel.shots.length - 1].first),
    play: () => player.toggle() || say('the film is not here to be played'),
    zoom: (factor) => stage.zoom(stage.time() >= stage.from && stage.time() <= stage.to ? stage.time() : (stage.from + stage.to) / 2, factor),
    whole: () => stage.show(0, reel.length),
    zoomShot: () => {
      const shot = stage.shot(), room = Math.max(0.5, shot.seconds / 2);
      stage.show(shot.from - room, shot.to + room);
    },
    pan: (by) => stage.pan(by * 0.25 * (stage.to - stage.from)),
    partBegin: () => stage.setPart(stage.shot().first, stage.part && stage.part.last >= stage.frame ? stage.part.last : stage.shot().last),
    partEnd: () => stage.setPart(stage.part && stage.part.first <= stage.frame ? stage.part.first : 0, stage.shot().last),
    partBeginFrame: () => stage.setPart(stage.frame, stage.part && stage.part.last >= stage.frame ? stage.part.last : stage.frame),
    partEndFrame: () => stage.setPart(stage.part && stage.part.first <= stage.frame ? stage.part.first : stage.frame, stage.frame),
    partClear: () => stage.setPart(null),
    cite: async () => {
      const text = cite(reel, stage);
      say((await copy(text)) ? `copied: ${text}` : `copy by hand: ${text}`);
    },
    theme,
    keys: () => explain.show('Keys', keyList(KEYS), el('h3', {}, 'To correct the list of shots'), keyList(CORRECTING_KEYS)),
  };
  return actions;
}

function correctingKeys(actions) {
  return {
    n: actions.nextChange, p: actions.previousChange, x: actions.wrong, j: () => actions.move(-1), k: () => actions.move(1), J: () => actions.move(-10), K: () => actions.move(10),
    a: actions.addCut, d: () => actions.addGradual(), l: actions.label, u: actions.undo, r: actions.redo, s: actions.save, e: actions.panel,
  };
}

/* Undo and redo as everywhere else; null: none of ours. */
function commandOf(event, actions) {
  const key = keyOf(event);
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  return { z: actions.undo, Z: actions.redo, y: actions.redo }[key] || null;
}

export function watchKeys(actions) {
  const keys = {
    ArrowLeft: () => actions.step(-1), ArrowRight: () => actions.step(1), ',': () => actions.frame(-1), '.': () => actions.frame(1),
    Home: actions.first, End: actions.last, ' ': actions.play, '+': () => actions.zoom(0.5), '=': () => actions.zoom(0.5), '-': () => actions.zoom(2), 0: actions.whole,
    z: actions.zoomShot, '[': actions.partBegin, ']': actions.partEnd, Escape: actions.partClear, c: actions.cite, t: actions.theme, '?': actions.keys,
    i: actions.partBeginFrame, o: actions.partEndFrame, ...correctingKeys(actions),
  };
  document.addEventListener('keydown', (event) => {
    const target = event.target, command = commandOf(event, actions);
    if (document.querySelector('dialog[open]') || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if ((event.ctrlKey || event.metaKey || event.altKey) && !command) return;
    if (event.key === ' ' && /^(BUTTON|SUMMARY|LABEL)$/.test(target.tagName)) return;
    let act = command || keys[keyOf(event)];
    if (event.shiftKey && event.key === 'ArrowLeft') act = () => actions.pan(-1);
    if (event.shiftKey && event.key === 'ArrowRight') act = () => actions.pan(1);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Pointer and keys, and what they do. */
import { el, quantity } from './words.mjs';
import { cite, copy } from './citation.mjs';
import { watchWheel } from './stage.mjs';

/* To everybody, or, of what the page shows anyway, only to who listens to it. */
function say(text, aloud = false) {
  const said = document.getElementById('said');
  said.textContent = text;
  said.classList.toggle('shown', !aloud);
  clearTimeout(say.timer);
  say.timer = setTimeout(() => said.classList.remove('shown'), 4000);
}

export function watchPointer(holder, reel, stage, player, lanes) {
  let drag = null;
  const laneOf = (event) => lanes.find((lane) => lane.plot.contains(event.target));
  const plotOf = (event) => event.target.closest && event.target.closest('.plot');
  const timeAt = (event) => {
    const box = lanes[0].plot.getBoundingClientRect();
    return stage.from + ((event.clientX - box.left) / box.width) * (stage.to - stage.from);
  };
  const clamp = (t) => Math.max(0, Math.min(reel.length, t));
  holder.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !plotOf(event)) return;
    const lane = laneOf(event);
    if (lane && lane.measure !== undefined) stage.set({ measure: lane.measure });
    drag = { x: event.clientX, t: timeAt(event), from: stage.from, part: event.shiftKey, moved: false };
    holder.setPointerCapture(event.pointerId);
  });
  holder.addEventListener('pointermove', (event) => {
    if (!drag) {
      stage.set({ hover: plotOf(event) ? clamp(timeAt(event)) : null });
      return;
    }
    if (Math.abs(event.clientX - drag.x) > 3) drag.moved = true;
    if (!drag.moved) return;
    if (drag.part) stage.setPart(reel.frameAt(clamp(drag.t)), reel.frameAt(clamp(timeAt(event))));
    else stage.pan(drag.t - timeAt(event));
  });
  holder.addEventListener('pointerup', () => {
    if (drag && !drag.moved) player.playFrom(reel.frameAt(clamp(drag.t)));
    drag = null;
  });
  holder.addEventListener('pointercancel', () => (drag = null));
  holder.addEventListener('pointerleave', () => !drag && stage.set({ hover: null }));
  watchWheel(holder, reel, stage, (event) => (plotOf(event) ? clamp(timeAt(event)) : null));
}

const KEYS = [
  ['← →', 'shot by shot'], [', .', 'frame by frame'], ['home end', 'first and last shot'], ['space', 'play, pause'],
  ['+ −', 'zoom in and out; the wheel does too'], ['0', 'the whole film'], ['z', 'zoom to this shot'], ['shift ← →', 'move the window; dragging does too'],
  ['[ ]', 'a part begins, ends here; dragging with shift held does too'], ['esc', 'no part'], ['c', 'copy a citation of this shot, or of the part'], ['t', 'dark or light'], ['?', 'these keys'],
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
    partClear: () => stage.setPart(null),
    cite: async () => {
      const text = cite(reel, stage);
      say((await copy(text)) ? `copied: ${text}` : `copy by hand: ${text}`);
    },
    theme,
    keys: () => explain.show('Keys', el('dl', { class: 'keys' }, ...KEYS.flatMap(([key, what]) => [el('dt', {}, ...key.split(' ').flatMap((one, i) => (i ? [' ', el('kbd', {}, one)] : [el('kbd', {}, one)]))), el('dd', {}, what)]))),
  };
  return actions;
}

export function watchKeys(actions) {
  const keys = {
    ArrowLeft: () => actions.step(-1), ArrowRight: () => actions.step(1), ',': () => actions.frame(-1), '.': () => actions.frame(1),
    Home: actions.first, End: actions.last, ' ': actions.play, '+': () => actions.zoom(0.5), '=': () => actions.zoom(0.5), '-': () => actions.zoom(2), 0: actions.whole,
    z: actions.zoomShot, '[': actions.partBegin, ']': actions.partEnd, Escape: actions.partClear, c: actions.cite, t: actions.theme, '?': actions.keys,
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const target = event.target;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (event.key === ' ' && /^(BUTTON|SUMMARY|LABEL)$/.test(target.tagName)) return;
    let act = keys[event.key];
    if (event.shiftKey && event.key === 'ArrowLeft') act = () => actions.pan(-1);
    if (event.shiftKey && event.key === 'ArrowRight') act = () => actions.pan(1);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

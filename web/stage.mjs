/* SPDX-License-Identifier: Apache-2.0 */
/* What is shown and pointed at: one state that every part of the page draws from. */

export function makeStage(reel) {
  const listeners = [];
  let pending = null;
  const stage = {
    from: 0, to: reel.length, /* the window, in seconds */
    frame: 0, /* where the film stands */
    hover: null, /* where the pointer is, in seconds */
    part: null, /* {first, last} frames, both inside */
    measure: null, /* the one that a citation gives */
    titles: null, /* the stream whose words are shown */
    playing: false,
  };

  function tell(changed) {
    if (pending) {
      for (const name of changed) pending.add(name);
      return;
    }
    pending = new Set(changed);
    requestAnimationFrame(() => {
      const told = pending;
      pending = null;
      for (const listener of listeners) listener(told);
    });
  }

  stage.on = (listener) => listeners.push(listener);
  stage.set = (changes) => {
    const changed = Object.keys(changes).filter((name) => stage[name] !== changes[name]);
    Object.assign(stage, changes);
    if (changed.length) tell(changed);
  };
  stage.touch = (...names) => tell(names);

  const least = Math.min(reel.length, 24 / reel.fps);
  stage.show = (from, to) => {
    const span = Math.min(reel.length, Math.max(least, to - from));
    const start = Math.max(0, Math.min(reel.length - span, from + (to - from - span) / 2));
    stage.set({ from: start, to: start + span });
  };
  stage.whole = () => stage.to - stage.from >= reel.length - 1e-6;
  stage.zoom = (at, factor) => {
    const span = Math.min(reel.length, Math.max(least, (stage.to - stage.from) * factor));
    const share = (at - stage.from) / (stage.to - stage.from);
    const start = Math.max(0, Math.min(reel.length - span, at - share * span));
    stage.set({ from: start, to: start + span });
  };
  stage.pan = (seconds) => {
    const span = stage.to - stage.from;
    const start = Math.max(0, Math.min(reel.length - span, stage.from + seconds));
    stage.set({ from: start, to: start + span });
  };

  /* Moves the cursor; the window follows only as far as it must to hold it. */
  stage.go = (frame) => {
    const n = Math.max(0, Math.min(reel.frames - 1, frame));
    stage.set({ frame: n });
    const t = reel.time(n), span = stage.to - stage.from;
    if (t < stage.from || t >= stage.to) stage.show(t - span / 2, t + span / 2);
  };
  stage.time = () => reel.time(stage.frame);
  stage.shot = () => reel.shotAt(stage.time());
  stage.setPart = (first, last) => {
    if (first === null) stage.set({ part: null });
    else stage.set({ part: { first: Math.min(first, last), last: Math.max(first, last) } });
  };
  return stage;
}

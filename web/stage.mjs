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

/* The wheel zooms about the pointer, sideways or with shift it pans. Out of the whole film it scrolls the page, as it
   does anywhere else. `timeAt` gives null where the wheel is not ours. */
export function watchWheel(node, reel, stage, timeAt) {
  node.addEventListener('wheel', (event) => {
    const t = timeAt(event);
    if (t === null || event.ctrlKey) return;
    const lines = event.deltaMode === 1 ? 16 : 1;
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) stage.pan((sideways * lines * (stage.to - stage.from)) / 1000);
    else if (event.deltaY > 0 && stage.whole()) return;
    else stage.zoom(t, 1.002 ** (event.deltaY * lines));
    event.preventDefault();
  }, { passive: false });
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The pointer over the lanes: it shows, goes, drags the window and sets a part. */
import { watchWheel } from './stage.mjs';

/* `setPart` null: shift sets none. */
export function watchPointer(holder, reel, stage, player, lanes, setPart = stage.setPart) {
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
    drag = { x: event.clientX, t: timeAt(event), from: stage.from, part: event.shiftKey && setPart, moved: false };
    holder.setPointerCapture(event.pointerId);
  });
  holder.addEventListener('pointermove', (event) => {
    if (!drag) {
      stage.set({ hover: plotOf(event) ? clamp(timeAt(event)) : null });
      return;
    }
    if (Math.abs(event.clientX - drag.x) > 3) drag.moved = true;
    if (!drag.moved) return;
    if (drag.part) setPart(reel.frameAt(clamp(drag.t)), reel.frameAt(clamp(timeAt(event))));
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

/* SPDX-License-Identifier: Apache-2.0 */
/* Frames and seconds as timecodes. */

function timecodeOf(frame, fps, drop) {
  const nominal = Math.round(fps);
  if (drop && (nominal === 30 || nominal === 60)) {
    const lost = nominal / 15, minute = nominal * 60 - lost, ten = minute * 10 + lost;
    const tens = Math.floor(frame / ten), rest = frame % ten;
    frame += tens * 9 * lost + (rest >= lost ? Math.floor((rest - lost) / minute) * lost : 0);
  } else drop = false;
  const two = (n) => String(n).padStart(2, '0');
  const second = Math.floor(frame / nominal);
  return `${two(Math.floor(second / 3600) % 24)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}${drop ? ';' : ':'}${two(frame % nominal)}`;
}

function secondsCode(t) {
  const two = (n) => String(n).padStart(2, '0');
  const ms = Math.round(t * 1000);
  return `${two(Math.floor(ms / 3600000))}:${two(Math.floor(ms / 60000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

/* The frame that a start timecode counts from; null where the file tells none. */
function startFrame(text, nominal, drop) {
  const told = /^(\d\d):(\d\d):(\d\d)[:;](\d\d)$/.exec(text);
  if (!told) return null;
  const [hours, minutes, seconds, frames] = told.slice(1).map(Number);
  const all = hours * 60 + minutes;
  const lost = drop ? (nominal / 15) * (all - Math.floor(all / 10)) : 0;
  return (all * 60 + seconds) * nominal + frames - lost;
}

/* Timecodes start where the file's own do. Where it tells none, a part still counts from the film's beginning. */
export function makeTimecode(film, clock) {
  const offset = film.from > 0 ? film.zero : 0;
  if (film.variable) return (n) => secondsCode(clock.time(n) + offset);
  const dropped = film.timecode.includes(';') && film.rate[1] === 1001;
  const first = startFrame(film.timecode, Math.round(clock.fps), dropped) ?? Math.round(offset * clock.fps);
  return (n) => timecodeOf(first + n, clock.fps, dropped);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A citation: film, timecode in and out, measure, value, tool and meter version. */
import { quantity, spoken } from './words.mjs';

function filmWords(film) {
  const by = [film.director, film.year || ''].filter(Boolean).join(', ');
  return (film.title || film.file) + (by ? ` (${by})` : '');
}

function meterWords(reel, series) {
  const meter = series && reel.meters.get(series.meter);
  return meter ? `meter ${meter.name} ${meter.version}` : `form`;
}

/* Of the part where there is one, else of the shot that the film stands in. */
export function cite(reel, stage) {
  const shot = stage.shot(), part = stage.part;
  const first = part ? part.first : shot.first, last = part ? part.last : shot.last;
  const where = part ? 'part' : `shot ${shot.n + 1}`;
  const series = reel.series.get(stage.measure);
  let said;
  if (!series) {
    const seconds = reel.time(last + 1) - reel.time(first);
    said = `length ${last - first + 1} frames, ${quantity(seconds, 's')}`;
  } else if (series.single !== undefined) said = `${spoken(series.name)} ${quantity(series.single, series.unit)} (whole film)`;
  else {
    const value = part ? reel.mean(series.name, reel.time(first), reel.time(last + 1)) : reel.ofShot(series.name, shot);
    said = `${spoken(series.name)} ${quantity(value, series.unit)} (mean)`;
  }
  return `${filmWords(reel.film)}, ${reel.timecode(first)}–${reel.timecode(last + 1)}, ${where}: ${said}. ` +
    `pastiche ${reel.version}, ${meterWords(reel, series)}. ${reel.film.file}, XXH3-128 ${reel.film.hash}.`;
}

/* The clipboard where the browser gives it to a page from disk, else the older way. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'away';
    document.body.append(area);
    area.select();
    const good = document.execCommand('copy');
    area.remove();
    return good;
  }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Under the cursor: this shot, and beside it the moments of the series that it is nearest to. */
import { count, decimal, duration, el, figure, hex, quantity } from './words.mjs';
import { fitCanvas, paintStripes } from './ribbon.mjs';
import { makePlaying, makeScreens } from './screens.mjs';
import { roleWords } from './comparison_data.mjs';
import { nearnessWords, percent, percentWords } from './answer.mjs';

export const CARDS = 3;

/* A palette in the place of a picture: stripes bottom up by weight, as on the ribbon. */
function paletteNode(palette) {
  const node = el('div', { class: 'colours' });
  for (const one of [...palette].reverse()) {
    const stripe = el('i', {});
    stripe.style.background = hex(one.colour);
    stripe.style.flexGrow = String(Math.max(0.01, one.weight));
    node.append(stripe);
  }
  return node;
}

/* Why a card has no picture, in words. */
function absentWords(film) {
  if (film.found) return 'no still of this moment on the page';
  return film.why ? `no picture: ${film.why}` : 'no picture: its reel was not found';
}

/* Where in its film a moment lies. */
function makeWhere(colours) {
  const canvas = el('canvas', { class: 'where', 'aria-hidden': 'true' });
  const draw = (film, from, to) => {
    const width = canvas.parentNode.clientWidth, ratio = fitCanvas(canvas, width, 12), context = canvas.getContext('2d');
    const length = film.ribbon ? film.ribbon.length : film.seconds, box = { x: 0, y: 0, width: canvas.width, height: 8 * ratio };
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (film.ribbon) paintStripes(context, film.ribbon, 0, length, box, [colours.block, colours.block2]);
    else {
      context.fillStyle = colours.block2;
      context.fillRect(0, 0, canvas.width, box.height);
    }
    const x = (from / length) * canvas.width;
    context.fillStyle = colours.text;
    context.fillRect(Math.min(canvas.width - 2 * ratio, Math.round(x) - ratio / 2), 0, Math.max(2 * ratio, ((to - from) / length) * canvas.width), canvas.height);
  };
  return { canvas, draw };
}

function makeCard(comparison, colours, screens) {
  const image = el('img', { alt: '' }), slot = el('div', { class: 'slot' }), absent = el('p', { class: 'absent' });
  const picture = el('div', { class: 'picture' }), where = makeWhere(colours);
  const heading = el('h3', {}), time = el('p', { class: 'time' }), how = el('p', { class: 'how' });
  const node = el('article', { class: 'card' }, picture, el('div', { class: 'place' }, where.canvas), heading, time, how);
  const card = { node, told: null, moment: null, pictured: false };

  function drawPicture(moment) {
    const { film } = moment, still = comparison.stillOf(film.index, moment.first, moment.last), palette = moment.palette || (film.ribbon && film.ribbon.ofFrame ? film.ribbon.ofFrame(Math.floor((moment.first + moment.last) / 2)).palette : []);
    const aspect = Number.isFinite(film.aspect) ? film.aspect : still ? still.width / still.height : 16 / 9;
    picture.style.aspectRatio = String(still && !Number.isFinite(film.aspect) ? still.width / still.height : aspect);
    card.pictured = Boolean(still);
    picture.classList.toggle('bare', !still);
    picture.classList.toggle('blank', !still && !palette.length);
    absent.textContent = absentWords(film);
    if (still) image.src = `data:image/jpeg;base64,${still.data}`;
    const shown = still ? [image] : palette.length ? [paletteNode(palette), absent] : [absent];
    picture.replaceChildren(...shown, slot);
    const screen = screens(film);
    if (screen.video.parentNode !== slot) slot.replaceChildren(screen.video);
  }

  /* Where there is a still, peeking at what the pointer is over leaves the film where it stands. */
  card.show = (moment, peeking) => {
    const key = moment ? `${moment.film.index} ${moment.first} ${moment.look} ${moment.rank}` : '';
    if (key === card.told) {
      slot.hidden = peeking && card.pictured;
      return;
    }
    card.told = key;
    card.moment = moment;
    node.hidden = !moment;
    if (!moment) return;
    const { film } = moment;
    drawPicture(moment);
    slot.hidden = peeking && card.pictured;
    heading.replaceChildren(film.name, el('span', {}, ` ${moment.rank ? `${roleWords(film)} · ` : ''}${quantity(moment.seconds, 's')}`));
    heading.title = film.file;
    time.textContent = `${moment.code(moment.first)} – ${moment.code(moment.last + 1)}`;
    how.textContent = moment.words;
    how.title = moment.hint;
    where.draw(film, moment.starts, moment.starts + moment.seconds);
  };
  card.redraw = () => card.moment && where.draw(card.moment.film, card.moment.starts, card.moment.starts + card.moment.seconds);
  return card;
}

function ownMoment(comparison, shot, look, t) {
  const { own } = comparison, window = comparison.windowAt(t), common = comparison.commonAt(t), name = comparison.looks[look];
  const percentile = window ? window.percentile[look] : NaN;
  const departs = Number.isFinite(percentile) ? `${name}: beyond ${percentWords(percentile)} of the series’ own` : `${name}: cannot be told here`;
  return {
    film: { ...comparison.films[0], ribbon: own, name: `Shot ${(shot.n + 1).toLocaleString('en')}` }, first: shot.first, last: shot.last, starts: shot.from, seconds: shot.seconds, palette: shot.palette,
    look, rank: 0, code: own.timecode, words: common ? `set aside: ${common.what}${common.count > 1 ? `, in ${count(common.count, 'film')}` : ''}` : departs, hint: '',
  };
}

export function precedentMoment(comparison, one) {
  const name = comparison.looks[one.look];
  return {
    ...one, code: one.film.timecode, words: `${name}: ${nearnessWords(one.percentile)}`,
    hint: `Of the references’ own moments, ${decimal(one.percentile * 100, 1)} % have a moment in another reference at least as near. Small is uncommonly close. Distance ${figure(one.distance, '')}${one.look === comparison.together ? ' (mean of percentiles)' : ' in the aspect’s own measure'}.`,
  };
}

function nothingWords(comparison, shot, look) {
  if (comparison.commonAt(shot.from + shot.seconds / 2)) return 'Set aside: films share this at their ends, so no precedent of it is told.';
  if (shot.kind !== 'picture') return `This shot is ${shot.kind}: it has no precedents.`;
  return `No precedent in ${comparison.looks[look]} is told for this shot.`;
}

/* Of the same shot in every aspect, the nearest: what the cards do not show. */
function makeEach(comparison, stage, explain, place) {
  const body = el('tbody', {}), node = el('div', { class: 'each' }, el('table', { class: 'figures' }, el('caption', {}, explain.known('precedent') ? el('button', { type: 'button', class: 'name', title: 'what this is, how it was measured, how well', onclick: () => explain.measure('precedent') }, 'Nearest by aspect') : 'Nearest by aspect'), el('thead', {}, el('tr', {}, ...['aspect', 'moment', 'as near'].map((text) => el('th', { scope: 'col' }, text)))), body));
  return {
    node,
    show: (shot) => {
      const rows = comparison.looks.map((name, look) => {
        const [one] = comparison.precedents.shots(shot.n, look);
        if (!one) return null;
        return el('tr', { class: look === stage.look ? 'chosen' : '' }, el('th', { scope: 'row' }, name),
          el('td', { class: 'left', title: one.film.name }, el('button', { type: 'button', class: 'what', title: `show the precedents in ${name}`, onclick: () => place(look) }, duration(one.starts)), ` ${one.film.name}`),
          el('td', { title: precedentMoment(comparison, one).hint }, percent(one.percentile)));
      });
      body.replaceChildren(...rows.filter(Boolean));
      node.hidden = !rows.some(Boolean);
    },
  };
}

/* One line on which films are here to be played. */
function filmsWords(comparison, shown, screens) {
  const away = shown.filter((one) => screens(one.film).state === 'failed');
  if (!away.length) return '';
  const names = [...new Set(away.map((one) => one.film.file))];
  return `Not beside this page, so not to be played: ${names.join(', ')}.`;
}

export function makePrecedents(comparison, stage, colours, explain, actions) {
  const note = el('p', { class: 'hint note' }), none = el('p', { class: 'hint' });
  const screens = makeScreens(comparison, () => stage.touch('screens'));
  const mine = makeCard(comparison, colours, screens), theirs = Array.from({ length: CARDS }, () => makeCard(comparison, colours, screens));
  const shown = () => [mine, ...theirs].map((card) => card.moment).filter(Boolean);
  const playing = makePlaying(comparison, stage, screens, shown), each = makeEach(comparison, stage, explain, (look) => stage.set({ look }));
  const play = el('button', { type: 'button', disabled: true, onclick: actions.play }, 'play in step ', el('kbd', {}, 'space'));
  const buttons = el('p', { class: 'actions' }, play, el('button', { type: 'button', onclick: actions.cite }, 'cite ', el('kbd', {}, 'c')));
  mine.node.append(buttons);
  mine.node.classList.add('own');
  document.getElementById('pairs').append(mine.node, ...theirs.map((card) => card.node), none, each.node, note);

  function draw(changed) {
    const peeking = stage.hover !== null && !stage.playing, t = peeking ? stage.hover : stage.time(), shot = comparison.own.shotAt(t);
    const found = comparison.precedents.shots(shot.n, stage.look).slice(0, CARDS);
    mine.told = changed.has('look') || changed.has('hover') || changed.has('frame') ? null : mine.told;
    mine.show(ownMoment(comparison, shot, stage.look, t), peeking);
    theirs.forEach((card, i) => card.show(found[i] ? precedentMoment(comparison, found[i]) : null, peeking));
    none.hidden = found.length > 0;
    none.textContent = nothingWords(comparison, shot, stage.look);
    each.show(shot);
    if (peeking) {
      if ([mine, ...theirs].some((card) => card.moment && !card.pictured)) playing.seek(t);
      return;
    }
    for (const moment of shown()) screens(moment.film).wake();
    play.disabled = screens(comparison.films[0]).state !== 'ready';
    play.hidden = screens(comparison.films[0]).state === 'failed';
    play.firstChild.textContent = stage.playing ? 'stop ' : 'play in step ';
    note.textContent = filmsWords(comparison, shown(), screens);
    if (!stage.playing && (changed.has('frame') || changed.has('look') || changed.has('screens') || changed.has('hover'))) playing.seek(t);
  }
  return { draw, playing, shown, redraw: () => [mine, ...theirs].forEach((card) => card.redraw()) };
}

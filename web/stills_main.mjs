/* SPDX-License-Identifier: Apache-2.0 */
/* The page of stills: each beside what the film has there. */
import { count, decimal, el } from './words.mjs';
import { makeTheme, watchPrint } from './theme.mjs';

function pictureWith(picture, absent, alt, caption, mirrored) {
  const image = picture.kind ? el('img', { src: `data:image/${picture.kind};base64,${picture.data}`, alt, loading: 'lazy', class: mirrored ? 'mirrored' : null }) : absent;
  return el('figure', {}, el('div', { class: 'frame' }, image), el('figcaption', {}, caption));
}

function factsOf(still) {
  const facts = [];
  if (still.film !== undefined) {
    facts.push(['film', still.film], ['timecode', still.timecode], ['shot', String(still.shot)]);
    facts.push(['frame', still.first < still.last ? `${still.frame}, or another from ${still.first} to ${still.last}: they cannot be told apart` : String(still.frame)]);
    if (still.settled) facts.push(['told by', 'the film’s own pictures']);
    const how = [still.mirrored ? 'mirrored' : '', still.cropped ? 'cropped' : ''].filter(Boolean).join(', ');
    if (how) facts.push(['how', how]);
  }
  if (still.distance !== null) facts.push(['distance', `${still.distance} of 128 bits`]);
  if (still.next !== null) facts.push(['nearest of another film', `${still.next} of 128 bits`]);
  if (still.expected !== null) facts.push(['by chance', `${still.expected < 1e-6 ? 'under 0.000001' : decimal(still.expected, 6)} frames as near`]);
  return facts;
}

const SAID = { exact: 'exact', 'same set-up': 'same set-up: the moment is not in the film', none: 'in none of these films' };

function showStill(still, [own, found]) {
  const none = still.film === undefined, name = still.still;
  const words = el('div', { class: 'words' }, el('h2', {}, SAID[still.verdict]), el('dl', {}, ...factsOf(still).flatMap(([term, text]) => [el('dt', {}, term), el('dd', {}, text)])));
  const caption = none ? '' : found.kind ? `${still.film}, shot ${still.shot}: the reel’s picture, frame ${found.frame}${still.mirrored ? ', mirrored to match' : ''}` : `${still.film}, shot ${still.shot}`;
  return el('section', { class: none ? 'found none' : 'found', 'aria-label': `${name}: ${still.verdict}`, tabindex: '0' },
    pictureWith(own, 'not shown: too large, or of a kind that browsers do not show', `the still ${name}`, name, false),
    pictureWith(found, none ? 'none' : 'no pictures in this reel', `the film at shot ${still.shot}`, caption, still.mirrored), words);
}

function start() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { stills, version } = read('data'), pictures = read('stills'), told = (verdict) => stills.filter((one) => one.verdict === verdict).length;
  makeTheme();
  document.querySelector('#head h1').textContent = 'Stills found';
  document.getElementById('facts').textContent = `${count(stills.length, 'still')}: ${told('exact')} exact, ${told('same set-up')} same set-up, ${told('none')} none`;
  document.getElementById('foot').textContent = `pastiche ${version}`;
  document.getElementById('stills-list').append(...stills.map((still, n) => showStill(still, pictures[n])));
  document.getElementById('print-button').addEventListener('click', () => window.print());
  watchPrint(() => {}, () => {});
}

start();

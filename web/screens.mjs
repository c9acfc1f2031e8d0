/* SPDX-License-Identifier: Apache-2.0 */
/* The films themselves, where they lie beside the page or beside their reels, and how they play in step. */
import { el } from './words.mjs';
import { COPY, stem, urlOf } from './film_source.mjs';

function placesOf(film, given) {
  const folder = film.reel.includes('/') ? film.reel.slice(0, film.reel.lastIndexOf('/') + 1) : '';
  return [...new Set([given, film.file, stem(film.file) + COPY, folder && folder + film.file])].filter(Boolean);
}

/* One film's picture. It is looked for when it is first shown. */
function makeScreen(film, given, changed) {
  const video = el('video', { playsinline: true, preload: 'auto', 'aria-hidden': 'true' }), places = placesOf(film, given);
  const screen = { film, video, state: 'asleep', at: 0 };
  let tried = 0;
  const settle = (state) => {
    screen.state = state;
    video.classList.toggle('ready', state === 'ready');
    changed(screen);
  };
  const next = () => {
    if (tried >= places.length) return settle('failed');
    video.dataset.place = places[tried];
    video.src = urlOf(places[tried++]);
  };
  video.addEventListener('error', next);
  video.addEventListener('loadeddata', () => {
    if (!video.videoWidth) return next();
    settle('ready');
    screen.seek(screen.at);
  });
  const shift = () => (video.dataset.place.endsWith(COPY) && !(film.from > 0) ? 0 : film.zero);
  screen.wake = () => {
    if (screen.state !== 'asleep') return;
    screen.state = 'waiting';
    next();
  };
  /* In seconds of film time; a little into the frame, where rounding cannot show the one before. */
  screen.seek = (t) => {
    screen.at = t;
    if (screen.state === 'ready') video.currentTime = Math.max(0, shift() + t + 0.01);
  };
  screen.time = () => video.currentTime - shift();
  return screen;
}

/* One screen a film, made when it is asked for. */
export function makeScreens(comparison, changed) {
  const made = new Map();
  return (film) => {
    if (!made.has(film.index)) {
      const screen = makeScreen(film, film.index === 0 ? comparison.source : '', changed);
      screen.video.muted = film.index !== 0;
      made.set(film.index, screen);
    }
    return made.get(film.index);
  };
}

/* Plays the shot and its precedents together: each from its own beginning, as far in as the film is. */
export function makePlaying(comparison, stage, screens, shown) {
  const { own } = comparison, film = screens(comparison.films[0]);
  const playing = { on: false };
  const others = () => shown().filter((one) => one.film.index !== 0).map((one) => ({ ...one, screen: screens(one.film) }));

  playing.seek = (t) => {
    const into = t - own.shotAt(t).from;
    film.seek(t);
    for (const { screen, starts, seconds } of others()) screen.seek(starts + Math.min(into, Math.max(0, seconds - 0.05)));
  };
  const start = (screen) => screen.state === 'ready' && screen.video.play().catch(() => {});
  playing.stop = () => {
    playing.on = false;
    film.video.pause();
    for (const { screen } of others()) screen.video.pause();
    stage.set({ playing: false });
  };
  playing.play = () => {
    if (film.state !== 'ready') return false;
    playing.on = true;
    playing.seek(stage.time());
    start(film);
    for (const { screen } of others()) start(screen);
    stage.set({ playing: true });
    return true;
  };
  /* A precedent stops at its end and waits there for the film's shot to be over. */
  playing.follow = () => {
    if (!playing.on) return;
    for (const { screen, starts, seconds } of others()) if (screen.time() >= starts + seconds - 0.02) screen.video.pause();
    const shot = stage.shot();
    stage.set({ frame: own.frameAt(film.time() + 0.001) });
    if (stage.shot() === shot) return;
    for (const one of others()) {
      one.screen.seek(one.starts);
      start(one.screen);
    }
  };
  film.video.addEventListener('timeupdate', playing.follow);
  film.video.addEventListener('ended', playing.stop);
  if (film.video.requestVideoFrameCallback) {
    const each = () => {
      playing.follow();
      film.video.requestVideoFrameCallback(each);
    };
    film.video.requestVideoFrameCallback(each);
  }
  return playing;
}

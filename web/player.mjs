/* SPDX-License-Identifier: Apache-2.0 */
/* The film itself, where it lies beside the page or is given by hand, and what to do where it cannot be played. */
import { el } from './words.mjs';
import { copy } from './citation.mjs';

/* For canPlayType, by FFmpeg's names. */
const CODECS = {
  h264: 'video/mp4; codecs="avc1.640028"', hevc: 'video/mp4; codecs="hvc1.1.6.L120.90"', av1: 'video/mp4; codecs="av01.0.08M.08"',
  vp8: 'video/webm; codecs="vp8"', vp9: 'video/webm; codecs="vp09.00.40.08"', theora: 'video/ogg; codecs="theora"',
};

const COPY = '.browser.mp4';

function stem(name) {
  return name.replace(/\.[^./]*$/, '');
}

/* In single quotes, as a POSIX shell reads it; a leading ./ so that no name is taken for an option or a protocol. */
function shell(name) {
  return "'./" + name.replace(/'/g, "'\\''") + "'";
}

/* A copy that every browser plays, with the film's own frames at their own times. */
export function copyCommand(film) {
  const picture = film.streams.find((stream) => stream.kind === 'picture' && stream.used) || film.streams.find((stream) => stream.kind === 'picture');
  const sound = film.streams.find((stream) => stream.kind === 'sound' && stream.used) || film.streams.find((stream) => stream.kind === 'sound');
  const plain = film.codec === 'h264' && /^yuvj?420p$/.test(film.pixels) && !film.interlaced;
  const even = film.width % 2 || film.height % 2 ? " -vf 'pad=ceil(iw/2)*2:ceil(ih/2)*2'" : '';
  const video = plain ? '-c:v copy' : `-c:v libx264 -crf 18 -pix_fmt yuv420p -fps_mode passthrough${even}`;
  const audio = !sound ? '-an' : `-map 0:${sound.index} ` + (sound.codec === 'aac' ? '-c:a copy' : '-c:a aac -b:a 192k -ac 2');
  return `ffmpeg -i ${shell(film.file)} -map ${picture ? `0:${picture.index}` : '0:v:0'} ${video} ${audio} -movflags +faststart ${shell(stem(film.file) + COPY)}`;
}

function urlOf(source) {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source)) return /^(https?|file):/i.test(source) ? source : '';
  return source.split('/').map(encodeURIComponent).join('/');
}

/* What this browser is likely to refuse, said before anybody asks. */
export function whyNot(film, canPlay) {
  const reasons = [];
  const type = CODECS[film.codec];
  if (!type || !canPlay(type)) reasons.push(`this browser does not play ${film.codec || 'this picture'}`);
  else if (film.codec === 'h264' && !/^yuvj?420p$/.test(film.pixels)) reasons.push(`browsers do not play H.264 in ${film.pixels}`);
  if (/^(avi|mpegts|mpeg|asf|flv|mxf|rm|matroska$)/.test(film.container)) reasons.push(`browsers do not open ${film.container} files`);
  return reasons;
}

export function makePlayer(reel, stage) {
  const film = reel.film, video = el('video', { playsinline: true, preload: 'auto', 'aria-label': 'the film' });
  const still = el('img', { alt: '', class: 'still' });
  const play = el('button', { type: 'button', class: 'play', 'aria-label': 'play', disabled: true }, '▶');
  const mute = el('button', { type: 'button', 'aria-pressed': 'false', disabled: true, title: 'sound on or off' }, 'sound');
  const whole = el('button', { type: 'button', disabled: true, title: 'the film on the whole screen' }, 'full');
  const clock = el('output', { 'aria-label': 'timecode' });
  const file = el('input', { type: 'file', accept: 'video/*', 'aria-label': 'choose the film file' });
  const pick = el('label', { class: 'button' }, 'choose the film…', file);
  const why = el('p', {}), command = el('code', {}), copyButton = el('button', { type: 'button' }, 'copy');
  const help = el('div', { class: 'nofilm', hidden: true }, why, el('p', {}, pick, ' or drop it here. This makes a copy that browsers play, to lie beside the page:'), el('p', { class: 'command' }, command, copyButton));
  const picture = el('div', { class: 'picture' }, still, video);
  const node = el('div', { id: 'film' }, picture, el('div', { class: 'transport' }, play, clock, mute, whole), help);
  const state = { ready: false, source: '', shift: film.zero };
  const sources = [...new Set([reel.source, stem(film.file) + COPY])].filter(Boolean);
  let tried = 0, wanted = null;

  const aspect = (film.width * (film.sample_aspect[0] || 1)) / (film.height * (film.sample_aspect[1] || 1)) || 16 / 9;
  const shape = film.rotation % 180 ? 1 / aspect : aspect;
  picture.style.aspectRatio = String(shape);
  picture.style.setProperty('--shape', String(shape));

  function tryNext() {
    if (tried >= sources.length) {
      fail();
      return;
    }
    const source = sources[tried++];
    /* A copy begins at 0 where the film itself may not; a part measured from later on lies later in both. */
    state.shift = source.endsWith(COPY) && !(film.from > 0) ? 0 : film.zero;
    state.source = source;
    video.src = urlOf(source);
  }

  function fail() {
    const reasons = whyNot(film, (type) => video.canPlayType(type));
    const name = sources[0];
    why.textContent = reasons.length
      ? `The film cannot be played here: ${reasons.join(', and ')}.`
      : `The film cannot be played: there is no “${name}” beside this page, or this browser cannot read it.`;
    command.textContent = copyCommand(film);
    setReady(false);
  }

  function setReady(ready) {
    state.ready = ready;
    for (const button of [play, mute, whole]) button.disabled = !ready;
    video.classList.toggle('ready', ready);
    help.hidden = ready;
    node.dataset.state = ready ? 'ready' : 'failed';
    stage.touch('ready');
  }

  function seek(frame) {
    const step = reel.time(frame + 1) - reel.time(frame);
    video.currentTime = Math.max(0, state.shift + reel.time(frame) + Math.min(step / 2, 0.02));
  }

  function open(given) {
    if (!given) return;
    tried = sources.length;
    state.shift = given.name.endsWith(COPY) && !(film.from > 0) ? 0 : film.zero;
    if (video.src.startsWith('blob:')) URL.revokeObjectURL(video.src);
    state.source = given.name;
    video.src = URL.createObjectURL(given);
  }

  function follow(now, meta) {
    if (!video.paused) stage.set({ frame: reel.frameAt(meta.mediaTime - state.shift + 0.001) });
    video.requestVideoFrameCallback(follow);
  }

  video.addEventListener('error', tryNext);
  video.addEventListener('loadeddata', () => {
    if (!video.videoWidth) return tryNext();
    setReady(true);
    seek(wanted === null ? stage.frame : wanted);
    wanted = null;
  });
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(follow);
  else video.addEventListener('timeupdate', () => !video.paused && stage.set({ frame: reel.frameAt(video.currentTime - state.shift) }));
  video.addEventListener('play', () => stage.set({ playing: true }));
  video.addEventListener('pause', () => stage.set({ playing: false }));
  file.addEventListener('change', () => open(file.files[0]));
  node.addEventListener('dragover', (event) => event.preventDefault());
  node.addEventListener('drop', (event) => {
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
  copyButton.addEventListener('click', async () => (copyButton.textContent = (await copy(command.textContent)) ? 'copied' : 'copy it by hand'));

  const player = {
    node,
    state,
    start: tryNext,
    go: (frame) => {
      stage.go(frame);
      if (state.ready) seek(stage.frame);
      else wanted = stage.frame;
    },
    playFrom: (frame) => {
      player.go(frame);
      if (state.ready) video.play().catch(() => {});
    },
    toggle: () => {
      if (!state.ready) return false;
      if (video.paused) video.play().catch(() => {});
      else video.pause();
      return true;
    },
    pause: () => video.pause(),
  };
  play.addEventListener('click', player.toggle);
  mute.addEventListener('click', () => {
    video.muted = !video.muted;
    mute.setAttribute('aria-pressed', String(video.muted));
    mute.textContent = video.muted ? 'muted' : 'sound';
  });
  whole.addEventListener('click', () => video.requestFullscreen && video.requestFullscreen());

  stage.on(() => {
    clock.textContent = reel.timecode(stage.frame);
    play.textContent = stage.playing ? '❚❚' : '▶';
    play.setAttribute('aria-label', stage.playing ? 'pause' : 'play');
    const shot = stage.shot();
    /* Behind the film, where there is one: print shows it. */
    if (!shot || !shot.still) still.removeAttribute('src');
    else if (still.dataset.shot !== String(shot.n) || !still.hasAttribute('src')) {
      still.dataset.shot = String(shot.n);
      still.src = 'data:image/jpeg;base64,' + shot.still.data;
    }
  });
  return player;
}

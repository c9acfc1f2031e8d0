/* SPDX-License-Identifier: Apache-2.0 */
/* The film itself, where it lies beside the page or is given by hand, and what to do where it cannot be played. */
import { el } from './words.mjs';
import { copy } from './citation.mjs';
import { COPY, stem, urlOf } from './film_source.mjs';

/* For canPlayType, by FFmpeg's names. */
const CODECS = {
  h264: 'video/mp4; codecs="avc1.640028"', hevc: 'video/mp4; codecs="hvc1.1.6.L120.90"', av1: 'video/mp4; codecs="av01.0.08M.08"',
  vp8: 'video/webm; codecs="vp8"', vp9: 'video/webm; codecs="vp09.00.40.08"', theora: 'video/ogg; codecs="theora"',
};

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

/* What this browser is likely to refuse, said before anybody asks. */
export function whyNot(film, canPlay) {
  const reasons = [];
  const type = CODECS[film.codec];
  if (!type || !canPlay(type)) reasons.push(`this browser does not play ${film.codec || 'this picture'}`);
  else if (film.codec === 'h264' && !/^yuvj?420p$/.test(film.pixels)) reasons.push(`browsers do not play H.264 in ${film.pixels}`);
  if (/^(avi|mpegts|mpeg|asf|flv|mxf|rm|matroska$)/.test(film.container)) reasons.push(`browsers do not open ${film.container} files`);
  return reasons;
}

/* The nodes; what happens in them is makePlayer's. */
function buildPlayer(film) {
  const parts = {
    video: el('video', { playsinline: true, preload: 'auto', 'aria-label': 'the film' }),
    still: el('img', { alt: '', class: 'still' }),
    play: el('button', { type: 'button', class: 'play', 'aria-label': 'play', disabled: true }, '▶'),
    mute: el('button', { type: 'button', 'aria-pressed': 'false', disabled: true, title: 'sound on or off' }, 'sound'),
    whole: el('button', { type: 'button', disabled: true, title: 'the film on the whole screen' }, 'full'),
    clock: el('output', { 'aria-label': 'timecode' }),
    file: el('input', { type: 'file', accept: 'video/*', 'aria-label': 'choose the film file' }),
    why: el('p', {}), command: el('code', {}), copyButton: el('button', { type: 'button' }, 'copy'),
  };
  const pick = el('label', { class: 'button' }, 'choose the film…', parts.file);
  parts.help = el('div', { class: 'nofilm', hidden: true }, parts.why,
    el('p', {}, pick, ' or drop it here. This makes a copy that browsers play, to lie beside the page:'),
    el('p', { class: 'command' }, parts.command, parts.copyButton));
  const aspect = (film.width * (film.sample_aspect[0] || 1)) / (film.height * (film.sample_aspect[1] || 1)) || 16 / 9;
  const picture = el('div', { class: 'picture' }, parts.still, parts.video);
  picture.style.aspectRatio = String(film.rotation % 180 ? 1 / aspect : aspect);
  parts.node = el('div', { id: 'film' }, picture, el('div', { class: 'transport' }, parts.play, parts.clock, parts.mute, parts.whole), parts.help);
  return parts;
}

/* Tries one source after another, and takes one that is given by hand. Media time = film time + shift. */
function makeSource(film, video, parts, setReady) {
  const sources = [...new Set([film.source, stem(film.file) + COPY])].filter(Boolean);
  const source = { shift: film.zero };
  let tried = 0;
  /* A copy begins at 0 where the film itself may not; a part measured from later on lies later in both. */
  const shiftOf = (name) => (name.endsWith(COPY) && !(film.from > 0) ? 0 : film.zero);
  function fail() {
    const reasons = whyNot(film, (type) => video.canPlayType(type));
    parts.why.textContent = reasons.length
      ? `The film cannot be played here: ${reasons.join(', and ')}.`
      : `The film cannot be played: there is no “${sources[0]}” beside this page, or this browser cannot read it.`;
    parts.command.textContent = copyCommand(film);
    setReady(false);
  }
  source.next = () => {
    if (tried >= sources.length) return fail();
    const name = sources[tried++];
    source.shift = shiftOf(name);
    video.src = urlOf(name);
  };
  source.open = (given) => {
    if (!given) return;
    tried = sources.length;
    source.shift = shiftOf(given.name);
    if (video.src.startsWith('blob:')) URL.revokeObjectURL(video.src);
    video.src = URL.createObjectURL(given);
  };
  video.addEventListener('error', source.next);
  return source;
}

function watchParts(parts, source, player) {
  const { video, mute, whole, node, file, copyButton, command } = parts;
  file.addEventListener('change', () => source.open(file.files[0]));
  node.addEventListener('dragover', (event) => event.preventDefault());
  node.addEventListener('drop', (event) => {
    event.preventDefault();
    source.open(event.dataTransfer.files[0]);
  });
  copyButton.addEventListener('click', async () => (copyButton.textContent = (await copy(command.textContent)) ? 'copied' : 'copy it by hand'));
  parts.play.addEventListener('click', player.toggle);
  mute.addEventListener('click', () => {
    video.muted = !video.muted;
    mute.setAttribute('aria-pressed', String(video.muted));
    mute.textContent = video.muted ? 'muted' : 'sound';
  });
  whole.addEventListener('click', () => video.requestFullscreen && video.requestFullscreen());
}

/* Where the film is while it plays: frame by frame where the browser tells, else a few times a second. */
function followFilm(reel, stage, video, source) {
  const at = (t) => !video.paused && stage.set({ frame: reel.frameAt(t - source.shift + 0.001) });
  const follow = (now, meta) => {
    at(meta.mediaTime);
    video.requestVideoFrameCallback(follow);
  };
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(follow);
  else video.addEventListener('timeupdate', () => at(video.currentTime));
  video.addEventListener('play', () => stage.set({ playing: true }));
  video.addEventListener('pause', () => stage.set({ playing: false }));
}

function drawPlayer(reel, stage, parts) {
  const { still } = parts, shot = stage.shot();
  parts.clock.textContent = reel.timecode(stage.frame);
  parts.play.textContent = stage.playing ? '❚❚' : '▶';
  parts.play.setAttribute('aria-label', stage.playing ? 'pause' : 'play');
  /* Behind the film, where there is one: print shows it. */
  if (!shot || !shot.still) still.removeAttribute('src');
  else if (still.dataset.frame !== String(shot.still.frame) || !still.hasAttribute('src')) {
    still.dataset.frame = String(shot.still.frame);
    still.src = 'data:image/jpeg;base64,' + shot.still.data;
  }
}

export function makePlayer(reel, stage) {
  const parts = buildPlayer(reel.film), { video, node } = parts;
  let ready = false;

  function setReady(now) {
    ready = now;
    for (const button of [parts.play, parts.mute, parts.whole]) button.disabled = !ready;
    video.classList.toggle('ready', ready);
    parts.help.hidden = ready;
    node.dataset.state = ready ? 'ready' : 'failed';
  }

  const source = makeSource({ ...reel.film, source: reel.source }, video, parts, setReady);

  /* Into the frame, not onto its edge, where rounding could show the one before. */
  function seek(frame) {
    const lasts = reel.time(frame + 1) - reel.time(frame);
    video.currentTime = Math.max(0, source.shift + reel.time(frame) + Math.min(lasts / 2, 0.02));
  }

  const player = {
    node,
    start: source.next,
    go: (frame) => {
      stage.go(frame);
      if (ready) seek(stage.frame);
    },
    playFrom: (frame) => {
      player.go(frame);
      if (ready) video.play().catch(() => {});
    },
    toggle: () => {
      if (!ready) return false;
      if (video.paused) video.play().catch(() => {});
      else video.pause();
      return true;
    },
    pause: () => video.pause(),
  };
  video.addEventListener('loadeddata', () => {
    if (!video.videoWidth) return source.next();
    setReady(true);
    seek(stage.frame);
  });
  watchParts(parts, source, player);
  followFilm(reel, stage, video, source);
  stage.on(() => drawPlayer(reel, stage, parts));
  return player;
}

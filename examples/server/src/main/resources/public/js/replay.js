// The player of recordings: HLS by hls.js where the browser has media source extensions, natively elsewhere.
import { post, Problem, Unreachable } from './http.js';
import { announce } from './app.js';
import { setIcon } from './icons.js';

const one = (selector) => document.querySelector(selector);
const stage = one('[data-replay]');
const screen = one('[data-screen]');
const video = one('[data-video]');
const curtain = one('[data-curtain]');
const seek = one('[data-seek]');
const memory = `stagedoor.replay.${stage.dataset.key}`;
const POLL = 2500;
const RETRY = 4000;

let hls;
let ticket;
let since = 0;
let phase = 'opening';
let timer;
let wantsToPlay = false;

window.stagedoor.replay = { get state() { return phase; }, get engine() { return hls ? 'hls.js' : 'native'; }, video };

// what people see

const STATES = {
  opening: ['Opening the replay…', ''],
  preparing: ['The replay is being prepared', 'It opens here by itself in a moment.'],
  ready: ['', ''],
  lost: ['The connection is lost', 'Your place is kept. We keep trying by ourselves.'],
  expired: ['The replay is over', 'It could be watched for seven days after the class.'],
  denied: ['You cannot watch this', ''],
  broken: ['This recording cannot be played here', 'Try another browser, or tell the instructor.'],
};
const FINAL = ['expired', 'denied', 'broken'];

function show(next, explanation) {
  const changed = phase !== next;
  phase = next;
  const [heading, standard] = STATES[next];
  one('[data-curtain-heading]').textContent = heading;
  one('[data-curtain-text]').textContent = explanation ?? standard;
  one('[data-spinner]').hidden = FINAL.includes(next);
  one('[data-retry]').hidden = next !== 'lost';
  one('[data-leave]').hidden = !FINAL.includes(next);
  curtain.classList.toggle('is-up', next === 'ready');
  curtain.classList.toggle('is-sheer', next === 'lost' && video.readyState > 0);
  if (changed && next !== 'opening') announce(next === 'ready' ? 'The replay is ready.' : `${heading}. ${explanation ?? standard}`);
  showPlaying();
}

// getting in, and staying in

async function open() {
  clearTimeout(timer);
  try {
    ticket = await post(stage.dataset.replay, {});
    since = performance.now();
  } catch (failure) {
    return explain(failure);
  }
  if (ticket.mode !== 'replay') return void (location.href = stage.dataset.login);
  if (!hls) await start();
  else if (hls.levels.length && ticket.token) hls.startLoad(place());
  else reload();
}

/** An address may carry its own signature: with a new ticket everything is at another one. */
function reload() {
  hls.config.startPosition = place();
  hls.loadSource(ticket.hlsUrl);
}

function explain(failure) {
  if (failure instanceof Problem) {
    const codes = (failure.body.reasons ?? []).map((reason) => reason.code);
    if (failure.status === 401) return void (location.href = `/login?next=${encodeURIComponent(stage.dataset.login)}`);
    if (codes.includes('replay_not_ready') || failure.status === 409) {
      show('preparing');
      timer = setTimeout(open, POLL);
      return undefined;
    }
    stop();
    if (codes.includes('replay_expired')) return show('expired');
    if ([403, 404].includes(failure.status)) return show('denied', failure.body.reasons?.at(-1)?.message || failure.message);
  }
  lose(failure instanceof Unreachable ? undefined : failure.message);
  return undefined;
}

// What is here already can be watched while the connection is away, so people are told when it runs dry.
let away = false;
let cause;

function lose(explanation) {
  away = true;
  cause = explanation;
  clearTimeout(timer);
  timer = setTimeout(open, RETRY);
  tellIfDry();
}

function tellIfDry() {
  if (away && !FINAL.includes(phase) && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) show('lost', cause);
}

function found() {
  away = false;
  if (phase === 'lost') show('ready');
}

function stop() {
  clearTimeout(timer);
  away = false;
  hls?.destroy();
  hls = undefined;
  video.removeAttribute('src');
  video.load();
}

const library = () =>
  window.Hls ? Promise.resolve(window.Hls) : new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${document.body.dataset.assets}/js/hls.light.min.js`;
    script.onload = () => resolve(window.Hls);
    script.onerror = () => reject(new Unreachable());
    document.head.append(script);
  });

async function start() {
  const native = !('MediaSource' in window || 'ManagedMediaSource' in window);
  if (native) {
    video.src = ticket.token ? `${ticket.hlsUrl}?token=${encodeURIComponent(ticket.token)}` : ticket.hlsUrl;
    return;
  }
  let Hls;
  try {
    Hls = await library();
  } catch (failure) {
    return explain(failure);
  }
  hls = new Hls({
    startPosition: place(),
    backBufferLength: 60,
    xhrSetup: (xhr) => ticket.token && xhr.setRequestHeader('Authorization', `Bearer ${ticket.token}`),
  });
  hls.on(Hls.Events.ERROR, (event, data) => failed(Hls, data));
  hls.on(Hls.Events.FRAG_BUFFERED, found);
  hls.loadSource(ticket.hlsUrl);
  hls.attachMedia(video);
}

// What fails with a ticket as new as this fails with the next one too: no use in asking at once.
const isNew = () => performance.now() - since < RETRY;

let mended = 0;

function failed(Hls, data) {
  const status = data.response?.code ?? 0;
  if (data.details === Hls.ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR) {
    stop();
    show('broken', 'This browser lacks the decoder for it. Try Chrome, Edge or Safari.');
  } else if (status === 401 || status === 403) {
    hls.stopLoad();
    if (isNew()) lose();
    else open();
  } else if (data.fatal && data.type === Hls.ErrorTypes.NETWORK_ERROR) {
    hls.stopLoad();
    lose();
  } else if (data.fatal && data.type === Hls.ErrorTypes.MEDIA_ERROR && mended < 2) {
    mended += 1;
    hls.recoverMediaError();
  } else if (data.fatal) {
    stop();
    show('broken');
  }
}

video.addEventListener('error', () => {
  if (hls || !video.src) return;
  if (video.error?.code === MediaError.MEDIA_ERR_NETWORK) {
    lose();
  } else if (isNew()) {
    stop();
    show('broken');
  } else {
    open();
  }
});

// the place where somebody stopped

function remembered() {
  const at = Number(localStorage.getItem(memory));
  return Number.isFinite(at) && at > 5 ? at : undefined;
}

// The last tenth of a short recording, the last ten seconds of a long one: who stops there has seen it.
const nearlyOver = () => video.duration - Math.min(10, video.duration / 10);

/** Where loading goes on; -1 is the beginning. */
const place = () => (video.currentTime > 0 ? video.currentTime : remembered() ?? -1);

function remember() {
  if (!Number.isFinite(video.duration) || video.currentTime < 5) return;
  if (video.currentTime > nearlyOver()) localStorage.removeItem(memory);
  else localStorage.setItem(memory, String(Math.floor(video.currentTime)));
}

setInterval(() => !video.paused && remember(), 3000);
addEventListener('pagehide', remember);
video.addEventListener('pause', remember);
video.addEventListener('seeked', remember);

// controls

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const text = parts.map((part, index) => (index ? String(part).padStart(2, '0') : String(part)));
  return parts[0] ? text.join(':') : `${parts[1]}:${text[2]}`;
};

function showPosition() {
  const length = Number.isFinite(video.duration) ? video.duration : 0;
  seek.max = Math.max(1, Math.floor(length));
  if (!seek.matches(':active')) seek.value = Math.floor(video.currentTime);
  const words = `${clock(video.currentTime)} of ${clock(length)}`;
  if (seek.getAttribute('aria-valuetext') !== words) seek.setAttribute('aria-valuetext', words);
  seek.style.setProperty('--played', `${length ? (100 * video.currentTime) / length : 0}%`);
  one('[data-clock]').textContent = `${clock(video.currentTime)} / ${clock(length)}`;
}

function showPlaying() {
  const button = one('[data-play]');
  setIcon(button, video.paused ? 'play' : 'pause');
  button.setAttribute('aria-label', video.paused ? 'Play' : 'Pause');
  one('[data-big-play]').hidden = !(phase === 'ready' && video.paused && video.currentTime < 0.5 && !wantsToPlay);
}

function showSound() {
  const silent = video.muted || video.volume === 0;
  const mute = one('[data-mute]');
  mute.setAttribute('aria-label', silent ? 'Sound on' : 'Sound off');
  setIcon(mute, silent ? 'muted' : 'sound');
  one('[data-volume]').value = video.muted ? 0 : Math.round(video.volume * 100);
}

function toggle() {
  if (phase !== 'ready') return;
  if (video.paused) {
    wantsToPlay = true;
    video.play().catch(() => undefined);
  } else {
    wantsToPlay = false;
    video.pause();
  }
}

function to(seconds) {
  if (phase !== 'ready' || !Number.isFinite(video.duration)) return;
  video.currentTime = Math.min(Math.max(0, seconds), Math.max(0, video.duration - 0.1));
  showPosition();
}

function volume(change) {
  video.muted = false;
  video.volume = Math.min(1, Math.max(0, Math.round((video.volume + change) * 100) / 100));
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (screen.requestFullscreen) screen.requestFullscreen().catch(() => undefined);
  else video.webkitEnterFullscreen?.();
}

video.addEventListener('loadedmetadata', () => {
  if (!hls) {
    const at = remembered();
    if (at && at < nearlyOver()) video.currentTime = at;
    away = false;
  }
  // a new source pauses: who was watching goes on at the place
  if (wantsToPlay) video.play().catch(() => undefined);
  mended = 0;
  show('ready');
  showPosition();
});
for (const name of ['timeupdate', 'durationchange', 'seeking']) video.addEventListener(name, showPosition);
for (const name of ['play', 'pause', 'ended', 'playing', 'seeked']) video.addEventListener(name, showPlaying);
for (const name of ['waiting', 'seeking']) video.addEventListener(name, tellIfDry);
video.addEventListener('playing', () => phase === 'lost' && show('ready'));
video.addEventListener('volumechange', showSound);
video.addEventListener('click', toggle);
one('[data-play]').addEventListener('click', toggle);
one('[data-big-play]').addEventListener('click', () => {
  toggle();
  one('[data-play]').focus();
});
for (const button of document.querySelectorAll('[data-skip]')) {
  button.addEventListener('click', () => to(video.currentTime + Number(button.dataset.skip)));
}
seek.addEventListener('input', () => to(Number(seek.value)));
one('[data-mute]').addEventListener('click', () => (video.muted = !video.muted));
one('[data-volume]').addEventListener('input', (event) => {
  video.volume = event.target.value / 100;
  video.muted = video.volume === 0;
});
one('[data-speed]').addEventListener('change', (event) => (video.playbackRate = Number(event.target.value)));
one('[data-retry]').addEventListener('click', open);
one('[data-fullscreen]').addEventListener('click', fullScreen);
document.addEventListener('fullscreenchange', () =>
  one('[data-fullscreen]').setAttribute('aria-label', document.fullscreenElement ? 'Leave full screen' : 'Full screen'));
const pip = one('[data-pip]');
pip.hidden = !document.pictureInPictureEnabled;
pip.addEventListener('click', () =>
  (document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture()).catch(() => undefined));

const KEYS = {
  ' ': toggle,
  k: toggle,
  ArrowLeft: () => to(video.currentTime - 5),
  ArrowRight: () => to(video.currentTime + 5),
  j: () => to(video.currentTime - 10),
  l: () => to(video.currentTime + 10),
  ArrowUp: () => volume(0.1),
  ArrowDown: () => volume(-0.1),
  Home: () => to(0),
  End: () => to(video.duration),
  m: () => (video.muted = !video.muted),
  f: fullScreen,
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  if (event.key === ' ' && event.target.closest('button, a')) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (/^[0-9]$/.test(key)) {
    event.preventDefault();
    to((video.duration * Number(key)) / 10);
  } else if (KEYS[key]) {
    event.preventDefault();
    KEYS[key]();
  }
});

let idle;
function active() {
  screen.classList.remove('is-idle');
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (phase === 'ready' && !video.paused && !screen.querySelector(':focus-visible')) screen.classList.add('is-idle');
  }, 3500);
}
for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin']) document.addEventListener(name, active);
addEventListener('online', () => away && open());

showSound();
active();
open();

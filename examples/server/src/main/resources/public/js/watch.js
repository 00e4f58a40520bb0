// The player: joins by WHEP, stays joined, and always says what is going on.
import { get, post, Problem, Unreachable } from './http.js';
import { announce } from './app.js';
import { Backoff } from './backoff.js';
import { Beats } from './beats.js';
import { listen, showViewers } from './events.js';
import { setIcon } from './icons.js';
import { SignalError } from './rtc.js';
import { inbound, text } from './stats.js';
import { stayAwake } from './stay-awake.js';
import { join } from './whep.js';

const one = (selector) => document.querySelector(selector);
const stage = one('[data-watch]');
const id = stage.dataset.watch;
const path = `/api/streams/${encodeURIComponent(id)}`;
const screen = one('[data-screen]');
const video = one('[data-video]');
const curtain = one('[data-curtain]');
const STALL = 2500;

const backoff = new Backoff();
const beats = new Beats(path, (problem) => {
  leave();
  if (problem.status === 404) return start();
  if (explain(problem) !== undefined) start();
  return undefined;
});
let admitted;
let player;
let run = 0;
let stats;
let arrivedAt = 0;
let shown = false;
let tokenLeft;
let phase = 'connecting';

const debug = (window.stagedoor.watch = { get state() { return phase; }, get stats() { return stats; }, get peer() { return player?.peer; }, video });

// what people see

const STATES = {
  connecting: ['Connecting', 'Connecting…', ''],
  waiting: ['Not started', 'The class has not started yet', 'Stay here: it opens by itself when the instructor goes live.'],
  live: ['Live', '', ''],
  reconnecting: ['Reconnecting', 'Reconnecting…', 'Your seat is safe. We keep trying by ourselves.'],
  paused: ['Reconnecting', 'The instructor is reconnecting', 'Their connection broke. The class goes on when they are back; you need to do nothing.'],
  ended: ['Ended', 'The class has ended', 'Thank you for being here. The replay opens on the class page.'],
  cancelled: ['Cancelled', 'This class was cancelled', 'Everybody who paid has their tokens back.'],
  denied: ['No access', 'You cannot watch this class', ''],
  unsupported: ['Not possible', 'This browser cannot play live classes', 'Open this page in a current Chrome, Edge, Firefox or Safari.'],
};
const ABOUT_TO = 'The instructor is about to appear. This opens by itself.';
const FINAL = ['ended', 'cancelled', 'denied', 'unsupported'];

function show(next, explanation) {
  const changed = phase !== next;
  phase = next;
  const [word, heading, standard] = STATES[next];
  const state = one('[data-state]');
  state.dataset.state = next === 'paused' ? 'reconnecting' : next;
  one('[data-state-text]').textContent = word;
  if (next !== 'live') one('[data-delay]').textContent = '';
  one('[data-curtain-heading]').textContent = heading;
  one('[data-curtain-text]').textContent = explanation ?? standard;
  one('[data-spinner]').hidden = FINAL.includes(next) || next === 'waiting';
  one('[data-retry]').hidden = !(next === 'reconnecting' && backoff.attempts > 2);
  one('[data-leave]').hidden = !(FINAL.includes(next) || next === 'waiting');
  curtain.classList.toggle('is-up', next === 'live');
  curtain.classList.toggle('is-sheer', shown && ['reconnecting', 'paused'].includes(next));
  if (changed) announce(next === 'live' ? 'The class is live.' : `${heading}. ${explanation ?? standard}`);
  if (FINAL.includes(next)) one('[data-stats]').hidden = true;
  else if (!one('[data-stats]').hidden) judge();
  showSound();
  awake.ask();
}

// joining and staying

async function start() {
  const mine = ++run;
  if (!window.RTCPeerConnection) return show('unsupported');
  while (mine === run && !FINAL.includes(phase)) {
    const outcome = await attempt(mine).catch((failure) => failure);
    if (mine !== run || outcome === 'joined') return;
    const wait = explain(outcome);
    if (wait === undefined) return;
    await backoff.pause(wait);
  }
}

async function attempt(mine) {
  leave();
  const stop = new AbortController();
  abort = () => stop.abort();
  const door = await post(`${path}/watch`, {}, { signal: stop.signal });
  if (mine !== run) return 'joined';
  if (door.mode !== 'live') {
    location.reload();
    return 'joined';
  }
  const joined = await join(door.whepUrl, door.token, { signal: stop.signal, tell: (news) => mine === run && heard(news) });
  if (mine !== run) {
    joined.close();
    return 'joined';
  }
  player = joined;
  admitted = door;
  tokenLeft = Date.parse(door.expiresAt) - Date.now();
  stats = undefined;
  arrivedAt = performance.now();
  video.srcObject = player.stream;
  video.play().catch(() => undefined);
  return 'joined';
}

let abort = () => undefined;

function leave(told = false) {
  abort();
  beats.leave();
  player?.close(told);
  player = undefined;
}

function heard(news) {
  if (news === 'connected') {
    arrivedAt = performance.now();
    beats.begin(admitted);
    if (video.readyState >= 2 && shown) show('live');
  } else if (news === 'lost') {
    show('reconnecting');
    start();
  }
}

/** Says what went wrong; returns the least pause before the next attempt, or undefined when there is no next one. */
function explain(failure) {
  if (failure instanceof Problem) {
    if (failure.status === 401) {
      location.href = `/login?next=${encodeURIComponent(location.pathname)}`;
      return undefined;
    }
    const reasons = failure.body.reasons ?? [];
    const codes = reasons.map((reason) => reason.code);
    if (codes.includes('cancelled')) return void show('cancelled');
    if (codes.some((code) => code.startsWith('replay_'))) return void show('ended');
    if (codes.includes('not_started') && (codes.includes('enrolled') || codes.includes('owner'))) {
      show('waiting');
      return 3000;
    }
    if (failure.code === 'stream_not_live') {
      show(shown ? 'paused' : 'waiting', shown ? undefined : ABOUT_TO);
      return 1500;
    }
    if ([403, 404, 409].includes(failure.status)) return void show('denied', reasons.at(-1)?.message || failure.message);
  }
  if (failure instanceof SignalError && !shown && [404, 409].includes(failure.status)) {
    show('waiting', ABOUT_TO);
    return failure.retryAfter || 1500;
  }
  show('reconnecting', failure instanceof Unreachable ? failure.message : undefined);
  return failure.retryAfter ?? 0;
}

video.addEventListener('playing', () => {
  if (!player) return;
  shown = true;
  backoff.reset();
  show('live');
});

// figures, and a picture that stopped coming

async function measure() {
  if (!player || player.peer.connectionState !== 'connected') return;
  stats = await inbound(player.peer, stats).catch(() => stats);
  if (!stats) return;
  const now = performance.now();
  if (stats.arriving) arrivedAt = now;
  if (now - arrivedAt > STALL && phase === 'live') {
    show('paused');
    askStatus();
  } else if (stats.arriving && phase === 'paused') {
    show('live');
  }
  if (phase === 'live' && stats.delay !== undefined) one('[data-delay]').textContent = `${stats.delay} ms`;
  if (!one('[data-stats]').hidden) showFigures();
}

function showFigures() {
  const put = (name, value) => (one(`[data-stat="${name}"]`).textContent = value);
  put('delay', text.millis(stats.delay));
  put('roundTrip', text.millis(stats.roundTrip));
  put('picture', text.picture(stats));
  put('bitrate', text.bitrate(stats.bitrate));
  put('loss', text.percent(stats.loss));
  put('freezes', stats.freezes === 1 ? 'once' : `${stats.freezes} times`);
  put('way', stats.way ?? '–');
  put('codec', stats.codec ?? '–');
  judge();
}

function judge() {
  const verdict = one('[data-verdict]');
  const [mark, words] = phase !== 'live' || !stats ? ['bad', 'No picture is coming in at the moment.']
    : stats.loss > 0.05 ? ['bad', 'Your connection loses packets. Move closer to the Wi-Fi, or change networks.']
    : stats.roundTrip > 400 ? ['fair', 'The way to the server is long or busy. The picture may be late.']
    : stats.framesPerSecond !== undefined && stats.framesPerSecond < 8 ? ['fair', 'Few pictures arrive. It may be the instructor\'s connection.']
    : video.muted ? ['fair', 'Picture is fine. The sound is switched off here.']
    : ['good', 'Everything looks fine from here.'];
  verdict.toggleAttribute('data-good', mark === 'good');
  verdict.toggleAttribute('data-fair', mark === 'fair');
  verdict.toggleAttribute('data-bad', mark === 'bad');
  if (verdict.textContent !== words) verdict.textContent = words;
}

async function askStatus() {
  const stream = await get(path).catch(() => undefined);
  if (stream) statusIs(stream);
}

function statusIs({ status, broadcast, change }) {
  if (change === 'deleted') status = 'cancelled';
  if (broadcast === 'reconnecting' && phase === 'live') show('paused');
  if (broadcast === 'live' && phase === 'waiting') backoff.hurry();
  if (status === 'ended' || status === 'cancelled') {
    run += 1;
    leave(true);
    show(status);
  } else if (status === 'live' && phase === 'waiting') {
    backoff.reset();
    backoff.hurry();
  }
}

setInterval(measure, 1000);
setInterval(() => ['paused', 'waiting', 'reconnecting'].includes(phase) && askStatus(), 5000);

listen(id, {
  status: statusIs,
  viewers: (event) => showViewers(id, event.viewers ?? event.count),
  enrollment: (seat) => {
    if (seat.state === 'active' || seat.state === 'payment_pending') return;
    run += 1;
    leave(true);
    show('denied', 'Your seat in this class was given back, so the picture stops here.');
  },
});

// controls

function showSound() {
  const mute = one('[data-mute]');
  const silent = video.muted || video.volume === 0;
  one('[data-unmute]').hidden = !(phase === 'live' && video.muted && !showSound.touched);
  mute.setAttribute('aria-label', silent ? 'Sound on' : 'Sound off');
  setIcon(mute, silent ? 'muted' : 'sound');
  one('[data-volume]').value = video.muted ? 0 : Math.round(video.volume * 100);
}

function sound(on) {
  showSound.touched = true;
  video.muted = !on;
  if (on && video.volume === 0) video.volume = 1;
  if (on) {
    video.play().catch((failure) => {
      if (failure.name === 'NotAllowedError') video.muted = true;
      showSound();
    });
  }
  showSound();
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (screen.requestFullscreen) screen.requestFullscreen().catch(() => undefined);
  else video.webkitEnterFullscreen?.();
}

function panel(open) {
  one('[data-stats]').hidden = !open;
  one('[data-stats-toggle]').setAttribute('aria-expanded', String(open));
  if (!open) return one('[data-stats-toggle]').focus();
  if (document.fullscreenElement) document.exitFullscreen();
  if (stats) showFigures();
  one('[data-stats-close]').focus();
  one('[data-stats]').scrollIntoView({ block: 'nearest' });
}

function again() {
  if (FINAL.includes(phase)) return;
  backoff.reset();
  show('reconnecting');
  start();
}

one('[data-unmute]').addEventListener('click', () => {
  sound(true);
  one('[data-mute]').focus();
});
one('[data-mute]').addEventListener('click', () => sound(video.muted || video.volume === 0));
one('[data-volume]').addEventListener('input', (event) => {
  video.volume = event.target.value / 100;
  sound(video.volume > 0);
});
one('[data-fullscreen]').addEventListener('click', fullScreen);
one('[data-stats-toggle]').addEventListener('click', () => panel(one('[data-stats]').hidden));
one('[data-stats-close]').addEventListener('click', () => panel(false));
one('[data-rejoin]').addEventListener('click', again);
one('[data-retry]').addEventListener('click', again);
video.addEventListener('volumechange', showSound);
document.addEventListener('fullscreenchange', () =>
  one('[data-fullscreen]').setAttribute('aria-label', document.fullscreenElement ? 'Leave full screen' : 'Full screen'));
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  if (event.key === 'm') sound(video.muted);
  else if (event.key === 'f') fullScreen();
  else if (event.key === 'Escape' && !one('[data-stats]').hidden) panel(false);
});

let idle;
function active() {
  screen.classList.remove('is-idle');
  clearTimeout(idle);
  idle = setTimeout(() => {
    if (phase === 'live' && one('[data-stats]').hidden && !screen.querySelector(':focus-visible')) screen.classList.add('is-idle');
  }, 3500);
}
for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin']) document.addEventListener(name, active);

addEventListener('pagehide', () => leave());
addEventListener('pageshow', (event) => event.persisted && start());
const awake = stayAwake(() => phase === 'live');
showSound();
active();
if (stage.dataset.status === 'ended' || stage.dataset.status === 'cancelled') show(stage.dataset.status);
else start();

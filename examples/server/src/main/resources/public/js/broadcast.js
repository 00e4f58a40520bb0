// The instructor's page: green room, on air, and the end.
import { get, post, Problem } from './http.js';
import { announce } from './app.js';
import { Backoff } from './backoff.js';
import { testConnection } from './connection-test.js';
import * as devices from './devices.js';
import { listen, showViewers } from './events.js';
import { setIcon } from './icons.js';
import { Meter } from './meter.js';
import { outbound, text } from './stats.js';
import { stayAwake } from './stay-awake.js';
import { serverNow } from './time.js';
import { publish } from './whip.js';

const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const stage = one('[data-broadcast]');
const id = stage.dataset.broadcast;
const api = `/api/instructor/streams/${encodeURIComponent(id)}`;
const prefer = new URL(location.href).searchParams.get('codec') ?? 'H264';
const preview = one('[data-preview]');
const cameraPicker = one('[data-camera-picker]');
const microphonePicker = one('[data-microphone-picker]');

const media = { audio: undefined, video: undefined, screen: undefined };
const backoff = new Backoff({ most: 5000 });
let phase = 'green-room';
let classLive = stage.dataset.status === 'live';
let startedAt = classLive ? Date.parse(stage.dataset.start) : undefined;
let onAir;
let run = 0;
let stats;
let testing;
let reconnects = 0;
let peak = 0;
let quiet = 0;

window.stagedoor.broadcast = { get phase() { return phase; }, get stats() { return stats; }, get peer() { return onAir?.peer; }, media };

// what the instructor sees

const WORDS = {
  'green-room': ['offair', 'Off air'],
  starting: ['connecting', 'Connecting'],
  'on-air': ['onair', 'On air'],
  reconnecting: ['reconnecting', 'Reconnecting'],
  ended: ['ended', 'Ended'],
};

function show(next) {
  if (phase !== next) announce({ 'on-air': 'You are on air.', reconnecting: 'Connection lost. Reconnecting.', ended: 'The class has ended.' }[next] ?? '');
  phase = next;
  stage.dataset.phase = next;
  const [state, word] = WORDS[next];
  one('[data-state]').dataset.state = state;
  one('[data-state-text]').textContent = word;
  const airing = next === 'on-air' || next === 'reconnecting';
  all('[data-on-air]').forEach((element) => (element.hidden = !airing));
  one('[data-green-room]').hidden = airing;
  one('[data-go-live]').hidden = airing || next === 'ended';
  one('[data-end]').hidden = !(airing || (next === 'green-room' && classLive));
  if (next === 'reconnecting') curtain('Reconnecting…', 'Your viewers see a still picture. Stay here; the class goes on by itself.', { sheer: true });
  else if (airing) curtainUp();
  readiness();
  awake.ask();
}

function curtain(heading, words, { sheer = false, button = '' } = {}) {
  one('[data-curtain-heading]').textContent = heading;
  one('[data-curtain-text]').textContent = words;
  one('[data-curtain]').classList.remove('is-up');
  one('[data-curtain]').classList.toggle('is-sheer', sheer);
  one('[data-allow]').hidden = !button;
  if (button) one('[data-allow]').textContent = button;
}

const curtainUp = () => one('[data-curtain]').classList.add('is-up');

function verdict(element, mark, words) {
  for (const name of ['good', 'fair', 'bad']) element.toggleAttribute(`data-${name}`, mark === name);
  if (element.textContent !== words) element.textContent = words;
}

function readiness() {
  const have = Boolean(media.audio || media.video);
  const go = one('[data-go-live]');
  go.disabled = !have || Boolean(testing) || phase === 'starting';
  go.textContent = phase === 'starting' ? 'Going live…' : classLive ? 'Resume broadcast' : 'Go live';
  one('[data-test]').disabled = !have || Boolean(testing) || classLive;
  one('[data-mic]').disabled = !media.audio;
  one('[data-camera]').disabled = !media.video;
  one('[data-screen-share]').hidden = !navigator.mediaDevices?.getDisplayMedia;
}

// camera, microphone, screen

const outgoingVideo = () => media.screen ?? media.video;

function showPreview() {
  const track = outgoingVideo();
  preview.srcObject = track ? new MediaStream([track]) : null;
  preview.classList.toggle('mirrored', !media.screen && one('[data-mirror]').checked);
  preview.play().catch(() => undefined);
}

async function allow() {
  if (!navigator.mediaDevices?.getUserMedia) {
    curtain('This page needs https', 'Browsers give camera and microphone only to pages that came by https or from this machine.');
    return;
  }
  curtain('One moment…', 'Your browser asks whether this page may use camera and microphone.');
  try {
    const got = await devices.open();
    if (got.video) got.video.contentHint = 'motion';
    use('video', got.video);
    use('audio', got.audio);
    if (got.partly && !got.video) curtain('No camera', `${devices.explain(got.partly)} You can go live with sound only.`, { sheer: true, button: 'Try again' });
    else curtainUp();
    if (!got.audio) one('[data-level-hint]').textContent = 'No microphone: your viewers will hear nothing.';
    devices.remember('used', true);
    await devices.fillPickers(cameraPicker, microphonePicker, media);
    if (!one('[data-go-live]').disabled) one('[data-go-live]').focus({ preventScroll: true });
  } catch (failure) {
    curtain('Camera and microphone', devices.explain(failure), { button: 'Try again' });
  }
  readiness();
}

function use(kind, track) {
  media[kind]?.stop();
  media[kind] = track;
  track?.addEventListener('ended', () => media[kind] === track && lostDevice(kind));
  if (kind === 'audio') {
    meter.listen(track);
    if (track) track.enabled = pressed('[data-mic]');
  } else if (track) {
    track.enabled = pressed('[data-camera]');
  }
  if (track && (kind === 'audio' || !media.screen)) onAir?.replace(track);
  showPreview();
}

async function lostDevice(kind) {
  announce(kind === 'audio' ? 'The microphone is gone.' : 'The camera is gone.');
  try {
    use(kind, await (kind === 'audio' ? devices.openMicrophone() : devices.openCamera()));
  } catch {
    media[kind] = undefined;
    if (kind === 'audio') one('[data-level-hint]').textContent = 'The microphone is gone. Plug it in again.';
  }
  await devices.fillPickers(cameraPicker, microphonePicker, media).catch(() => undefined);
  readiness();
}

async function pick(kind, picker) {
  const deviceId = picker.value;
  try {
    use(kind, await (kind === 'audio' ? devices.openMicrophone(deviceId) : devices.openCamera(deviceId)));
    devices.remember(kind === 'audio' ? 'microphone' : 'camera', deviceId);
  } catch (failure) {
    announce(devices.explain(failure));
    one('[data-level-hint]').textContent = devices.explain(failure);
    await devices.fillPickers(cameraPicker, microphonePicker, media).catch(() => undefined);
  }
}

async function shareScreen() {
  if (media.screen) return stopScreen();
  try {
    media.screen = await devices.openScreen();
  } catch {
    return;
  }
  media.screen.addEventListener('ended', stopScreen);
  toggleTo(one('[data-screen-share]'), true, 'Stop sharing your screen');
  announce('You share your screen.');
  onAir?.replace(media.screen);
  showPreview();
}

function stopScreen() {
  media.screen?.stop();
  media.screen = undefined;
  toggleTo(one('[data-screen-share]'), false, 'Share your screen');
  if (media.video) onAir?.replace(media.video);
  showPreview();
}

const pressed = (selector) => one(selector).getAttribute('aria-pressed') === 'true';

function toggleTo(button, on, label, icon) {
  button.setAttribute('aria-pressed', String(on));
  button.setAttribute('aria-label', label);
  if (icon) setIcon(button, icon);
}

function toggleMic() {
  const on = !pressed('[data-mic]');
  if (media.audio) media.audio.enabled = on;
  toggleTo(one('[data-mic]'), on, on ? 'Microphone is on' : 'Microphone is off', on ? 'mic' : 'mic-off');
  announce(on ? 'Microphone on.' : 'Microphone off.');
}

function toggleCamera() {
  const on = !pressed('[data-camera]');
  if (media.video) media.video.enabled = on;
  toggleTo(one('[data-camera]'), on, on ? 'Camera is on' : 'Camera is off', on ? 'camera' : 'camera-off');
  announce(on ? 'Camera on.' : 'Camera off. Viewers see black.');
}

const meter = new Meter((level) => {
  const bar = one('[data-level]');
  bar.value = media.audio?.enabled ? level : 0;
  quiet = level > 12 ? 0 : quiet + 1;
  const hint = !media.audio ? undefined
    : !media.audio.enabled ? 'Your microphone is off.'
    : level > 92 ? 'Too loud: speak from further away.'
    : quiet > 60 ? 'We hear nothing. Is this the right microphone?'
    : level > 12 ? 'We hear you.' : undefined;
  if (hint && one('[data-level-hint]').textContent !== hint) one('[data-level-hint]').textContent = hint;
});

// testing

async function test() {
  testing = true;
  readiness();
  const place = one('[data-verdict]');
  verdict(place, '', 'Testing for a few seconds…');
  one('[data-checks]').replaceChildren();
  const result = await testConnection(stage.dataset.whip, stage.dataset.key, { audio: media.audio, video: outgoingVideo() }, prefer);
  testing = false;
  verdict(place, result.mark, result.words);
  one('[data-checks]').replaceChildren(...result.lines.map(([name, value]) => {
    const line = document.createElement('li');
    const figure = document.createElement('b');
    figure.textContent = value;
    line.append(name, figure);
    return line;
  }));
  readiness();
}

// on air

async function goLive() {
  meter.wake();
  show('starting');
  try {
    await connect();
    if (!classLive) await start();
    startedAt ??= serverNow();
    show('on-air');
    one('[data-end]').focus({ preventScroll: true });
  } catch (failure) {
    hangUp();
    show('green-room');
    if (failure instanceof Problem && failure.code === 'illegal_move' && failure.body.status !== 'live') return finish();
    verdict(one('[data-verdict]'), 'bad', `Not live yet: ${failure.message} Press the button again.`);
    announce(`Not live yet. ${failure.message}`);
  }
}

async function start() {
  try {
    await post(`${api}/start`, {});
  } catch (failure) {
    if (!(failure instanceof Problem && failure.body.status === 'live')) throw failure;
  }
  classLive = true;
}

/** One connection; resolves when media can flow. */
async function connect() {
  const mine = ++run;
  const stop = new AbortController();
  let done;
  const connected = new Promise((resolve) => (done = resolve));
  const broadcast = await publish(stage.dataset.whip, stage.dataset.key, { audio: media.audio, video: outgoingVideo() }, {
    prefer,
    signal: stop.signal,
    tell: (news) => {
      if (mine !== run) return;
      done(news);
      if (news === 'lost' && onAir) reconnect();
      else if (news === 'connected' && phase === 'reconnecting' && onAir) show('on-air');
    },
  });
  if ((await connected) === 'lost') {
    broadcast.close();
    throw new Error('This network lets no live video through.');
  }
  if (mine !== run) return broadcast.close();
  onAir = broadcast;
  stats = undefined;
}

async function reconnect() {
  if (phase !== 'on-air') return;
  hangUp();
  show('reconnecting');
  reconnects += 1;
  one('[data-sum="reconnects"]').textContent = reconnects;
  while (phase === 'reconnecting') {
    try {
      await connect();
      backoff.reset();
      show('on-air');
      return;
    } catch (failure) {
      if (failure.status === 410 || ['stream_ended', 'stream_cancelled'].includes(failure.code)) return finish();
      curtain('Reconnecting…', `${failure.status ? failure.message : 'Your connection is away.'} Stay here; the class goes on by itself.`, { sheer: true });
      await backoff.pause(failure.retryAfter ?? 0);
    }
  }
}

function hangUp(told = false) {
  run += 1;
  onAir?.close(told);
  onAir = undefined;
}

// the end

async function end() {
  const button = one('[data-end-confirm]');
  button.disabled = true;
  button.textContent = 'Ending…';
  try {
    const stream = await post(`${api}/end`, {});
    peak = Math.max(peak, stream.peakViewers ?? 0);
    finish(stream);
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'illegal_move') return finish();
    one('[data-end-text]').textContent = `The class is still on air. ${failure.message}`;
  } finally {
    button.disabled = false;
    button.textContent = 'End class for everyone';
  }
}

function finish(stream) {
  if (phase === 'ended') return;
  hangUp(true);
  one('[data-end-dialog]').close();
  for (const track of [media.audio, media.video, media.screen]) track?.stop();
  media.audio = media.video = media.screen = undefined;
  show('ended');
  const from = Date.parse(stream?.actualStart) || startedAt;
  const to = Date.parse(stream?.actualEnd) || serverNow();
  one('[data-sum="duration"]').textContent = from ? clockText(to - from) : '–';
  one('[data-sum="peak"]').textContent = peak.toLocaleString('en-GB');
  sumUp();
  one('[data-summary]').hidden = false;
  one('[data-summary]').focus();
  awake.release();
}

async function sumUp() {
  const { stats: figures } = await get(api).catch(() => ({}));
  if (!figures) return;
  one('[data-sum="seats"]').textContent = figures.enrollments.toLocaleString('en-GB');
  one('[data-sum="peak"]').textContent = Math.max(peak, figures.peakViewers).toLocaleString('en-GB');
}

async function countSeats() {
  if (phase === 'ended' || document.visibilityState !== 'visible') return;
  const { stats: figures } = await get(api).catch(() => ({}));
  if (!figures) return;
  const seats = figures.enrollments;
  one('[data-seats]').textContent = `${seats.toLocaleString('en-GB')} ${seats === 1 ? 'seat' : 'seats'} sold`;
}

// figures

function clockText(time) {
  const total = Math.max(0, Math.floor(time / 1000));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
}

async function measure() {
  if (phase === 'on-air' || phase === 'reconnecting') one('[data-timer]').textContent = clockText(serverNow() - startedAt);
  if (phase !== 'on-air' || !onAir) return;
  stats = await outbound(onAir.peer, stats).catch(() => stats);
  if (!stats) return;
  const put = (name, value) => (one(`[data-stat="${name}"]`).textContent = value);
  put('bitrate', text.bitrate(stats.bitrate));
  put('roundTrip', text.millis(stats.roundTrip));
  put('picture', text.picture(stats));
  put('dropped', text.count(stats.dropped));
  put('loss', text.percent(stats.loss));
  put('codec', stats.codec ?? '–');
  const [mark, words] = stats.loss > 0.05 ? ['bad', 'Your connection loses packets; viewers see blocks. Move closer to the Wi-Fi.']
    : stats.limitedBy === 'bandwidth' ? ['fair', 'The connection is narrow, so the picture is a little softer.']
    : stats.limitedBy === 'cpu' ? ['fair', 'This computer is busy, so the picture is a little softer. Close other programs.']
    : stats.roundTrip > 400 ? ['fair', 'The way to the server is long or busy.']
    : ['good', 'Everything arrives.'];
  verdict(one('[data-air-verdict]'), mark, words);
}

// wiring

one('[data-allow]').addEventListener('click', allow);
one('[data-mic]').addEventListener('click', toggleMic);
one('[data-camera]').addEventListener('click', toggleCamera);
one('[data-screen-share]').addEventListener('click', shareScreen);
one('[data-mirror]').addEventListener('change', showPreview);
one('[data-test]').addEventListener('click', test);
one('[data-go-live]').addEventListener('click', goLive);
one('[data-end]').addEventListener('click', () => one('[data-end-dialog]').showModal());
one('[data-end-close]').addEventListener('click', () => one('[data-end-dialog]').close());
one('[data-end-confirm]').addEventListener('click', end);
cameraPicker.addEventListener('change', () => pick('video', cameraPicker));
microphonePicker.addEventListener('change', () => pick('audio', microphonePicker));
navigator.mediaDevices?.addEventListener?.('devicechange', () => (media.audio || media.video) && devices.fillPickers(cameraPicker, microphonePicker, media));
document.addEventListener('pointerdown', () => meter.wake());
addEventListener('beforeunload', (event) => {
  if (phase === 'on-air' || phase === 'reconnecting' || phase === 'starting') event.preventDefault();
});
addEventListener('pagehide', () => onAir?.peer.close());
setInterval(measure, 1000);
const RECORDING = { recording: ['good', 'Recording'], stopped: ['bad', 'The recording stopped; the class goes on. Tell whoever runs this site.'] };

function showRecording(state) {
  const line = one('[data-recording]');
  const [mark, words] = RECORDING[state] ?? ['', ''];
  line.hidden = !words;
  line.toggleAttribute('data-good', mark === 'good');
  line.toggleAttribute('data-bad', mark === 'bad');
  if (line.textContent !== words) line.textContent = words;
}

setInterval(countSeats, 20000);
listen(id, {
  viewers: (event) => {
    peak = Math.max(peak, event.peakViewers ?? 0, event.viewers ?? 0);
    showViewers(id, event.viewers);
  },
  status: (event) => {
    showRecording(event.recording);
    if (event.status === 'ended' || event.status === 'cancelled') finish(event);
    else if (event.status === 'live' && !classLive) {
      classLive = true;
      startedAt = Date.parse(event.actualStart) || serverNow();
      readiness();
    }
  },
});

const awake = stayAwake(() => phase === 'on-air' || phase === 'reconnecting');
if (classLive) {
  one('[data-curtain-heading]').textContent = 'Your class is live';
  one('[data-curtain-text]').textContent = 'Your viewers are waiting. Press “Resume broadcast” and the class goes on.';
}
show('green-room');
if (classLive) verdict(one('[data-verdict]'), 'fair', 'Your class is live, and your viewers wait. Resume the broadcast.');

/** On a device that was used for a class before, the camera comes on by itself, if the browser still allows it. */
async function allowedBefore() {
  if (!devices.usedBefore()) return false;
  try {
    const states = await Promise.all(['camera', 'microphone'].map((name) => navigator.permissions.query({ name })));
    return states.every((state) => state.state === 'granted');
  } catch {
    return false;
  }
}
if (await allowedBefore()) await allow();

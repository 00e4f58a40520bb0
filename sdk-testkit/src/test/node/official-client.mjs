// Calls every Stream method of the official client, unchanged, and says what does not fit.
// Arguments: base of the API, token, account, a video that is live, an address that serves a video, one that serves a picture.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import Cloudflare from 'cloudflare';
import { DeclaredTypes } from './declared-types.mjs';

const [baseURL, apiToken, account_id, liveVideo, videoAddress, pictureAddress] = process.argv.slice(2);
const client = new Cloudflare({ apiToken, baseURL, maxRetries: 0 });
const stream = client.stream;
const main = createRequire(import.meta.url).resolve('cloudflare');
const types = new DeclaredTypes(join(dirname(main), 'resources', 'stream'));
const account = { account_id };
const done = [];

const VIDEO = { extra: ['step'], untyped: [] };
const INPUT = { extra: ['defaultCreator'], untyped: ['status'] };

function fits(value, name, options) {
  assert.deepEqual(types.differences(value, name, options), []);
}

async function check(name, body) {
  try {
    await body();
    done.push(name);
  } catch (failure) {
    console.error(`FAILED ${name}: ${failure.message}`);
    process.exitCode = 1;
  }
}

async function all(page) {
  const items = [];
  for await (const item of page) items.push(item);
  return items;
}

// YUV4MPEG2, grey: the simplest file that is a video.
function video(frames) {
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(16 * 16 * 1.5, 128)]);
  const head = Buffer.from('YUV4MPEG2 W16 H16 F10:1 Ip A1:1 C420jpeg\n');
  return new File([head, ...Array(frames).fill(frame)], 'grey.y4m');
}

async function upload() {
  const form = new FormData();
  form.set('file', video(20));
  const path = `/accounts/${account_id}/stream`;
  return (await client.post(path, { body: form })).result;
}

await check('the comparison with declared types finds what does not fit', () => {
  const wrong = { uid: 5, nothing: 1, status: { state: 'asleep' }, allowedOrigins: [3] };
  assert.equal(types.differences(wrong, 'Video').length, 4);
  assert.deepEqual(types.differences({ uid: 'a', creator: null, input: { width: -1 } }, 'Video'), []);
});

await check('a refused call, and the same call accepted', async () => {
  await assert.rejects(stream.videos.storageUsage(account), (error) => {
    return error instanceof Cloudflare.RateLimitError && error.status === 429;
  });
  fits(await stream.videos.storageUsage(account), 'VideoStorageUsageResponse');
});

await check('videos.storageUsage', async () => {
  assert.equal((await stream.videos.storageUsage({ ...account, creator: 'nobody' })).videoCount, 0);
});

let input;
await check('liveInputs.create', async () => {
  input = await stream.liveInputs.create({
    ...account,
    meta: { name: 'room' },
    recording: { mode: 'automatic', timeoutSeconds: 10 },
    'Idempotency-Key': 'once',
  });
  fits(input, 'LiveInput', INPUT);
  const again = await stream.liveInputs.create({ ...account, 'Idempotency-Key': 'once' });
  assert.deepEqual(again, input);
});
await check('liveInputs.create, refused', async () => {
  await assert.rejects(stream.liveInputs.create({ ...account, deleteRecordingAfterDays: 7 }), (error) => {
    return error instanceof Cloudflare.BadRequestError && error.errors[0].code === 10060;
  });
});
await check('liveInputs.get', async () => {
  assert.deepEqual(await stream.liveInputs.get(input.uid, account), input);
});
await check('liveInputs.list', async () => {
  const list = await stream.liveInputs.list({ ...account, include_counts: true });
  fits(list, 'LiveInputListResponse');
  assert.ok(list.liveInputs.some((item) => item.uid === input.uid));
});
await check('liveInputs.update', async () => {
  const updated = await stream.liveInputs.update(input.uid, { ...account, recording: { requireSignedURLs: true } });
  fits(updated, 'LiveInput', INPUT);
  assert.equal(updated.recording.requireSignedURLs, true);
  assert.equal(updated.recording.mode, 'automatic');
});
await check('live_inputs/U/rotate_keys, enable, disable, videos', async () => {
  const path = `/accounts/${account_id}/stream/live_inputs/${input.uid}`;
  const rotated = (await client.post(`${path}/rotate_keys`)).result;
  fits(rotated, 'LiveInput', INPUT);
  assert.notEqual(rotated.webRTC.url, input.webRTC.url);
  assert.equal((await client.post(`${path}/disable`)).result.enabled, false);
  assert.equal((await client.post(`${path}/enable`)).result.enabled, true);
  assert.deepEqual((await client.get(`${path}/videos`)).result, []);
});
await check('liveInputs.outputs.create/list/update/delete', async () => {
  const output = await stream.liveInputs.outputs.create(input.uid, {
    ...account,
    url: 'rtmps://live.example.com/app',
    streamKey: 'key',
  });
  fits(output, 'Output');
  assert.equal((await all(stream.liveInputs.outputs.list(input.uid, account))).length, 1);
  const of = { ...account, live_input_identifier: input.uid };
  assert.equal((await stream.liveInputs.outputs.update(output.uid, { ...of, enabled: false })).enabled, false);
  await stream.liveInputs.outputs.delete(output.uid, of);
  assert.deepEqual(await all(stream.liveInputs.outputs.list(input.uid, account)), []);
});
await check('liveInputs.delete', async () => {
  await stream.liveInputs.delete(input.uid, account);
  await assert.rejects(stream.liveInputs.get(input.uid, account), (error) => {
    return error instanceof Cloudflare.NotFoundError && error.errors[0].code === 10003;
  });
});

await check('create (tus)', async () => {
  await stream.create({ ...account, 'Tus-Resumable': '1.0.0', 'Upload-Length': 5, 'Upload-Metadata': 'name YQ==' });
  const created = await stream
    .create({ ...account, 'Tus-Resumable': '1.0.0', 'Upload-Length': 5 })
    .asResponse();
  assert.equal(created.status, 201);
  assert.match(created.headers.get('stream-media-id'), /^[0-9a-f]{32}$/);
  assert.ok(created.headers.get('location'));
});

let uploaded;
await check('multipart upload', async () => {
  uploaded = await upload();
  fits(uploaded, 'Video', VIDEO);
});
await check('get', async () => {
  const ready = await stream.get(uploaded.uid, account);
  fits(ready, 'Video', VIDEO);
  assert.equal(ready.status.state, 'ready');
  assert.equal(ready.duration, 2);
});
await check('list', async () => {
  const videos = await all(stream.list({ ...account, type: 'vod', status: 'ready', limit: 10 }));
  videos.forEach((item) => fits(item, 'Video', VIDEO));
  assert.ok(videos.some((item) => item.uid === uploaded.uid));
  await assert.rejects(stream.list({ ...account, limit: 1001 }), (error) => error.errors[0].code === 10005);
});
await check('edit', async () => {
  const edited = await stream.edit(uploaded.uid, { ...account, meta: { name: 'edited' }, creator: 'ana' });
  fits(edited, 'Video', VIDEO);
  assert.equal(edited.meta.name, 'edited');
});
await check('delete of a live video', async () => {
  fits(await stream.get(liveVideo, account), 'Video', VIDEO);
  await assert.rejects(stream.delete(liveVideo, account), (error) => {
    return error instanceof Cloudflare.ConflictError && error.errors[0].code === 10046;
  });
});
await check('token.create', async () => {
  const answer = await stream.token.create(uploaded.uid, { ...account, downloadable: true });
  fits(answer, 'TokenCreateResponse');
  assert.equal(answer.token.split('.').length, 3);
});
await check('keys.create/get/delete', async () => {
  const key = await stream.keys.create(account);
  fits(key, 'Keys');
  const keys = await all(stream.keys.get(account));
  keys.forEach((item) => fits(item, 'KeyGetResponse'));
  assert.ok(keys.some((item) => item.id === key.id));
  assert.equal(typeof (await stream.keys.delete(key.id, account)), 'string');
});
await check('webhooks.update/get/delete', async () => {
  const webhook = await stream.webhooks.update({ ...account, notificationUrl: 'http://127.0.0.1:9/hook' });
  fits(webhook, 'WebhookUpdateResponse', { extra: ['notification_url'] });
  fits(await stream.webhooks.get(account), 'WebhookGetResponse', { extra: ['notification_url'] });
  assert.equal(typeof (await stream.webhooks.delete(account)), 'string');
});
await check('copy.create', async () => {
  fits(await stream.copy.create({ ...account, input: videoAddress, name: 'copied' }), 'Video', VIDEO);
  await assert.rejects(stream.copy.create({ ...account, input: 'nowhere' }), (error) => {
    return error.errors[0].code === 10010;
  });
});
await check('clip.create', async () => {
  const clip = await stream.clip.create({
    ...account,
    clippedFromVideoUID: uploaded.uid,
    startTimeSeconds: 0,
    endTimeSeconds: 1,
  });
  fits(clip, 'Video', VIDEO);
  assert.equal(clip.clippedFrom, uploaded.uid);
});
await check('directUpload.create, and the upload', async () => {
  const direct = await stream.directUpload.create({ ...account, maxDurationSeconds: 60 });
  fits(direct, 'DirectUploadCreateResponse');
  const form = new FormData();
  form.set('file', video(5));
  assert.equal((await fetch(direct.uploadURL, { method: 'POST', body: form })).status, 200);
  assert.notEqual((await fetch(direct.uploadURL, { method: 'POST', body: form })).status, 200);
});
await check('downloads.create/get/delete', async () => {
  fits(await stream.downloads.create(uploaded.uid, account), 'DownloadCreateResponse');
  fits(await stream.downloads.get(uploaded.uid, account), 'DownloadGetResponse');
  assert.equal(typeof (await stream.downloads.delete(uploaded.uid, account)), 'string');
  const path = `/accounts/${account_id}/stream/${uploaded.uid}/downloads/audio`;
  fits((await client.post(path)).result, 'DownloadCreateResponse');
  await client.delete(path);
});
await check('embed.get', async () => {
  assert.match(await stream.embed.get(uploaded.uid, account), /<iframe/);
});
await check('captions.get, captions.language.create/get/update/delete, vtt.get', async () => {
  const of = { ...account, identifier: uploaded.uid };
  fits(await stream.captions.language.create('de', of), 'Caption');
  const file = new File(['WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'], 'en.vtt');
  fits(await stream.captions.language.update('en', { ...of, file }), 'Caption');
  fits(await stream.captions.language.get('en', of), 'Caption');
  assert.equal((await all(stream.captions.get(uploaded.uid, account))).length, 2);
  assert.match(await stream.captions.language.vtt.get('en', of), /Hello/);
  assert.equal(typeof (await stream.captions.language.delete('en', of)), 'string');
});
await check('watermarks.create/list/get/delete', async () => {
  const mark = await stream.watermarks.create({ ...account, url: pictureAddress, name: 'logo' });
  fits(mark, 'Watermark');
  assert.deepEqual(await stream.watermarks.get(mark.uid, account), mark);
  assert.equal((await all(stream.watermarks.list(account))).length, 1);
  assert.equal(typeof (await stream.watermarks.delete(mark.uid, account)), 'string');
});
await check('audioTracks.copy/get/edit/delete', async () => {
  const track = await stream.audioTracks.copy(uploaded.uid, { ...account, label: 'Music', url: videoAddress });
  fits(track, 'Audio');
  fits(await stream.audioTracks.get(uploaded.uid, account), 'AudioTrackGetResponse');
  const of = { ...account, identifier: uploaded.uid };
  assert.equal((await stream.audioTracks.edit(track.uid, { ...of, label: 'Voice' })).label, 'Voice');
  assert.equal(typeof (await stream.audioTracks.delete(track.uid, of)), 'string');
});
await check('delete', async () => {
  await stream.delete(uploaded.uid, account);
  await assert.rejects(stream.get(uploaded.uid, account), Cloudflare.NotFoundError);
});
await check('user.tokens.verify, and a wrong token', async () => {
  assert.equal((await client.user.tokens.verify()).status, 'active');
  const stranger = new Cloudflare({ apiToken: 'wrong', baseURL, maxRetries: 0 });
  await assert.rejects(stranger.stream.list(account), Cloudflare.AuthenticationError);
});

console.log(`${done.length} checks passed: ${done.join('; ')}`);

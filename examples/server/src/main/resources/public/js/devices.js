// Camera, microphone and screen: getting them, remembering the choice, and saying in words why one is missing.

const REMEMBERED = 'stagedoor-devices';

const remembered = () => {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED)) ?? {};
  } catch {
    return {};
  }
};

export function remember(kind, deviceId) {
  try {
    localStorage.setItem(REMEMBERED, JSON.stringify({ ...remembered(), [kind]: deviceId }));
  } catch {
    // private windows may refuse; the choice then lasts as long as the page
  }
}

/** Whether a class was prepared on this device before. */
export const usedBefore = () => Boolean(remembered().used);

const videoWish = (deviceId) => ({
  width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 }, ...(deviceId ? { deviceId: { ideal: deviceId } } : { facingMode: 'user' }),
});
const audioWish = (deviceId) => ({
  echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...(deviceId ? { deviceId: { ideal: deviceId } } : {}),
});

/** Opens camera and microphone; when one of the two cannot be had, the other one alone. */
export async function open({ camera = remembered().camera, microphone = remembered().microphone } = {}) {
  try {
    return tracks(await navigator.mediaDevices.getUserMedia({ video: videoWish(camera), audio: audioWish(microphone) }));
  } catch (failure) {
    if (failure.name === 'NotAllowedError') throw failure;
    const video = await navigator.mediaDevices.getUserMedia({ video: videoWish(camera) }).catch(() => undefined);
    const audio = await navigator.mediaDevices.getUserMedia({ audio: audioWish(microphone) }).catch(() => undefined);
    if (!video && !audio) throw failure;
    return { video: video?.getVideoTracks()[0], audio: audio?.getAudioTracks()[0], partly: failure };
  }
}

const tracks = (stream) => ({ video: stream.getVideoTracks()[0], audio: stream.getAudioTracks()[0] });

export async function openCamera(deviceId) {
  const track = tracks(await navigator.mediaDevices.getUserMedia({ video: videoWish(deviceId) })).video;
  track.contentHint = 'motion';
  return track;
}

export async function openMicrophone(deviceId) {
  return tracks(await navigator.mediaDevices.getUserMedia({ audio: audioWish(deviceId) })).audio;
}

export async function openScreen() {
  const track = tracks(await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio: false })).video;
  track.contentHint = 'detail';
  return track;
}

/** Fills the two pickers; the device in use is chosen. */
export async function fillPickers(cameras, microphones, inUse) {
  const devices = await navigator.mediaDevices.enumerateDevices();
  fill(cameras, devices.filter((device) => device.kind === 'videoinput'), inUse.video, 'Camera');
  fill(microphones, devices.filter((device) => device.kind === 'audioinput'), inUse.audio, 'Microphone');
}

function fill(picker, devices, track, word) {
  const current = track?.getSettings().deviceId;
  picker.replaceChildren(...devices.map((device, at) => new Option(device.label || `${word} ${at + 1}`, device.deviceId, false, device.deviceId === current)));
  if (devices.length === 0) picker.replaceChildren(new Option(`No ${word.toLowerCase()} found`));
  picker.disabled = devices.length === 0;
}

/** What went wrong, and what to do. */
export function explain(failure) {
  switch (failure.name) {
    case 'NotAllowedError':
      return 'The browser may not use your camera and microphone. Press the camera sign beside the address, allow both, then try again.';
    case 'NotFoundError':
      return 'No camera or microphone is connected. Plug one in, then try again.';
    case 'NotReadableError':
      return 'Another program is using the camera or microphone. Close it (a video call, perhaps), then try again.';
    case 'OverconstrainedError':
      return 'The chosen device is gone. Choose another one.';
    default:
      return 'The camera did not start. Unplug it and plug it in again, or restart the browser.';
  }
}

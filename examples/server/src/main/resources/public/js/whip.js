// A WHIP publisher: sends one camera (or screen) and one microphone.
import { negotiate, watchConnection } from './rtc.js';

const CAMERA_BITRATE = 2_000_000;
const SCREEN_BITRATE = 2_500_000;
const AUDIO_BITRATE = 96_000;

/**
 * Starts a broadcast.
 *
 * @param endpoint the WHIP URL
 * @param key the broadcast key
 * @param media has audio and video tracks, either may be undefined
 * @param prefer the codec to try first; H264, because recordings keep it as it is
 * @param tell gets 'connected', 'shaky', 'lost'
 * @param signal ends a start that is no longer wanted
 * @returns the broadcast: peer, replace(track), close()
 */
export async function publish(endpoint, key, media, { prefer = 'H264', tell, signal }) {
  const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const stream = new MediaStream([media.audio, media.video].filter(Boolean));
  const audio = media.audio && peer.addTransceiver(media.audio, {
    direction: 'sendonly', streams: [stream], sendEncodings: [{ maxBitrate: AUDIO_BITRATE }],
  });
  const video = media.video && peer.addTransceiver(media.video, {
    direction: 'sendonly', streams: [stream], sendEncodings: [{ maxBitrate: CAMERA_BITRATE, maxFramerate: 30 }],
  });
  if (video) preferCodec(video, prefer);
  let session;
  try {
    session = await negotiate(peer, endpoint, key, signal, startFast);
    if (video) await tune(video.sender);
  } catch (failure) {
    peer.close();
    session?.end();
    throw failure;
  }
  const unwatch = watchConnection(peer, tell);
  return {
    peer,
    async replace(track) {
      const sender = track.kind === 'video' ? video?.sender : audio?.sender;
      if (!sender) return;
      await sender.replaceTrack(track);
      if (track.kind === 'video') await tune(sender);
    },
    /** Ends the broadcast; `told` when the server knows already. */
    close(told = false) {
      unwatch();
      return told ? peer.close() : session.end();
    },
  };
}

/** Chromium begins with 300 kbit/s and feels its way up; a class should not look poor in its first minute. */
function startFast(answer) {
  let video = false;
  return answer.split(/\r?\n/).map((line) => {
    if (line.startsWith('m=')) video = line.startsWith('m=video');
    return video && line.startsWith('a=fmtp:') && !line.includes('apt=') ? `${line};x-google-start-bitrate=1000` : line;
  }).join('\r\n');
}

function preferCodec(transceiver, name) {
  const codecs = RTCRtpSender.getCapabilities?.('video')?.codecs;
  if (!codecs || !transceiver.setCodecPreferences) return;
  const rank = (codec) => {
    const kind = codec.mimeType.split('/')[1].toUpperCase();
    if (kind === name.toUpperCase()) return /42e01f/i.test(codec.sdpFmtpLine ?? '') && /packetization-mode=1/.test(codec.sdpFmtpLine) ? 0 : 1;
    return ['VP8', 'H264'].includes(kind) ? 2 : ['RTX', 'RED', 'ULPFEC', 'FLEXFEC-03'].includes(kind) ? 4 : 3;
  };
  try {
    // The server takes H.264 wherever it is offered, so another choice is offered alone.
    const offered = name.toUpperCase() === 'H264' ? codecs : codecs.filter((codec) => rank(codec) < 2 || /\/(rtx|red|ulpfec)$/i.test(codec.mimeType));
    transceiver.setCodecPreferences([...(offered.some((codec) => rank(codec) < 2) ? offered : codecs)].sort((a, b) => rank(a) - rank(b)));
  } catch {
    // the browser's own order is fine too
  }
}

async function tune(sender) {
  const screen = sender.track?.contentHint === 'detail';
  const parameters = sender.getParameters();
  parameters.degradationPreference = screen ? 'maintain-resolution' : 'balanced';
  if (parameters.encodings?.[0]) parameters.encodings[0].maxBitrate = screen ? SCREEN_BITRATE : CAMERA_BITRATE;
  await sender.setParameters(parameters).catch(() => undefined);
}

// A WHEP player: receives one class with as little delay as the network allows.
import { negotiate, watchConnection } from './rtc.js';

/**
 * Joins a class.
 *
 * @param endpoint the WHEP URL
 * @param token the watch token
 * @param tell gets 'connected', 'shaky', 'lost'
 * @param signal ends a join that is no longer wanted
 * @returns the player: peer, stream, close()
 */
export async function join(endpoint, token, { tell, signal }) {
  const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const stream = new MediaStream();
  peer.addEventListener('track', (event) => {
    askForLowDelay(event.receiver);
    stream.addTrack(event.track);
  });
  peer.addTransceiver('audio', { direction: 'recvonly' });
  peer.addTransceiver('video', { direction: 'recvonly' });
  let session;
  try {
    session = await negotiate(peer, endpoint, token, signal);
  } catch (failure) {
    peer.close();
    throw failure;
  }
  const unwatch = watchConnection(peer, tell);
  return {
    peer,
    stream,
    /** Leaves; `told` when the server knows already. */
    close(told = false) {
      unwatch();
      return told ? peer.close() : session.end();
    },
  };
}

function askForLowDelay(receiver) {
  if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = 0;
  if ('playoutDelayHint' in receiver) receiver.playoutDelayHint = 0;
}

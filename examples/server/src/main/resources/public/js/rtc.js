// What WHIP (RFC 9725) and WHEP share: one POST with the offer, a session URL to DELETE, and a watch on the connection.

export class SignalError extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.title || `The media server answered ${status}.`);
    this.status = status;
    this.code = body.code || '';
    this.retryAfter = retryAfter;
  }

  /** Whether asking again in a while makes sense: unknown codes count as their x00 (RFC 9725 section 4.1). */
  get passing() {
    return this.status >= 500 || [404, 408, 409, 425, 429].includes(this.status);
  }
}

const problemOf = async (response) => {
  try {
    return (await response.json()) ?? {};
  } catch {
    return {};
  }
};

/** Seconds or an HTTP date, as milliseconds; 0 when absent. */
export function retryAfterOf(headers, now = Date.now()) {
  const value = headers.get('Retry-After');
  if (!value) return 0;
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.max(0, Math.min(wait, 120000)) : 0;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** On one machine the server has several names; the page may only talk to the one it came from. */
function ownServer(endpoint) {
  const url = new URL(endpoint, location.href);
  const same = url.port === location.port && LOOPBACK.includes(url.hostname) && LOOPBACK.includes(location.hostname);
  return same ? location.origin + url.pathname + url.search : url.href;
}

/**
 * Sends the offer of a peer connection and applies the answer. No candidates are waited for: the server learns this
 * side's address from its checks.
 *
 * @param edit may change the answer before it is applied
 * @returns the session: its URL (may be undefined) and a way to end it, which also closes the peer connection
 */
export async function negotiate(peer, endpoint, token, signal, edit = (sdp) => sdp) {
  await peer.setLocalDescription();
  const headers = { 'Content-Type': 'application/sdp' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const giveUp = AbortSignal.timeout(10000);
  const response = await fetch(ownServer(endpoint), {
    method: 'POST',
    headers,
    body: peer.localDescription.sdp,
    cache: 'no-store',
    signal: AbortSignal.any ? AbortSignal.any([signal, giveUp]) : signal,
  });
  if (!response.ok) throw new SignalError(response.status, await problemOf(response), retryAfterOf(response.headers));
  const location = response.headers.get('Location');
  const session = location ? new URL(location, response.url).href : undefined;
  // the DELETE goes first: closing the peer ends the session too, and then the DELETE would find nothing
  const end = async () => {
    const told = session && fetch(session, {
      method: 'DELETE',
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      keepalive: true,
    }).catch(() => undefined);
    await Promise.race([told, new Promise((done) => setTimeout(done, 1000))]);
    peer.close();
  };
  try {
    await peer.setRemoteDescription({ type: 'answer', sdp: edit(await response.text()) });
  } catch (failure) {
    await end();
    throw failure;
  }
  return { session, end };
}

const PATIENCE = 4000;
const CONNECT_LIMIT = 12000;

/**
 * Watches a connection. "disconnected" often heals, so it is only called lost after a while; "failed" is lost at once.
 *
 * @param tell gets 'connected', 'shaky' or 'lost'; after 'lost' nothing more
 * @returns a function that stops watching
 */
export function watchConnection(peer, tell) {
  let over = false;
  let timer = setTimeout(() => lose(), CONNECT_LIMIT);

  function lose() {
    if (over) return;
    stop();
    tell('lost');
  }

  function look() {
    if (over) return;
    const state = peer.connectionState;
    if (state === 'connected') {
      clearTimeout(timer);
      timer = undefined;
      tell('connected');
    } else if (state === 'disconnected') {
      clearTimeout(timer);
      timer = setTimeout(lose, PATIENCE);
      tell('shaky');
    } else if (state === 'failed' || state === 'closed') {
      lose();
    }
  }

  function networkChanged() {
    if (!over && peer.connectionState === 'disconnected') lose();
  }

  function stop() {
    over = true;
    clearTimeout(timer);
    peer.removeEventListener('connectionstatechange', look);
    removeEventListener('online', networkChanged);
  }

  peer.addEventListener('connectionstatechange', look);
  addEventListener('online', networkChanged);
  return stop;
}

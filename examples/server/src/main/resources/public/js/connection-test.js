// Sends the real picture to the real server for a few seconds, before anybody can see it, and judges what arrives.
import { publish } from './whip.js';
import { outbound } from './stats.js';

const SECONDS = 4;
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Resolves with { mark: 'good' | 'fair' | 'bad', words, lines }; never rejects. */
export async function testConnection(endpoint, key, media, prefer) {
  const stop = new AbortController();
  let broadcast;
  try {
    const began = performance.now();
    let news;
    const connected = new Promise((done) => (news = done));
    broadcast = await publish(endpoint, key, media, { prefer, signal: stop.signal, tell: news });
    if ((await connected) !== 'connected') return blocked();
    const joinTime = Math.round(performance.now() - began);
    let stats = await outbound(broadcast.peer);
    const roundTrips = [];
    for (let second = 0; second < SECONDS; second++) {
      await pause(1000);
      stats = await outbound(broadcast.peer, stats);
      if (stats.roundTrip !== undefined) roundTrips.push(stats.roundTrip);
    }
    return judge(stats, roundTrips, joinTime);
  } catch (failure) {
    return { mark: 'bad', words: failure.status ? `The media server said no: ${failure.message}` : 'The media server does not answer. Check your connection.', lines: [] };
  } finally {
    stop.abort();
    await broadcast?.close();
  }
}

const blocked = () => ({
  mark: 'bad',
  words: 'This network lets no live video through. Try another Wi-Fi, or the mobile network of your phone.',
  lines: [],
});

function judge(stats, roundTrips, joinTime) {
  const roundTrip = roundTrips.length ? Math.min(...roundTrips) : undefined;
  const room = stats.room;
  const loss = stats.loss ?? 0;
  const lines = [
    ['Connected in', `${joinTime} ms`],
    ['Round trip', roundTrip === undefined ? '–' : `${roundTrip} ms`],
    ['Room for video', room ? `${(room / 1e6).toFixed(1)} Mbit/s` : '–'],
    ['Lost packets', `${(loss * 100).toFixed(1)} %`],
    ['Way', stats.way ?? '–'],
  ];
  if (loss > 0.05 || (room && room < 400_000)) {
    return { mark: 'bad', words: 'Too weak for a good class. Move closer to the Wi-Fi, plug in a cable, or stop other uploads.', lines };
  }
  if (loss > 0.01 || roundTrip > 250 || (room && room < 1_000_000) || stats.way === 'TCP') {
    return { mark: 'fair', words: 'Good enough. The picture may become softer at times.', lines };
  }
  return { mark: 'good', words: 'Your connection is ready for a class.', lines };
}

// Reads getStats() into the few figures that people understand.

const rate = (now, before, key, seconds) => (before && seconds > 0 ? Math.max(0, (now[key] ?? 0) - (before[key] ?? 0)) / seconds : undefined);
const average = (now, before, total, number) => {
  const count = (now[number] ?? 0) - (before?.[number] ?? 0);
  return count > 0 ? ((now[total] ?? 0) - (before?.[total] ?? 0)) / count : undefined;
};

async function read(peer) {
  const byType = { codec: new Map() };
  for (const report of (await peer.getStats()).values()) {
    if (report.type === 'inbound-rtp' || report.type === 'outbound-rtp' || report.type === 'remote-inbound-rtp' || report.type === 'media-source') {
      byType[`${report.type}-${report.kind}`] = report;
    } else if (report.type === 'transport') {
      byType.transport = report;
    } else if (report.type === 'codec') {
      byType.codec.set(report.id, report);
    } else if (report.type === 'candidate-pair' || report.type === 'local-candidate' || report.type === 'remote-candidate') {
      (byType[report.type] ??= new Map()).set(report.id, report);
    }
  }
  const pairs = byType['candidate-pair'];
  byType.pair = pairs?.get(byType.transport?.selectedCandidatePairId) ?? [...(pairs?.values() ?? [])].find((pair) => pair.nominated && pair.state === 'succeeded');
  return byType;
}

const codecName = (all, report) => all.codec.get(report?.codecId)?.mimeType?.split('/')[1];

function way(all) {
  const local = all['local-candidate']?.get(all.pair?.localCandidateId);
  if (!local) return undefined;
  return local.candidateType === 'relay' ? 'by a relay' : local.protocol === 'tcp' ? 'TCP' : 'UDP';
}

/** Watching: call it again and again with its own last result. */
export async function inbound(peer, last) {
  const all = await read(peer);
  const video = all['inbound-rtp-video'] ?? {};
  const audio = all['inbound-rtp-audio'] ?? {};
  const at = performance.now();
  const seconds = last ? (at - last.at) / 1000 : 0;
  const roundTrip = all.pair?.currentRoundTripTime;
  const buffered = average(video, last?.video, 'jitterBufferDelay', 'jitterBufferEmittedCount') ?? average(audio, last?.audio, 'jitterBufferDelay', 'jitterBufferEmittedCount');
  const decoding = average(video, last?.video, 'totalDecodeTime', 'framesDecoded') ?? 0;
  const received = (video.packetsReceived ?? 0) + (audio.packetsReceived ?? 0);
  const lost = (video.packetsLost ?? 0) + (audio.packetsLost ?? 0);
  const receivedNow = received - (last?.received ?? 0);
  const lostNow = Math.max(0, lost - (last?.lost ?? 0));
  return {
    at, video, audio, received, lost,
    arriving: receivedNow > 0,
    delay: buffered === undefined ? undefined : Math.round((buffered + decoding + (roundTrip ?? 0) / 2) * 1000),
    roundTrip: roundTrip === undefined ? undefined : Math.round(roundTrip * 1000),
    bitrate: last ? ((video.bytesReceived ?? 0) + (audio.bytesReceived ?? 0) - (last.video.bytesReceived ?? 0) - (last.audio.bytesReceived ?? 0)) * 8 / seconds : undefined,
    framesPerSecond: rate(video, last?.video, 'framesDecoded', seconds),
    framesDecoded: video.framesDecoded ?? 0,
    width: video.frameWidth,
    height: video.frameHeight,
    loss: receivedNow + lostNow > 0 ? lostNow / (receivedNow + lostNow) : 0,
    freezes: video.freezeCount ?? 0,
    frozenFor: video.totalFreezesDuration ?? 0,
    codec: codecName(all, video),
    audioLevel: audio.audioLevel,
    way: way(all),
  };
}

/** Broadcasting: call it again and again with its own last result. */
export async function outbound(peer, last) {
  const all = await read(peer);
  const video = all['outbound-rtp-video'] ?? {};
  const audio = all['outbound-rtp-audio'] ?? {};
  const source = all['media-source-video'] ?? {};
  const far = all['remote-inbound-rtp-video'] ?? all['remote-inbound-rtp-audio'] ?? {};
  const at = performance.now();
  const seconds = last ? (at - last.at) / 1000 : 0;
  const made = (source.frames ?? 0) - (last?.source.frames ?? 0);
  const encoded = (video.framesEncoded ?? 0) - (last?.video.framesEncoded ?? 0);
  return {
    at, video, audio, source,
    bitrate: last ? ((video.bytesSent ?? 0) + (audio.bytesSent ?? 0) - (last.video.bytesSent ?? 0) - (last.audio.bytesSent ?? 0)) * 8 / seconds : undefined,
    roundTrip: millis(far.roundTripTime) ?? millis(all.pair?.currentRoundTripTime),
    framesPerSecond: rate(video, last?.video, 'framesEncoded', seconds),
    framesEncoded: video.framesEncoded ?? 0,
    width: video.frameWidth,
    height: video.frameHeight,
    dropped: (last?.dropped ?? 0) + (last ? Math.max(0, made - encoded) : 0),
    loss: far.fractionLost,
    limitedBy: video.qualityLimitationReason,
    room: all.pair?.availableOutgoingBitrate,
    codec: codecName(all, video),
    way: way(all),
  };
}

const millis = (value) => (value === undefined ? undefined : Math.round(value * 1000));

export const text = {
  millis: (value) => (value === undefined ? '–' : `${value} ms`),
  bitrate: (value) => (value === undefined ? '–' : value >= 1e6 ? `${(value / 1e6).toFixed(1)} Mbit/s` : `${Math.round(value / 1000)} kbit/s`),
  percent: (value) => (value === undefined ? '–' : `${(value * 100).toFixed(value > 0 && value < 0.1 ? 1 : 0)} %`),
  picture: (stats) => (stats.width ? `${stats.width}×${stats.height}, ${Math.round(stats.framesPerSecond ?? 0)}/s` : '–'),
  count: (value) => (value === undefined ? '–' : value.toLocaleString('en-GB')),
};

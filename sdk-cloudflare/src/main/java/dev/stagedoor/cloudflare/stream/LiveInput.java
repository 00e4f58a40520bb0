package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A live input with its credentials.
 *
 * @param uid 32 hexadecimal digits
 * @param whipUrl where a browser publishes to by WHIP; the address is the credential
 * @param whepUrl where WHEP viewers play from; with signed URLs the uid in it gives way to a token
 * @param rtmps where an RTMPS encoder sends to
 * @param rtmpsPlayback where RTMPS players play from
 * @param srt where an SRT encoder sends to
 * @param srtPlayback where SRT players play from
 * @param playback HLS and DASH by input uid, for RTMPS and SRT broadcasts with {@link RecordingMode#AUTOMATIC} only
 * @param meta keys and values of ours; {@code name} is shown in Cloudflare's dashboard
 * @param enabled whether publishers are let in
 * @param preferLowLatency whether LL-HLS is asked for
 * @param status the encoder's connection; empty before the first
 * @param recording how broadcasts are recorded and played
 * @param deleteRecordingAfterDays when recordings are deleted, 30 to 1096 days; empty: never
 * @param created when it was made
 * @param modified when it was last changed
 * @param keysRotatedAt when its credentials were last replaced
 */
public record LiveInput(
        String uid,
        Optional<URI> whipUrl,
        Optional<URI> whepUrl,
        Optional<RtmpsEndpoint> rtmps,
        Optional<RtmpsEndpoint> rtmpsPlayback,
        Optional<SrtEndpoint> srt,
        Optional<SrtEndpoint> srtPlayback,
        Optional<Playback> playback,
        Map<String, String> meta,
        boolean enabled,
        boolean preferLowLatency,
        Optional<LiveInputStatus> status,
        RecordingSettings recording,
        OptionalInt deleteRecordingAfterDays,
        Optional<Instant> created,
        Optional<Instant> modified,
        Optional<Instant> keysRotatedAt) {

    /** Shows no credential. */
    @Override
    public String toString() {
        return "LiveInput[uid=" + uid + ", enabled=" + enabled + ", status="
                + status.map(it -> it.current().state()).orElse("none") + ", recording=" + recording + ", created="
                + created.map(Instant::toString).orElse("unknown") + "]";
    }
}

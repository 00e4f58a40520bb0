package dev.stagedoor.mediaserver.internal.forward;

import java.util.List;
import java.util.Map;

/**
 * Renumbers one-byte RTP header extensions (RFC 8285): a publisher's numbers to the house's own on the way in, those to a
 * viewer's numbers on the way out. What has no number on the other side is left out. On the way out an element keeps its
 * place and length, so that headers of all viewers are of one length.
 */
public final class ExtensionMap {
    static final int ONE_BYTE_PROFILE = 0xbede;

    /** What is passed on, in the order of the house's own numbers 1, 2, ... */
    public static final List<String> FORWARDED = List.of(
            "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "urn:3gpp:video-orientation",
            "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
            "http://www.webrtc.org/experiments/rtp-hdrext/color-space");

    private static final int RESERVED_ID = 15;

    private final byte[] to = new byte[16];
    private final boolean identity;

    private ExtensionMap(Map<String, Integer> idByUri, boolean inward) {
        boolean same = true;
        for (int own = 1; own <= FORWARDED.size(); own++) {
            int other = idByUri.getOrDefault(FORWARDED.get(own - 1), 0);
            boolean usable = other > 0 && other < RESERVED_ID;
            same &= usable && other == own;
            if (usable) {
                to[inward ? other : own] = (byte) (inward ? own : other);
            }
        }
        identity = same;
    }

    /** From a publisher's numbers to the house's. */
    public static ExtensionMap inward(Map<String, Integer> idByUri) {
        return new ExtensionMap(idByUri, true);
    }

    /** From the house's numbers to a viewer's. */
    public static ExtensionMap outward(Map<String, Integer> idByUri) {
        return new ExtensionMap(idByUri, false);
    }

    /**
     * Writes the extension block of a packet in the house's numbers behind the fixed header.
     *
     * @return bytes written, 0 when nothing is passed on (then there is no block)
     */
    int copyInward(byte[] packet, RtpFields fields, byte[] out, int at) {
        if (fields.extensionLength == 0 || fields.extensionProfile != ONE_BYTE_PROFILE) {
            return 0;
        }
        int from = fields.extensionOffset;
        int end = from + fields.extensionLength;
        int write = at + 4;
        while (from < end) {
            int head = packet[from] & 0xff;
            int element = head == 0 ? 1 : (head & 0x0f) + 2;
            if (head >> 4 == RESERVED_ID || from + element > end) {
                break;
            }
            int own = to[head >> 4];
            if (head != 0 && own != 0) {
                System.arraycopy(packet, from, out, write, element);
                out[write] = (byte) (own << 4 | head & 0x0f);
                write += element;
            }
            from += element;
        }
        return close(out, at, write);
    }

    private static int close(byte[] out, int at, int write) {
        if (write == at + 4) {
            return 0;
        }
        int end = write;
        while ((end - at & 3) != 0) {
            out[end++] = 0;
        }
        Bytes.put16(out, at, ONE_BYTE_PROFILE);
        Bytes.put16(out, at + 2, (end - at - 4) / 4);
        return end - at;
    }

    /** Renumbers a block in place; what the viewer has no number for becomes padding. */
    void renumber(byte[] out, int at, int length) {
        if (identity) {
            return;
        }
        int end = at + length;
        int next = at;
        while (next < end) {
            int head = out[next] & 0xff;
            int element = head == 0 ? 1 : (head & 0x0f) + 2;
            int other = to[head >> 4];
            if (other != 0) {
                out[next] = (byte) (other << 4 | head & 0x0f);
            } else {
                java.util.Arrays.fill(out, next, Math.min(end, next + element), (byte) 0);
            }
            next += element;
        }
    }
}

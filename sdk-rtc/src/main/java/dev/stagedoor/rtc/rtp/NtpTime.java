package dev.stagedoor.rtc.rtp;

import java.time.Instant;

/** NTP timestamps as sender reports carry them (RFC 3550 section 4). */
public final class NtpTime {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOS = 1_000_000_000L;

    private NtpTime() {}

    /** 32.32 fixed-point seconds since 1900, as unsigned 64 bits. */
    public static long of(Instant instant) {
        long seconds = instant.getEpochSecond() + SECONDS_1900_TO_1970;
        return seconds << 32 | ((long) instant.getNano() << 32) / NANOS;
    }

    /** The instant of a timestamp, to the nanosecond. */
    public static Instant instant(long ntp) {
        long nanos = (ntp & 0xffff_ffffL) * NANOS >>> 32;
        return Instant.ofEpochSecond((ntp >>> 32) - SECONDS_1900_TO_1970, nanos);
    }

    /** The middle 32 bits, as report blocks echo them. */
    public static long middle(long ntp) {
        return ntp >>> 16 & 0xffff_ffffL;
    }

    /** A duration in units of 1/65536 s, 0 to 2^32-1. */
    public static long shortDuration(long nanos) {
        return Math.min(0xffff_ffffL, Math.max(0, nanos / 1000 * 65_536 / 1_000_000));
    }

    /** Nanoseconds of a duration in units of 1/65536 s. */
    public static long nanos(long shortDuration) {
        return shortDuration * NANOS / 65_536;
    }
}

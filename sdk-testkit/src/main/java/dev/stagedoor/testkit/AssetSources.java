package dev.stagedoor.testkit;

import dev.stagedoor.core.asset.AssetSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Sources for tests of asset stores: honest ones, and ones that lie or break off. Immutable. */
public final class AssetSources {
    private AssetSources() {}

    /**
     * @param contentType such as {@code video/mp4}
     * @param bytes what it gives
     * @return a source that keeps its word
     */
    public static AssetSource of(String contentType, byte[] bytes) {
        return new Bytes(contentType, bytes.length, sha256(bytes), bytes, Long.MAX_VALUE);
    }

    /**
     * @param bytes what it gives
     * @return a source whose bytes have another checksum than it says
     */
    public static AssetSource withWrongChecksum(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length / 2] ^= 1;
        return new Bytes("video/mp4", bytes.length, sha256(other), bytes, Long.MAX_VALUE);
    }

    /**
     * @param bytes what it announces
     * @param given how many of them it gives before it ends as if that were all
     * @return a source that ends too early
     */
    public static AssetSource endingAfter(byte[] bytes, int given) {
        return new Bytes("video/mp4", bytes.length, sha256(bytes), Arrays.copyOf(bytes, given), Long.MAX_VALUE);
    }

    /**
     * @param bytes what it announces
     * @param more how many zero bytes follow
     * @return a source that does not end where it should
     */
    public static AssetSource goingOnAfter(byte[] bytes, int more) {
        return new Bytes(
                "video/mp4", bytes.length, sha256(bytes), Arrays.copyOf(bytes, bytes.length + more), Long.MAX_VALUE);
    }

    /**
     * @param bytes what it announces
     * @param given how many of them it gives before reading fails; below 0 it cannot be opened at all
     * @return a source that breaks off
     */
    public static AssetSource breakingAfter(byte[] bytes, int given) {
        return new Bytes("video/mp4", bytes.length, sha256(bytes), bytes, given);
    }

    /**
     * @param bytes anything
     * @return its SHA-256, lower-case hexadecimal
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException("SHA-256 is part of every JDK", everyJdkHasIt);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(String contentType, long bytes, String sha256, byte[] given, long breakAfter)
            implements AssetSource {
        @Override
        public InputStream open() throws IOException {
            if (breakAfter < 0) {
                throw new IOException("the source cannot be opened");
            }
            return breakAfter == Long.MAX_VALUE
                    ? new ByteArrayInputStream(given)
                    : new Breaking(new ByteArrayInputStream(given), breakAfter);
        }
    }

    private static final class Breaking extends InputStream {
        private final InputStream bytes;
        private long left;

        Breaking(InputStream bytes, long left) {
            this.bytes = bytes;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("the source broke off");
            }
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left <= 0) {
                throw new IOException("the source broke off");
            }
            int read = bytes.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}

package dev.stagedoor.s3.internal;

import dev.stagedoor.core.asset.AssetSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Gives the bytes of a source and holds the last one back until all are known to be those that were announced. A request whose body lacks a byte stores nothing,
 * so a source that lies never gets as far as the server's own check.
 */
public final class CheckedStream extends InputStream {
    private final AssetSource source;
    private final InputStream in;
    private final MessageDigest digest = sha256();
    private long left;

    private CheckedStream(AssetSource source, InputStream in) {
        this.source = source;
        this.in = in;
        this.left = source.bytes();
    }

    /**
     * @param source what to give
     * @return a new stream from its beginning
     */
    public static CheckedStream of(AssetSource source) {
        try {
            return new CheckedStream(source, source.open());
        } catch (IOException broken) {
            throw new SourceFault("its source cannot be opened: " + broken.getMessage(), true, broken);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        try {
            return checked(into, offset, length);
        } catch (IOException broken) {
            throw new SourceFault("its source broke off: " + broken.getMessage(), true, broken);
        }
    }

    private int checked(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(into, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new SourceFault("its source ended " + left + " bytes too early");
        }
        digest.update(into, offset, read);
        left -= read;
        if (left == 0) {
            checkEnd();
        }
        return read;
    }

    private void checkEnd() throws IOException {
        if (in.read() >= 0) {
            throw new SourceFault("its source has more bytes than it announced");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(source.sha256())) {
            throw new SourceFault("its bytes are not those that were announced");
        }
    }

    /**
     * Checks a source of no bytes, of which nothing can be held back.
     *
     * @throws SourceFault when it has some
     */
    public void checkIfEmpty() {
        try {
            if (source.bytes() == 0) {
                checkEnd();
            }
        } catch (IOException broken) {
            throw new SourceFault("its source broke off: " + broken.getMessage(), true, broken);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException("SHA-256 is part of every JDK", everyJdkHasIt);
        }
    }
}

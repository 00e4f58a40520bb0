package dev.stagedoor.s3.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an answer: ends exactly where announced, or with an exception; closing it early drops the connection instead of reading the rest. */
public final class Body extends InputStream {
    private final ResponseInputStream<GetObjectResponse> in;
    private long left;

    /**
     * @param in the answer
     * @param length how many bytes it announced
     */
    public Body(ResponseInputStream<GetObjectResponse> in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int read = in.read(into, offset, length);
        if (read < 0 && left > 0) {
            throw new EOFException("the answer ended " + left + " bytes too early");
        }
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            in.abort();
        } else {
            in.close();
        }
    }
}

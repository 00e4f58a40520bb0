package dev.stagedoor.rtc.dtls;

import java.io.IOException;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/** The blocking handshake of the library, run on a thread that the executor lends. */
final class Handshake implements Runnable {
    private final Negotiation negotiation;
    private final HandshakePipe pipe;
    private volatile @Nullable DTLSTransport transport;
    private volatile @Nullable DtlsFailure failure;

    Handshake(Negotiation negotiation, HandshakePipe pipe) {
        this.negotiation = negotiation;
        this.pipe = pipe;
    }

    @Override
    public void run() {
        if (pipe.isAborted()) {
            failure = new DtlsFailure(DtlsFailure.Reason.HANDSHAKE_FAILED, "given up before it began");
            return;
        }
        try {
            transport = negotiation.parameters().role() == DtlsRole.SERVER ? accept() : connect();
        } catch (IOException | RuntimeException e) {
            DtlsFailure.Reason reason = negotiation.refusal().orElse(DtlsFailure.Reason.HANDSHAKE_FAILED);
            failure = new DtlsFailure(reason, e.toString());
        }
    }

    private DTLSTransport accept() throws IOException {
        return new DTLSServerProtocol().accept(new SrtpTlsServer(negotiation), pipe);
    }

    private DTLSTransport connect() throws IOException {
        return new DTLSClientProtocol().connect(new SrtpTlsClient(negotiation), pipe);
    }

    /** Null until the handshake succeeded. */
    @Nullable
    DTLSTransport transport() {
        return transport;
    }

    /** Null unless the handshake failed. */
    @Nullable
    DtlsFailure failure() {
        return failure;
    }
}

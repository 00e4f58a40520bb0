package dev.stagedoor.rtc.ice;

import java.net.InetSocketAddress;
import java.util.List;

/** The STUN messages that an agent sends (RFC 8445 section 7). */
final class Checks {
    private static final long PRIORITY = IceCandidate.priority(Protocol.UDP, IceCandidate.Type.PRFLX, 0xffff);

    private Checks() {}

    static byte[] request(Generation generation, TransactionId id, IceRole role, long tieBreaker, boolean nominating) {
        IceCredentials remote = generation.remote().orElseThrow();
        StunWriter writer = new StunWriter(StunMessage.BINDING_REQUEST, id)
                .username(remote.ufrag() + ":" + generation.local.ufrag())
                .priority(PRIORITY)
                .role(role, tieBreaker);
        if (nominating) {
            writer.useCandidate();
        }
        return writer.finish(remote.pwd());
    }

    static byte[] success(Generation generation, TransactionId id, InetSocketAddress mapped) {
        return new StunWriter(StunMessage.BINDING_SUCCESS, id)
                .xorMappedAddress(mapped)
                .finish(generation.local.pwd());
    }

    static byte[] roleConflict(Generation generation, TransactionId id) {
        return new StunWriter(StunMessage.BINDING_ERROR, id)
                .errorCode(487, "Role Conflict")
                .finish(generation.local.pwd());
    }

    static byte[] unknownAttributes(Generation generation, TransactionId id, List<Integer> types) {
        return new StunWriter(StunMessage.BINDING_ERROR, id)
                .errorCode(420, "Unknown Attribute")
                .unknownAttributes(types)
                .finish(generation.local.pwd());
    }
}

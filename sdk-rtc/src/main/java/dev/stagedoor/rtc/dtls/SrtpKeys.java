package dev.stagedoor.rtc.dtls;

import dev.stagedoor.rtc.srtp.SrtpContext;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.util.Arrays;

/**
 * What a handshake yields: the SRTP profile and one context per direction.
 *
 * @param profile the negotiated profile
 * @param inbound what the peer sends
 * @param outbound what we send
 */
public record SrtpKeys(SrtpProfile profile, SrtpContext inbound, SrtpContext outbound) {

    static int materialLength(SrtpProfile profile) {
        return 2 * (profile.keyLength() + profile.saltLength());
    }

    /** Cuts exported keying material: client key, server key, client salt, server salt (RFC 5764 section 4.2). */
    static SrtpKeys of(SrtpProfile profile, DtlsRole role, byte[] material) {
        int key = profile.keyLength();
        int salt = profile.saltLength();
        byte[] clientKey = Arrays.copyOfRange(material, 0, key);
        byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
        if (role == DtlsRole.CLIENT) {
            return new SrtpKeys(
                    profile,
                    SrtpContext.inbound(profile, serverKey, serverSalt),
                    SrtpContext.outbound(profile, clientKey, clientSalt));
        }
        return new SrtpKeys(
                profile,
                SrtpContext.inbound(profile, clientKey, clientSalt),
                SrtpContext.outbound(profile, serverKey, serverSalt));
    }
}

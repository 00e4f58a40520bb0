package dev.stagedoor.rtc.ice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credentials of one ICE session; a restart begins another (RFC 8445 section 9). */
final class Generation {
    final IceCredentials local;
    private @Nullable IceCredentials remote;

    Generation(IceCredentials local) {
        this.local = local;
    }

    Optional<IceCredentials> remote() {
        return Optional.ofNullable(remote);
    }

    void remote(IceCredentials credentials) {
        remote = credentials;
    }

    boolean owns(StunMessage request) {
        return request.username()
                .filter(username -> username.startsWith(local.ufrag() + ":"))
                .isPresent();
    }
}

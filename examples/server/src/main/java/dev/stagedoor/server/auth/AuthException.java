package dev.stagedoor.server.auth;

import dev.stagedoor.core.StagedoorException;

/** The sessions' tables cannot be read or written. */
public final class AuthException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    AuthException(String message, Throwable cause) {
        super(message, true, cause);
    }
}

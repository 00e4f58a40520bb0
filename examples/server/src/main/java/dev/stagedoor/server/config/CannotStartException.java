package dev.stagedoor.server.config;

/** Something that the configuration names cannot be used; the message is for the operator and names the variable. */
public class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what failed beneath. */
    public CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

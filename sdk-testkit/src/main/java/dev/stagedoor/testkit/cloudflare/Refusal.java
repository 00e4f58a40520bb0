package dev.stagedoor.testkit.cloudflare;

/** A call that is answered with an error. Carries no stack: it is an answer, not a fault. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int AUTHENTICATION = 10000;
    static final int BAD_REQUEST = 10005;
    static final int NOT_FOUND = 10003;
    static final int INVALID_URL = 10010;
    static final int QUOTA = 10011;
    static final int STILL_LIVE = 10046;
    static final int RETENTION = 10060;
    static final int NO_ROUTE = 7003;
    /** [U] in the published facts. */
    static final int TOO_MANY = 971;

    private final int status;
    private final int code;

    Refusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, BAD_REQUEST, "Bad Request: " + message);
    }

    static Refusal notFound(String what) {
        return new Refusal(404, NOT_FOUND, "Not Found: no such item in " + what);
    }

    Answer answer() {
        return Answer.failure(status, code, String.valueOf(getMessage()));
    }
}

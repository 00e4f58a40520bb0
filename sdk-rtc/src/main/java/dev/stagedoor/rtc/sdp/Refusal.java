package dev.stagedoor.rtc.sdp;

/** Carries a refusal out of a nested decision; never leaves this package. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Negotiation.Refused outcome;

    Refusal(Negotiation.Refused outcome) {
        super(outcome.reason(), null, false, false);
        this.outcome = outcome;
    }

    static Refusal malformed(String reason) {
        return new Refusal(Negotiation.Refused.malformed(reason));
    }

    static Refusal unprocessable(String code, String reason) {
        return new Refusal(Negotiation.Refused.unprocessable(code, reason));
    }

    Negotiation.Refused outcome() {
        return outcome;
    }
}

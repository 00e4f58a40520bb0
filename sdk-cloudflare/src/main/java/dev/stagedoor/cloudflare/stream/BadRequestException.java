package dev.stagedoor.cloudflare.stream;

/** 400: a field is missing or wrong; code 10005 in general, 10010 a wrong URL, 10059 no video, 10060 {@code deleteRecordingAfterDays} outside 30 to 1096. */
public final class BadRequestException extends CloudflareApiException {
    private static final long serialVersionUID = 1L;

    BadRequestException(Refusal refusal) {
        super(refusal, false);
    }
}

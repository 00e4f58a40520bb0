package dev.stagedoor.s3.internal;

import dev.stagedoor.core.asset.AssetException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what a fault of the client means: what failed, whether trying again can help, what to do. */
public final class Faults {
    private static final Set<String> PASSING = Set.of(
            "SlowDown", "RequestTimeout", "RequestTimeTooSkewed", "InternalError", "ServiceUnavailable", "Throttling");

    private Faults() {}

    /**
     * @param what was tried, with the key
     * @param fault what the client threw
     * @return what to throw
     */
    public static AssetException of(String what, RuntimeException fault) {
        SourceFault source = sourceFault(fault);
        if (source != null) {
            return new AssetException(
                    "cannot " + what + ": " + source.getMessage() + "; nothing was stored", source.retryable(), source);
        }
        if (fault instanceof S3Exception answer) {
            return new AssetException("cannot " + what + ": " + advice(answer), isPassing(answer), answer);
        }
        boolean retryable = fault instanceof SdkException;
        return new AssetException("cannot " + what + ": " + fault.getMessage(), retryable, fault);
    }

    private static @Nullable SourceFault sourceFault(Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SourceFault source) {
                return source;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static String advice(S3Exception answer) {
        String told = "the storage says " + answer.statusCode() + " " + code(answer) + " (request " + answer.requestId()
                + ")";
        return switch (code(answer)) {
            case "NoSuchBucket" -> told + ": make the bucket, or correct its name or region";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied" ->
                told + ": check access key, secret key and what they may do in this bucket";
            case "RequestTimeTooSkewed" -> told + ": set this machine's clock";
            default -> told;
        };
    }

    private static boolean isPassing(S3Exception answer) {
        return answer.statusCode() >= 500 || answer.statusCode() == 429 || PASSING.contains(code(answer));
    }

    private static String code(S3Exception answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? "no code"
                : answer.awsErrorDetails().errorCode();
    }
}

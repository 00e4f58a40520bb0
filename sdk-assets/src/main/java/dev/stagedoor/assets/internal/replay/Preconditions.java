package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.ReplayRequest;
import java.util.Arrays;
import java.util.Optional;

/** Conditional requests by entity tags (RFC 9110 section 13); ours are strong. */
public final class Preconditions {
    private Preconditions() {}

    /**
     * If-None-Match, with weak comparison (section 13.1.2).
     *
     * @param request a request
     * @param entityTag of the file as it is, with quotes
     * @return whether the client has it already
     */
    public static boolean clientHasIt(ReplayRequest request, String entityTag) {
        return request.header("If-None-Match")
                .filter(value -> value.equals("*")
                        || Arrays.stream(value.split(","))
                                .map(String::trim)
                                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                                .anyMatch(entityTag::equals))
                .isPresent();
    }

    /**
     * The Range of a GET, unless If-Range says that it is of another version (section 13.1.5, strong comparison; a date is never ours).
     *
     * @param request a request
     * @param entityTag of the file as it is, with quotes
     * @return the Range header to obey
     */
    public static Optional<String> range(ReplayRequest request, String entityTag) {
        boolean ofThisVersion =
                request.header("If-Range").map(entityTag::equals).orElse(true);
        return request.method().equals("GET") && ofThisVersion ? request.header("Range") : Optional.empty();
    }
}

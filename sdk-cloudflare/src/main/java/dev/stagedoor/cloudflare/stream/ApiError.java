package dev.stagedoor.cloudflare.stream;

import java.util.Optional;

/**
 * One entry of {@code errors} of an answer.
 *
 * @param code Cloudflare's number, 1000 and up; 0 when the entry had none
 * @param message Cloudflare's words, at most 300 characters, addresses and keys blotted out
 * @param documentationUrl where the error is described
 * @param pointer the field of the request that is meant
 */
public record ApiError(int code, String message, Optional<String> documentationUrl, Optional<String> pointer) {}

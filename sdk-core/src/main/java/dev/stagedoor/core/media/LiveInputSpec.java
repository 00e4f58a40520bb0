package dev.stagedoor.core.media;

import dev.stagedoor.core.session.StreamId;

/**
 * What a live input is made for.
 *
 * @param streamId the class; one live input each, so this is also the idempotency key
 * @param name shown in a provider's own dashboard
 */
public record LiveInputSpec(StreamId streamId, String name) {}

package dev.stagedoor.core.recording;

import java.util.Optional;

/**
 * The right of this node to record a class, for {@link Recordings#RECORDER_LEASE} from when it was taken or renewed.
 *
 * @param recording the open recording, this node's from now on
 * @param takenOverFrom the node that had it before and did not renew its lease; empty when it was this one's already, or nobody's
 */
public record Claim(Recording recording, Optional<String> takenOverFrom) {}

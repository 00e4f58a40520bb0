package dev.stagedoor.core.tokens;

import dev.stagedoor.core.TimeOrderedIds;
import dev.stagedoor.core.event.DomainEvents;
import java.time.InstantSource;

/**
 * What a platform lends its token provider.
 *
 * @param clock the one clock
 * @param ids makes ids
 * @param events where to tell that a balance changed, after the commit
 */
public record TokenContext(InstantSource clock, TimeOrderedIds ids, DomainEvents events) {}

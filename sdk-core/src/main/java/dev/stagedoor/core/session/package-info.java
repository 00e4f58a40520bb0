/** A class and its life: planned, live, ended or cancelled. Entry point: {@link dev.stagedoor.core.session.StreamSessions}. */
@NullMarked
package dev.stagedoor.core.session;

import org.jspecify.annotations.NullMarked;

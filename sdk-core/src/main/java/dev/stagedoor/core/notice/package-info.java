/** Messages that leave the process: an outbox written with its cause, and {@link dev.stagedoor.core.notice.Notifier}, which carries them out. */
@NullMarked
package dev.stagedoor.core.notice;

import org.jspecify.annotations.NullMarked;

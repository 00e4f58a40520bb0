/** Keys and tokens of the embedded live-input provider. */
@NullMarked
package dev.stagedoor.mediaserver.internal.provider;

import org.jspecify.annotations.NullMarked;

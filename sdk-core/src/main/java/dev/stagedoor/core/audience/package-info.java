/** Who is watching: admission, devices per seat, live and peak counts of people. Entry point: {@link dev.stagedoor.core.audience.Audience}. */
@NullMarked
package dev.stagedoor.core.audience;

import org.jspecify.annotations.NullMarked;

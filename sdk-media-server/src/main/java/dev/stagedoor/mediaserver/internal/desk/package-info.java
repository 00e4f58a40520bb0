/** Sessions as HTTP sees them: opened by an offer, found by their URL, limited in number and rate. */
@NullMarked
package dev.stagedoor.mediaserver.internal.desk;

import org.jspecify.annotations.NullMarked;

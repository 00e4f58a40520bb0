/** Pictures of classes and workouts. */
@NullMarked
package dev.stagedoor.server.thumbnail;

import org.jspecify.annotations.NullMarked;

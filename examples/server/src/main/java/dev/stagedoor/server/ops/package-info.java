/** Health, readiness, metrics, description. */
@NullMarked
package dev.stagedoor.server.ops;

import org.jspecify.annotations.NullMarked;

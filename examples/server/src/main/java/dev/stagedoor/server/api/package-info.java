/** The JSON API. */
@NullMarked
package dev.stagedoor.server.api;

import org.jspecify.annotations.NullMarked;

/** Configuration from the environment and a file. */
@NullMarked
package dev.stagedoor.server.config;

import org.jspecify.annotations.NullMarked;

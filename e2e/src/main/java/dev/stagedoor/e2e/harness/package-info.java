/** Drives the running product from outside: its process, its API, browsers and foreign programs. */
@NullMarked
package dev.stagedoor.e2e.harness;

import org.jspecify.annotations.NullMarked;

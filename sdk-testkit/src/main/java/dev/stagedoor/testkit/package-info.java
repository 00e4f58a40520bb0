/**
 * For tests: a whole platform in one process ({@link dev.stagedoor.testkit.TestPlatform}), a clock that tests set, in-memory adapters, and the contract
 * suites that every adapter must pass.
 */
@NullMarked
package dev.stagedoor.testkit;

import org.jspecify.annotations.NullMarked;

/** What several packages of the testkit share. No promise to anybody else. */
@NullMarked
package dev.stagedoor.testkit.internal;

import org.jspecify.annotations.NullMarked;

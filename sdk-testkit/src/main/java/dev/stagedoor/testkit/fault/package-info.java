/** What can go wrong with a request, and when: for the servers and doubles of the testkit. */
@NullMarked
package dev.stagedoor.testkit.fault;

import org.jspecify.annotations.NullMarked;

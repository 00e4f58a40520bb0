/** What the domain asks of a database: units of work over a few semantic stores. Implemented by adapters. */
@NullMarked
package dev.stagedoor.core.storage;

import org.jspecify.annotations.NullMarked;

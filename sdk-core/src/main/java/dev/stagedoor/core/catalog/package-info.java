/** The catalog: classes that live on as workouts. Entry point: {@link dev.stagedoor.core.catalog.Catalog}. */
@NullMarked
package dev.stagedoor.core.catalog;

import org.jspecify.annotations.NullMarked;

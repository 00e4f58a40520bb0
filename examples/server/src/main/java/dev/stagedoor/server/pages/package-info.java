/** What people see: view models, the templates' helpers and the page handlers. */
@NullMarked
package dev.stagedoor.server.pages;

import org.jspecify.annotations.NullMarked;

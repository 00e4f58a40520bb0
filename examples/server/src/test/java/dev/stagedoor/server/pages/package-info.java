@NullMarked
package dev.stagedoor.server.pages;

import org.jspecify.annotations.NullMarked;

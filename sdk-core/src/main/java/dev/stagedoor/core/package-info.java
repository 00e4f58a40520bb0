@org.jspecify.annotations.NullMarked
package dev.stagedoor.core;

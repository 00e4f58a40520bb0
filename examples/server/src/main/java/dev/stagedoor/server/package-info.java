@org.jspecify.annotations.NullMarked
package dev.stagedoor.server;

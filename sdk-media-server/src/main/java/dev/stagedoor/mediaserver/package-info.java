@org.jspecify.annotations.NullMarked
package dev.stagedoor.mediaserver;

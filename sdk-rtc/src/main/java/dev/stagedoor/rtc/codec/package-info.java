@org.jspecify.annotations.NullMarked
package dev.stagedoor.rtc.codec;

@org.jspecify.annotations.NullMarked
package dev.stagedoor.rtc.rtp;

@org.jspecify.annotations.NullMarked
package dev.stagedoor.rtc.sdp;

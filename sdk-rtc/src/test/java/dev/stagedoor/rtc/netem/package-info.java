/** A seeded virtual network and a driver that runs several transports over it in one thread and in virtual time. */
@org.jspecify.annotations.NullMarked
package dev.stagedoor.rtc.netem;

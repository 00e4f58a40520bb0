package dev.stagedoor.rtc.planted;

/** Planted: the build must report it. */
public final class OpensAChannel {
    java.nio.channels.DatagramChannel channel;
}

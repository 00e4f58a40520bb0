package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class OpensASocket {
    java.net.Socket socket;
}

package dev.stagedoor.mediaserver.planted;

/** Planted: the build must report it. */
public final class BindsAnHttpServer {
    com.sun.net.httpserver.HttpServer server;
}

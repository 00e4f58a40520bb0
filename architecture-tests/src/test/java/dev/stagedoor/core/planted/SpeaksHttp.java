package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class SpeaksHttp {
    java.net.http.HttpClient client;
}

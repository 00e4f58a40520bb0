package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class SpeaksJson {
    com.fasterxml.jackson.databind.ObjectMapper mapper;
}

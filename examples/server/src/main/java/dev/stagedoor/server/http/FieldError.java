package dev.stagedoor.server.http;

/**
 * One field that cannot be used.
 *
 * @param field name as in the request
 * @param message sentence for the person who typed it
 */
public record FieldError(String field, String message) {}

package dev.stagedoor.core;

/**
 * One thing wrong with what somebody gave.
 *
 * @param field the field's name in camel case, as in the API
 * @param message what is wrong and what would be right, for people
 */
public record Violation(String field, String message) {}

package dev.stagedoor.server.pages;

/**
 * {@code /operator/login}.
 *
 * @param frame what is around it
 * @param next where to go afterwards: a path below {@code /operator/payments}
 * @param form what is wrong with what was typed
 */
public record OperatorLoginPage(Frame frame, String next, Form form) {}

package dev.stagedoor.server.pages;

/**
 * {@code /login}: sign in, or make an account.
 *
 * @param frame what is around it
 * @param signUp whether the page makes an account
 * @param next where to go afterwards: a path of this site
 * @param reason what sign-in is needed for; empty when the person came by themselves
 * @param form what was typed
 */
public record LoginPage(Frame frame, boolean signUp, String next, String reason, Form form) {}

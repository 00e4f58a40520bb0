package dev.stagedoor.server.pages;

/**
 * {@code /instructor/login}.
 *
 * @param frame what is around it
 * @param needsAccount whether the person still has to sign in, not only to give the access token
 * @param stranger the name of somebody who is signed in and not an instructor; else empty
 * @param next where to go afterwards: a path of this site
 * @param form what was typed
 */
public record InstructorLoginPage(Frame frame, boolean needsAccount, String stranger, String next, Form form) {}

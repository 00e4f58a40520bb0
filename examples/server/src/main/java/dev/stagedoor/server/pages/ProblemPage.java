package dev.stagedoor.server.pages;

/**
 * Something went wrong, said so that the reader knows what to do.
 *
 * @param frame what is around it
 * @param status the HTTP status
 * @param heading what happened
 * @param text what was not lost and what to do
 * @param label the next step
 * @param href where it leads
 * @param reference what to tell the operator; empty when there is nothing
 */
public record ProblemPage(
        Frame frame, int status, String heading, String text, String label, String href, String reference) {}

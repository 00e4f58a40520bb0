package dev.stagedoor.server.pages;

import dev.stagedoor.server.http.Problem;

/** Says what went wrong in words that help. */
final class ProblemPages {
    private ProblemPages() {}

    static ProblemPage of(Frame frame, Problem problem, String requestId) {
        return switch (problem.status()) {
            case 404 ->
                page(
                        frame,
                        problem,
                        problem.code().equals("stream_not_found")
                                ? "This class is not here"
                                : "This door leads nowhere",
                        problem.code().equals("stream_not_found")
                                ? "It was deleted, or the address is mistyped. Seats that were paid for a deleted class are paid back."
                                : "The address may be mistyped, or the page has moved.",
                        "See all classes",
                        "/streams",
                        "");
            case 403 ->
                problem.code().equals("csrf_failed")
                        ? page(
                                frame,
                                problem,
                                "This page was open for too long",
                                "Nothing was changed. Open it again and repeat the last step.",
                                "Open it again",
                                frame.path(),
                                "")
                        : page(
                                frame,
                                problem,
                                "This door is closed",
                                problem.detail(),
                                "See all classes",
                                "/streams",
                                "");
            case 429 ->
                page(frame, problem, "A little slower, please", problem.detail(), "Try again", frame.path(), "");
            default ->
                problem.status() >= 500
                        ? page(
                                frame,
                                problem,
                                "Something broke on our side",
                                problem.detail(),
                                "Try again",
                                frame.path(),
                                requestId)
                        : page(frame, problem, problem.title(), problem.detail(), "Go on", "/streams", "");
        };
    }

    private static ProblemPage page(
            Frame frame, Problem problem, String heading, String text, String label, String href, String reference) {
        return new ProblemPage(frame, problem.status(), heading, text, label, href, reference);
    }
}

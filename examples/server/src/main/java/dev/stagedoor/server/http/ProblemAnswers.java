package dev.stagedoor.server.http;

import dev.stagedoor.core.StagedoorException;
import dev.stagedoor.core.tokens.TokenProviderException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a handler throws into an answer: problem+json for programs, a page for people. */
final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final ErrorPage page;

    ProblemAnswers(ErrorPage page) {
        this.page = page;
    }

    void answer(Problem problem, Context ctx) {
        problem.headers().forEach(ctx::header);
        if (wantsPage(ctx)) {
            page.answer(ctx, problem, RequestScope.id(ctx));
        } else {
            asJson(problem, ctx);
        }
    }

    void answer(HttpResponseException thrown, Context ctx) {
        answer(translate(thrown), ctx);
    }

    /** The body broke off or cannot be decoded; nobody may be left to read this. */
    void answer(IOException brokenOff, Context ctx) {
        answer(Problem.malformed("The body of the request broke off."), ctx);
    }

    void answer(HttpException.RuntimeException unreadable, Context ctx) {
        answer(Problem.malformed("The request cannot be decoded."), ctx);
    }

    /** The container wraps what it could not read, such as a broken multipart body. */
    void answer(ServletException wrapped, Context ctx) {
        if (wrapped.getCause() instanceof HttpException.RuntimeException unreadable) {
            answer(unreadable, ctx);
        } else {
            answer((Exception) wrapped, ctx);
        }
    }

    void answerUnknownCharset(IllegalArgumentException unknown, Context ctx) {
        answer(Problem.of(415, "unsupported_media_type", "Not readable", "The charset of the body is unknown."), ctx);
    }

    /** Whoever keeps the wallets did not answer. */
    void answer(TokenProviderException away, Context ctx) {
        LOG.atWarn().addKeyValue("path", ctx.path()).setCause(away).log("the token provider did not answer");
        answer(
                Problem.of(
                        503,
                        "tokens_unavailable",
                        "Your balance is not known right now",
                        "Whoever keeps the tokens does not answer. Nothing was charged by this. Try again in a moment."),
                ctx);
    }

    /** The database or the media server does not answer now. One line an answer, or an outage would flood the log. */
    void answer(StagedoorException fault, Context ctx) {
        if (!fault.retryable()) {
            answer((Exception) fault, ctx);
            return;
        }
        LOG.atWarn()
                .addKeyValue("path", ctx.path())
                .addKeyValue("why", rootOf(fault))
                .log("not available now");
        answer(
                Problem.of(503, "unavailable", "Not available", "Try again in a moment; nothing is charged twice.")
                        .header("Retry-After", "5"),
                ctx);
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    void answer(Exception fault, Context ctx) {
        LOG.atError().addKeyValue("path", ctx.path()).setCause(fault).log("request failed");
        answer(
                Problem.of(
                        500,
                        "internal_error",
                        "Something went wrong on our side",
                        "Nothing was charged twice and nothing was lost. Try again in a moment."),
                ctx);
    }

    private static void asJson(Problem problem, Context ctx) {
        ctx.status(problem.status())
                .header("Cache-Control", "no-store")
                .contentType("application/problem+json")
                .result(Json.write(problem.body(RequestScope.id(ctx))));
    }

    private static Problem translate(HttpResponseException thrown) {
        return switch (thrown.getStatus()) {
            case 404 -> Problem.notFound("There is nothing at this address.");
            case 405 -> Problem.of(405, "method_not_allowed", "Not here", "This address does not do that.");
            case 413 -> Problem.of(413, "too_large", "Too large", "The request body is too large.");
            default ->
                thrown.getStatus() >= 500
                        ? Problem.of(thrown.getStatus(), "unavailable", "Not available", "Try again in a moment.")
                        : Problem.of(
                                thrown.getStatus(),
                                "malformed_request",
                                "The request cannot be read",
                                "Check the request.");
        };
    }

    static boolean wantsPage(Context ctx) {
        String path = ctx.path();
        if (path.startsWith("/api/")
                || path.startsWith("/whip/")
                || path.startsWith("/whep/")
                || path.startsWith("/assets/")) {
            return false;
        }
        @Nullable String accept = ctx.header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }
}

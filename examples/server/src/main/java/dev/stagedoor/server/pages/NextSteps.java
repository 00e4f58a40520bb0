package dev.stagedoor.server.pages;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.server.pages.NextStep.Button;
import dev.stagedoor.server.pages.NextStep.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides on the one thing to do next.
 *
 * @param stream the class
 * @param now the time
 * @param signedIn whether somebody is
 * @param owner whether the reader teaches this class
 * @param enrollment the reader's latest seat in it
 * @param balance the reader's tokens, when known
 * @param buyTokensUrl where tokens can be had
 */
record NextSteps(
        StreamSession stream,
        Instant now,
        boolean signedIn,
        boolean owner,
        Optional<Enrollment> enrollment,
        Optional<Long> balance,
        String buyTokensUrl) {

    NextStep decide() {
        if (stream.status() == StreamStatus.CANCELLED) {
            return cancelled();
        }
        if (stream.status() == StreamStatus.ENDED) {
            return afterwards();
        }
        if (owner) {
            return teach();
        }
        if (has(EnrollmentState.PAYMENT_PENDING)) {
            return step(
                    Kind.PAYMENT_PENDING,
                    "Your payment is being confirmed",
                    "You do not need to pay again. This page changes by itself.",
                    null);
        }
        if (has(EnrollmentState.ACTIVE)) {
            return seated();
        }
        if (overdue()) {
            return over("This class did not take place", "Nobody went on air at the planned time.");
        }
        return buy();
    }

    /** What is left of a class that is over: its replay, its place in the catalog, or nothing. */
    private NextStep afterwards() {
        boolean entitled = owner || has(EnrollmentState.ACTIVE);
        if (entitled && stream.replayAvailable(now)) {
            return step(
                    Kind.WATCH,
                    "The replay is yours",
                    "Watch it as often as you like until the access ends.",
                    new Button("Watch the replay", "/streams/" + stream.id() + "/watch", false));
        }
        if (stream.migratedToWorkoutId().isPresent()) {
            return step(
                    Kind.ENDED,
                    "This class moved to the workouts",
                    entitled ? "You had a seat, so you keep it." : "Those who had a seat can watch it there.",
                    new Button(
                            "See the workout",
                            "/workouts/" + stream.migratedToWorkoutId().get(),
                            false));
        }
        boolean recorded = stream.recordingExpiresAt().filter(now::isBefore).isPresent();
        if (entitled && recorded) {
            return step(
                    Kind.WAIT,
                    "The class is over",
                    "If it was recorded, the replay opens here in a moment.",
                    new Button("Look for the replay", "/streams/" + stream.id() + "/watch", false));
        }
        return entitled
                ? over("This class is over", "The time to watch it again is over too.")
                : over("This class is over", "It cannot be joined any more.");
    }

    private boolean has(EnrollmentState state) {
        return enrollment.filter(seat -> seat.state() == state).isPresent();
    }

    private boolean live() {
        return stream.status() == StreamStatus.LIVE;
    }

    private boolean overdue() {
        return !live() && now.isAfter(stream.scheduledEnd());
    }

    private NextStep cancelled() {
        String text = enrollment
                .flatMap(Enrollment::tokensRefunded)
                .map(tokens -> "Your " + tokens + (tokens.amount() == 1 ? " is" : " are") + " back in your balance.")
                .orElse("Everybody who paid has their tokens back.");
        return step(Kind.CANCELLED, "This class was cancelled", text, otherClasses("See upcoming classes"));
    }

    private static NextStep over(String heading, String text) {
        return step(Kind.ENDED, heading, text, otherClasses("See upcoming classes"));
    }

    private NextStep teach() {
        String target = "/instructor/streams/" + stream.id() + "/broadcast";
        return step(
                Kind.TEACH,
                "You teach this class",
                "",
                new Button(live() ? "Back to the broadcast" : "Go to the green room", target, false));
    }

    private NextStep seated() {
        if (live()) {
            return step(
                    Kind.WATCH,
                    "Your seat is ready",
                    "",
                    new Button("Watch now", "/streams/" + stream.id() + "/watch", false));
        }
        return step(
                Kind.WAIT,
                "Your seat is reserved",
                overdue()
                        ? "The instructor has not gone live yet. If the class does not happen, your tokens come back."
                        : "The class opens here when the instructor goes live.",
                null);
    }

    private NextStep buy() {
        OptionalInt left = stream.seatsLeft();
        if (left.isPresent() && left.getAsInt() == 0) {
            return step(
                    Kind.FULL,
                    "This class is full",
                    "All seats are taken. A seat that somebody gives back shows up here.",
                    otherClasses("See other classes"));
        }
        return signedIn ? pay() : signIn();
    }

    private NextStep signIn() {
        String next = Words.inQuery("/streams/" + stream.id());
        return new NextStep(
                Kind.SIGN_IN,
                live() ? "This class is live now" : "Reserve your seat",
                stream.price().isZero()
                        ? "It is free. Sign in, so that the seat can be yours."
                        : "Sign in first, so that the seat can be yours.",
                Optional.of(new Button("Sign in to reserve", "/login?next=" + next, false)),
                Optional.of(new Button("Create an account", "/login?mode=signup&next=" + next, false)));
    }

    private NextStep pay() {
        long price = stream.price().amount();
        if (balance.isPresent() && balance.get() < price) {
            long missing = price - balance.get();
            return step(
                    Kind.INSUFFICIENT_TOKENS,
                    Words.tokens(missing) + (missing == 1 ? " is" : " are") + " missing",
                    "This class costs " + Words.tokens(price) + " and you have " + Words.tokens(balance.get()) + ".",
                    new Button("Get tokens", buyTokensUrl, false));
        }
        String label = price == 0
                ? live() ? "Join for free" : "Reserve for free"
                : "Pay " + Words.tokens(price) + (live() ? " and join" : " and reserve");
        return step(
                Kind.RESERVE,
                live() ? "Join the live class" : "Reserve your seat",
                "",
                new Button(label, "/streams/" + stream.id() + "/enroll", true));
    }

    private static Button otherClasses(String label) {
        return new Button(label, "/streams?status=scheduled", false);
    }

    private static NextStep step(
            Kind kind, String heading, String text, @org.jspecify.annotations.Nullable Button button) {
        return new NextStep(kind, heading, text, Optional.ofNullable(button), Optional.empty());
    }
}

package dev.stagedoor.examples.embedding;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.mediaserver.EmbeddedLiveInputProvider;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** From nothing to a sold seat. */
public final class Embedding {
    private Embedding() {}

    /**
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println(sellASeat());
    }

    static AccessExplanation sellASeat() {
        // snippet:embedding
        var storage = JdbcStorage.open("jdbc:h2:mem:studio;DB_CLOSE_DELAY=-1");
        var ledger = LedgerTokenProvider.on(storage);
        var clock = InstantSource.system();
        try (var media = EmbeddedLiveInputProvider.builder(URI.create("http://localhost:8080"))
                        .start();
                var platform =
                        StreamingPlatform.builder(storage, ledger, media, clock).build()) {
            var ids = platform.ids();
            User coach = new User(
                    new UserId(ids.next()), "coach@example.com", "Coach", Set.of(Role.INSTRUCTOR), clock.instant());
            platform.accounts().adopt(coach);
            UserId ana = new UserId(ids.next());
            ledger.gift(new TransferId(ids.next()), ana, Tokens.of(100), "welcome");

            Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
            StreamSession yoga = platform.sessions()
                    .create(coach.id(), StreamDraft.of("Morning yoga", tomorrow).price(Tokens.of(30)))
                    .orElseThrow();
            EnrollResult seat =
                    platform.enrollments().enroll(EnrollRequest.of(new EnrollmentId(ids.next()), ana, yoga.id()));
            System.out.println(seat); // Enrolled[..., newBalance=70 tokens, ...]

            platform.sessions().start(coach.id(), yoga.id());
            return platform.explainAccess(ana, yoga.id()); // WATCH_LIVE, because ENROLLED and LIVE
        }
        // /snippet
    }
}

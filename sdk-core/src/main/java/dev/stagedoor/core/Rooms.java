package dev.stagedoor.core;

import dev.stagedoor.core.access.AccessGate;
import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.catalog.Catalog;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.enrollment.Reconciler;
import dev.stagedoor.core.enrollment.Settlements;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.internal.AccountDesk;
import dev.stagedoor.core.internal.AssetSweeps;
import dev.stagedoor.core.internal.AudienceDesk;
import dev.stagedoor.core.internal.Broadcasts;
import dev.stagedoor.core.internal.CatalogDesk;
import dev.stagedoor.core.internal.EnrollmentDesk;
import dev.stagedoor.core.internal.Gate;
import dev.stagedoor.core.internal.LedgerTill;
import dev.stagedoor.core.internal.LiveInputs;
import dev.stagedoor.core.internal.MediaPlanner;
import dev.stagedoor.core.internal.MediaWatchDesk;
import dev.stagedoor.core.internal.NoRecordings;
import dev.stagedoor.core.internal.OutboxDesk;
import dev.stagedoor.core.internal.Payments;
import dev.stagedoor.core.internal.ProviderReports;
import dev.stagedoor.core.internal.ReconcileDesk;
import dev.stagedoor.core.internal.RecordingDesk;
import dev.stagedoor.core.internal.RemoteBooks;
import dev.stagedoor.core.internal.RemoteCalls;
import dev.stagedoor.core.internal.RemoteTill;
import dev.stagedoor.core.internal.Replays;
import dev.stagedoor.core.internal.RetentionDesk;
import dev.stagedoor.core.internal.Seats;
import dev.stagedoor.core.internal.SessionDesk;
import dev.stagedoor.core.internal.SettlementDesk;
import dev.stagedoor.core.internal.Till;
import dev.stagedoor.core.internal.Tools;
import dev.stagedoor.core.media.MediaPlan;
import dev.stagedoor.core.notice.Outbox;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.retention.Retention;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TokenContext;
import dev.stagedoor.core.tokens.TokenProvider;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import java.util.Optional;

/** The rooms of one platform, wired. */
record Rooms(
        StreamSessions sessions,
        Enrollments enrollments,
        AccessGate access,
        Audience audience,
        Accounts accounts,
        TokenProvider tokens,
        Outbox outbox,
        DomainEvents events,
        TimeOrderedIds ids,
        MediaPlan plan,
        Reconciler reconciler,
        Settlements settlements,
        Recordings recordings,
        Retention retention,
        Catalog catalog,
        MediaWatch mediaWatch,
        Runnable stop) {
    private static final int REFUNDS_AT_ONCE = 500;

    static Rooms open(StreamingPlatform.Builder options) {
        DomainEvents events = new DomainEvents(options.executor);
        TimeOrderedIds ids = new TimeOrderedIds(options.clock, options.random);
        Tools tools = new Tools(
                options.storage,
                options.tokens,
                options.liveInputs,
                options.recordings.orElseGet(NoRecordings::new),
                options.retention,
                options.clock,
                ids,
                events);
        Gate gate = new Gate(tools);
        LiveInputs liveInputs = new LiveInputs(tools);
        Seats seats = new Seats(tools);
        RemoteBooks books = new RemoteBooks(tools, seats);
        Optional<RemoteCalls> calls = options.tokens instanceof RemoteTokenProvider remote
                ? Optional.of(new RemoteCalls(tools, remote, books))
                : Optional.empty();
        Till till = till(options, tools, seats, calls);
        EnrollmentDesk enrollments =
                new EnrollmentDesk(tools, seats, till, options.cancellationPolicy, options.neverGivenGrace);
        Replays replays = new Replays(tools, options.replayTicketLifetime);
        AudienceDesk audience =
                new AudienceDesk(tools, gate, liveInputs, replays, options.devicesPerSeat, options.watchTokenLifetime);
        RecordingDesk recordings = new RecordingDesk(tools, options.node);
        AssetSweeps assets =
                new AssetSweeps(tools, recordings, options.node, options.sweepExecutor, options.sweepConcurrency);
        Broadcasts broadcasts = new Broadcasts(tools);
        ProviderReports reports = new ProviderReports(audience, broadcasts, events, options.executor);
        Rooms rooms = new Rooms(
                new SessionDesk(tools, liveInputs, enrollments, recordings),
                enrollments,
                gate,
                audience,
                new AccountDesk(tools),
                options.tokens,
                new OutboxDesk(tools),
                events,
                ids,
                MediaPlanner.plan(options.liveInputs, options.recordings, options.retention),
                new ReconcileDesk(tools, books, calls),
                new SettlementDesk(
                        tools, till, enrollments, liveInputs, options.neverGivenGrace, options.breakOffPolicy),
                recordings,
                new RetentionDesk(tools, recordings, assets),
                new CatalogDesk(tools, replays, options.catalogAccess),
                new MediaWatchDesk(tools, liveInputs, broadcasts),
                reports::stop);
        options.tokens.attach(new TokenContext(options.clock, ids, events));
        options.liveInputs.connect(reports);
        liveInputs.restore();
        rooms.finishRefunds();
        return rooms;
    }

    private static Till till(StreamingPlatform.Builder options, Tools tools, Seats seats, Optional<RemoteCalls> calls) {
        return options.tokens instanceof TransactionalTokenProvider ledger
                ? new LedgerTill(tools, seats, new Payments(ledger))
                : new RemoteTill(tools, seats, calls.orElseThrow());
    }

    private void finishRefunds() {
        int refunded = REFUNDS_AT_ONCE;
        while (refunded == REFUNDS_AT_ONCE) {
            refunded = enrollments.refundCancelled(REFUNDS_AT_ONCE);
        }
    }

    void close() {
        stop.run();
    }
}

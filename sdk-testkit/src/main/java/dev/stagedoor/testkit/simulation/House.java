package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import dev.stagedoor.testkit.FakeLiveInputs;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.util.Random;

/**
 * One simulated process with wallets of its own.
 *
 * @param storage as this process sees it
 * @param ledger its ledger
 * @param tokens the ledger as the platform sees it
 * @param platform its platform
 * @param enrollments the platform's seats as callers see them
 * @param media its live inputs: what arrives there ends with the process
 */
record House(
        Storage storage,
        LedgerTokenProvider ledger,
        TransactionalTokenProvider tokens,
        StreamingPlatform platform,
        Enrollments enrollments,
        FakeLiveInputs media) {
    static final int FEE_PERCENT = 15;

    static House open(Simulation options, Storage storage, SettableClock clock, long seed) {
        LedgerTokenProvider ledger = LedgerTokenProvider.on(storage).withFeePercent(FEE_PERCENT);
        TransactionalTokenProvider tokens = options.ledger.apply(storage, ledger);
        FakeLiveInputs media = new FakeLiveInputs(clock);
        StreamingPlatform platform = StreamingPlatform.builder(storage, tokens, media, clock)
                .random(new Random(seed))
                .neverGivenGrace(Model.GRACE)
                .breakOffPolicy((planned, delivered, paid) -> Tokens.of(Model.back(paid.amount(), delivered)))
                .build();
        platform.mediaWatch().lookOnce();
        return new House(storage, ledger, tokens, platform, options.enrollments.apply(platform.enrollments()), media);
    }
}

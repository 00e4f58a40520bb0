package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.ReplayGate;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A gate whose answers are remembered for a while, because a player asks for a segment every few seconds. Safe for use by many threads. */
public final class RememberingGate implements ReplayGate {
    private static final int MOST = 20_000;

    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();
    private final ReplayGate gate;
    private final Duration memory;
    private final InstantSource clock;

    /**
     * @param gate who knows
     * @param memory for how long an answer holds
     * @param clock tells when that is over
     */
    public RememberingGate(ReplayGate gate, Duration memory, InstantSource clock) {
        this.gate = gate;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public boolean mayWatch(RecordingId recordingId, UserId userId) {
        Question question = new Question(recordingId, userId);
        Instant now = clock.instant();
        Answer known = answers.get(question);
        if (known != null && now.isBefore(known.until())) {
            return known.mayWatch();
        }
        boolean mayWatch = gate.mayWatch(recordingId, userId);
        makeRoom(now);
        answers.put(question, new Answer(mayWatch, now.plus(memory)));
        return mayWatch;
    }

    private void makeRoom(Instant now) {
        if (answers.size() < MOST) {
            return;
        }
        answers.values().removeIf(answer -> !now.isBefore(answer.until()));
        if (answers.size() >= MOST) {
            answers.clear();
        }
    }

    private record Question(RecordingId recordingId, UserId userId) {}

    private record Answer(boolean mayWatch, Instant until) {}
}

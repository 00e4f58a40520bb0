package dev.stagedoor.testkit;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import java.time.Instant;

class FakeRecordingsTest extends RecordingProviderContract {
    private final SettableClock clock = new SettableClock(TestPlatform.START);
    private FakeRecordings fake = new FakeRecordings(clock);

    @Override
    protected RecordingProvider emptyProvider() {
        fake = new FakeRecordings(clock);
        return fake;
    }

    @Override
    protected void record(RecordingId id) {
        fake.recorded(id);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}

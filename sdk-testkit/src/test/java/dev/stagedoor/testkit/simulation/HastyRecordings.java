package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import java.util.ArrayList;
import java.util.List;

/** Planted: storing drops the local copy at once. */
final class HastyRecordings {
    private HastyRecordings() {}

    static RecordingProvider over(RecordingProvider real) {
        List<RecordingId> stored = new ArrayList<>();
        RecordingProvider noting = Interception.seeing(RecordingProvider.class, real, (method, arguments) -> {
            if (method.getName().equals("store")) {
                stored.add((RecordingId) arguments[0]);
            }
        });
        return Interception.of(RecordingProvider.class, noting, (method, call) -> {
            Object answer = call.make();
            if (method.getName().equals("store")) {
                real.dropLocal(stored.get(stored.size() - 1));
            }
            return answer;
        });
    }
}

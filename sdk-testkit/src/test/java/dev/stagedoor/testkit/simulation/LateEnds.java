package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.BroadcastStore;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.testkit.InMemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Planted: a broadcast whose process died ends when the lease is over, not when it was last seen. */
final class LateEnds implements Ground {
    @Override
    public Storage empty() {
        return new InMemoryStorage();
    }

    @Override
    public Storage seenBy(Storage durable, CrashSwitch crash) {
        return new CrashingStorage(new Late(durable), crash);
    }

    private record Late(Storage durable) implements Storage {
        @Override
        public <T> T inTransaction(Function<UnitOfWork, T> work) {
            return durable.inTransaction(unit -> work.apply(late(unit)));
        }

        private static UnitOfWork late(UnitOfWork unit) {
            return Interception.of(
                    UnitOfWork.class,
                    unit,
                    (method, real) -> method.getName().equals("broadcasts") ? late(unit.broadcasts()) : real.make());
        }

        private static BroadcastStore late(BroadcastStore store) {
            return new LateStore(store);
        }

        @Override
        public void ping() {
            durable.ping();
        }

        @Override
        public void close() {
            durable.close();
        }
    }

    private record LateStore(BroadcastStore real) implements BroadcastStore {
        @Override
        public Optional<Instant> endUnseen(StreamId streamId, Instant lastSeenBy) {
            boolean unseen = real.listUnseen(lastSeenBy, Integer.MAX_VALUE).contains(streamId);
            if (unseen) {
                real.ended(streamId, lastSeenBy);
            }
            return unseen ? Optional.of(lastSeenBy) : Optional.empty();
        }

        @Override
        public void began(StreamId streamId, Instant at) {
            real.began(streamId, at);
        }

        @Override
        public void ended(StreamId streamId, Instant at) {
            real.ended(streamId, at);
        }

        @Override
        public boolean seen(StreamId streamId, Instant at) {
            return real.seen(streamId, at);
        }

        @Override
        public List<StreamId> listUnseen(Instant lastSeenBy, int limit) {
            return real.listUnseen(lastSeenBy, limit);
        }

        @Override
        public List<Broadcast> list(StreamId streamId) {
            return real.list(streamId);
        }

        @Override
        public List<StreamId> listOverdue(Instant plannedStartBy, Instant plannedEndBy, int limit) {
            return real.listOverdue(plannedStartBy, plannedEndBy, limit);
        }

        @Override
        public List<StreamId> listAbandoned(Instant silentSince, int limit) {
            return real.listAbandoned(silentSince, limit);
        }
    }
}

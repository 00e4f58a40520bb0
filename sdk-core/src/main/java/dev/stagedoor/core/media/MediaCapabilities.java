package dev.stagedoor.core.media;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a media provider can do. The platform plans the gaps itself and prints the plan; a missing capability is never discovered as an error. Everything
 * is false unless said otherwise. Immutable.
 */
public final class MediaCapabilities {
    private final boolean recordsWhip;
    private final boolean hls;
    private final boolean countsViewers;
    private final boolean signedPlayback;
    private final boolean revokesViewers;
    private final boolean remembersLiveInputs;
    private final @Nullable Duration shortestRetention;

    private MediaCapabilities(Builder builder) {
        recordsWhip = builder.recordsWhip;
        hls = builder.hls;
        countsViewers = builder.countsViewers;
        signedPlayback = builder.signedPlayback;
        revokesViewers = builder.revokesViewers;
        remembersLiveInputs = builder.remembersLiveInputs;
        shortestRetention = builder.shortestRetention;
    }

    /** {@return a builder with every capability absent} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return whether a broadcast that came in by WHIP leaves a recording by itself} */
    public boolean recordsWhip() {
        return recordsWhip;
    }

    /** {@return whether recordings can be watched by HLS from this provider} */
    public boolean hls() {
        return hls;
    }

    /** {@return whether viewers of WHEP are reported as they join and leave} */
    public boolean countsViewers() {
        return countsViewers;
    }

    /** {@return whether watching needs a signed ticket} */
    public boolean signedPlayback() {
        return signedPlayback;
    }

    /** {@return whether one viewer can be cut off while the broadcast goes on} */
    public boolean revokesViewers() {
        return revokesViewers;
    }

    /** {@return whether live inputs outlive a restart of this process; otherwise the platform makes them again when it is built} */
    public boolean remembersLiveInputs() {
        return remembersLiveInputs;
    }

    /** {@return the shortest time after which the provider itself can delete a recording; empty when it cannot at all} */
    public Optional<Duration> shortestRetention() {
        return Optional.ofNullable(shortestRetention);
    }

    /** Collects capabilities. Not for use by several threads. */
    public static final class Builder {
        private boolean recordsWhip;
        private boolean hls;
        private boolean countsViewers;
        private boolean signedPlayback;
        private boolean revokesViewers;
        private boolean remembersLiveInputs;
        private @Nullable Duration shortestRetention;

        private Builder() {}

        /** {@return this, with recordings of WHIP broadcasts} */
        public Builder recordsWhip() {
            recordsWhip = true;
            return this;
        }

        /** {@return this, with HLS} */
        public Builder hls() {
            hls = true;
            return this;
        }

        /** {@return this, reporting viewers} */
        public Builder countsViewers() {
            countsViewers = true;
            return this;
        }

        /** {@return this, with signed tickets} */
        public Builder signedPlayback() {
            signedPlayback = true;
            return this;
        }

        /** {@return this, able to cut one viewer off} */
        public Builder revokesViewers() {
            revokesViewers = true;
            return this;
        }

        /** {@return this, keeping live inputs over restarts} */
        public Builder remembersLiveInputs() {
            remembersLiveInputs = true;
            return this;
        }

        /**
         * @param shortest the floor of the provider's own deletion, positive
         * @return this, able to delete recordings by itself
         */
        public Builder shortestRetention(Duration shortest) {
            if (shortest.isZero() || shortest.isNegative()) {
                throw new IllegalArgumentException("shortestRetention must be positive, not " + shortest);
            }
            shortestRetention = shortest;
            return this;
        }

        /** {@return the capabilities} */
        public MediaCapabilities build() {
            return new MediaCapabilities(this);
        }
    }
}

package dev.stagedoor.server.ops;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.mediaserver.MediaServerMetrics;
import dev.stagedoor.server.http.RequestObserver;
import dev.stagedoor.server.recording.Recorders;
import dev.stagedoor.server.retention.RetentionSweeps;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the server counts, for Prometheus. */
public final class Metrics implements RequestObserver, AutoCloseable {

    /** Others are callers' inventions; a series for each would be kept for ever. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final AtomicBoolean watchesJvm = new AtomicBoolean();

    /** Counts HTTP requests; the JVM is watched from the first scrape on, so that the start need not wait for it. */
    public Metrics() {}

    @Override
    public void answered(String method, String route, int status, long nanos) {
        Timer.builder("stagedoor.http.requests")
                .description("Requests answered")
                .tag("method", METHODS.contains(method) ? method : "OTHER")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    /** Counts what happens to seats and classes. */
    public void count(DomainEvents events) {
        events.subscribe(event -> {
            if (event instanceof DomainEvent.EnrollmentChanged it) {
                registry.counter(
                                "stagedoor.enrollments",
                                "state",
                                it.enrollment().state().wireName())
                        .increment();
            } else if (event instanceof DomainEvent.StreamChanged it) {
                registry.counter(
                                "stagedoor.stream.changes",
                                "change",
                                it.change().name().toLowerCase(java.util.Locale.ROOT))
                        .increment();
            } else if (event instanceof DomainEvent.RecordingChanged it) {
                recorded(it.recording());
            }
        });
    }

    private void recorded(Recording recording) {
        registry.counter(
                        "stagedoor.recording.changes",
                        "state",
                        recording.state().wireName())
                .increment();
        if (recording.state() == RecordingState.READY) {
            recording.facts().ifPresent(facts -> {
                registry.counter("stagedoor.recordings.bytes").increment(facts.bytes());
                registry.counter("stagedoor.recordings.seconds")
                        .increment(facts.duration().toSeconds());
                registry.counter("stagedoor.recordings.gaps").increment(facts.gaps());
            });
        }
    }

    /** Shows the media server's figures; asked at each scrape. */
    public void show(Supplier<MediaServerMetrics> media) {
        gauge(media, "stagedoor.media.broadcasts", "Publishers connected now", MediaServerMetrics::broadcasts);
        gauge(media, "stagedoor.media.viewer.sessions", "Devices that watch now", MediaServerMetrics::viewerSessions);
        gauge(
                media,
                "stagedoor.media.pending.sessions",
                "Sessions not connected yet",
                MediaServerMetrics::pendingSessions);
        counter(media, "stagedoor.media.packets.received", "Datagrams read", MediaServerMetrics::packetsReceived);
        counter(media, "stagedoor.media.packets.sent", "Datagrams written", MediaServerMetrics::packetsSent);
        counter(media, "stagedoor.media.bytes.received", "Bytes read", MediaServerMetrics::bytesReceived);
        counter(media, "stagedoor.media.bytes.sent", "Bytes written", MediaServerMetrics::bytesSent);
        counter(
                media,
                "stagedoor.media.packets.forwarded",
                "RTP packets sent to viewers",
                MediaServerMetrics::packetsForwarded);
        counter(media, "stagedoor.media.retransmissions", "Packets sent again", MediaServerMetrics::retransmissions);
        counter(
                media,
                "stagedoor.media.key.frame.requests",
                "Key frames asked for",
                MediaServerMetrics::keyFrameRequests);
        counter(media, "stagedoor.media.joins", "Devices connected since start", MediaServerMetrics::joins);
    }

    /** Shows how busy the pool of connections to the database is; asked at each scrape. */
    public void show(HikariDataSource database) {
        HikariPoolMXBean pool = database.getHikariPoolMXBean();
        gauge("stagedoor.database.connections.active", "Connections in use", pool::getActiveConnections);
        gauge("stagedoor.database.connections.waiting", "Callers waiting", pool::getThreadsAwaitingConnection);
    }

    /** Shows how recording goes; asked at each scrape. */
    public void show(Recorders recorders) {
        gauge("stagedoor.recordings.active", "Classes being recorded now", recorders::active);
        gauge("stagedoor.recordings.stopped", "Live classes whose recording a fault stopped", recorders::stopped);
        FunctionCounter.builder("stagedoor.recordings.alarms", recorders, Recorders::alarms)
                .description("Recordings that a fault stopped since start")
                .register(registry);
    }

    /** Counts what sweeps over recordings did, and how long each took. */
    public void swept(RetentionSweeps.Sweep sweep, Round round, Duration took) {
        Timer.builder("stagedoor.retention.sweeps")
                .description("Sweeps over recordings, finished")
                .tag("sweep", sweep.wireName())
                .register(registry)
                .record(took);
        count(sweep, "done", round.done());
        count(sweep, "failed", round.failed());
        count(sweep, "skipped", round.skipped());
    }

    private void count(RetentionSweeps.Sweep sweep, String outcome, int number) {
        registry.counter("stagedoor.retention.recordings", "sweep", sweep.wireName(), "outcome", outcome)
                .increment(number);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private void gauge(
            Supplier<MediaServerMetrics> media,
            String name,
            String description,
            ToDoubleFunction<MediaServerMetrics> value) {
        Gauge.builder(name, media, source -> value.applyAsDouble(source.get()))
                .description(description)
                .register(registry);
    }

    private void counter(
            Supplier<MediaServerMetrics> media,
            String name,
            String description,
            ToDoubleFunction<MediaServerMetrics> value) {
        FunctionCounter.builder(name, media, source -> value.applyAsDouble(source.get()))
                .description(description)
                .register(registry);
    }

    String scrape() {
        if (watchesJvm.compareAndSet(false, true)) {
            watchJvm();
        }
        return registry.scrape();
    }

    private void watchJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbage.bindTo(registry);
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}

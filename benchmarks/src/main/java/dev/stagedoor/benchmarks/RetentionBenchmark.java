package dev.stagedoor.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.testkit.FakeLiveInputs;
import dev.stagedoor.testkit.FakeRecordings;
import dev.stagedoor.tokens.LedgerTokenProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import javax.sql.DataSource;

/**
 * The cleanup of recordings among very many classes on PostgreSQL: how long it takes to find what is due, and how fast a round gets through it when the provider
 * answers at once.
 */
final class RetentionBenchmark {
    private static final int CLASSES = Integer.getInteger("stagedoor.bench.classes", 1_000_000);
    private static final int DUE = CLASSES / 100;
    private static final int BATCH = 500;
    private static final int LOOKS = 41;

    private RetentionBenchmark() {}

    static void run() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(postgres.getPostgresDatabase());
            config.setMaximumPoolSize(4);
            config.setAutoCommit(false);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                measure(postgres.getPostgresDatabase(), JdbcStorage.open(pool));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void measure(DataSource plain, Storage storage) {
        fill(plain);
        InstantSource clock = InstantSource.system();
        StreamingPlatform platform = StreamingPlatform.builder(
                        storage, LedgerTokenProvider.on(storage), new FakeLiveInputs(clock), clock)
                .recordings(new FakeRecordings(clock))
                .build();
        double[] looks = new double[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            long began = System.nanoTime();
            storage.inTransaction(work -> work.recordings().listDue(Instant.now(), BATCH));
            looks[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(looks);
        long began = System.nanoTime();
        int deleted = 0;
        Round round = platform.retention().cleanup(BATCH);
        while (round.done() > 0) {
            deleted += round.done();
            round = platform.retention().cleanup(BATCH);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Table table = new Table("classes", "due", "finding " + BATCH + " due, p50 / worst ms", "steps done", "steps/s");
        table.row(
                Integer.toString(CLASSES),
                Integer.toString(DUE),
                Figures.oneDecimal(looks[LOOKS / 2]) + " / " + Figures.oneDecimal(looks[LOOKS - 1]),
                Integer.toString(deleted),
                Figures.oneDecimal(deleted / seconds));
        System.out.print(table);
        platform.close();
    }

    /** Ended classes of the last years, each with a recording that is kept for the catalog; one in a hundred has its time over. */
    private static void fill(DataSource plain) {
        run(
                plain,
                "CREATE FUNCTION n(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS "
                        + "$$ SELECT lpad(to_hex(i), 32, '0')::uuid $$");
        run(plain, """
                INSERT INTO live_stream_sessions (id, instructor_id, title, description, status, scheduled_start, zone, duration_minutes,
                    price_in_tokens, actual_start, actual_end, recording_id, recording_expires_at, migration_scheduled_at, created_at, updated_at)
                SELECT n(i), n(mod(i, 500)), 'Class ' || i, '', 'ended', t, 'UTC', 60, 0, t, t + interval '1 hour', n(i)::text,
                    CASE WHEN mod(i, 100) = 0 THEN now() - interval '1 minute' ELSE now() + interval '3 days' END, now() + interval '60 days', t, t
                FROM (SELECT i, now() - interval '7 days' - i * interval '1 second' AS t FROM generate_series(1, %d) i) s""".formatted(CLASSES));
        run(plain, """
                INSERT INTO stream_recordings (id, stream_id, state, node, is_local, asset_id, started_at, ended_at, duration_millis, bytes, width,
                    height, video_codec, audio_codec, gaps, due_at, migrate_at, attempts)
                SELECT s.id, s.id, 'ready', 'main', false, 'asset-' || s.id, s.actual_start, s.actual_end, 3600000, 600000000, 1280, 720, 'H264',
                    'opus', 0, s.recording_expires_at, s.migration_scheduled_at, 0 FROM live_stream_sessions s""");
        run(plain, "VACUUM ANALYZE live_stream_sessions, stream_recordings");
        run(plain, "CHECKPOINT");
    }

    private static void run(DataSource database, String statement) {
        try (Connection connection = database.getConnection();
                Statement open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }
}

package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void every_migration_is_listed_so_that_none_is_skipped_at_start(Engine engine) throws IOException {
        Path folder = Path.of("src/main/resources/stagedoor-migrations", engine.folder());
        try (Stream<Path> files = Files.list(folder)) {
            List<String> versions = files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(1, name.indexOf("__")).replace('_', '.'))
                    .toList();

            assertThat(Migrations.Folder.ours(engine).versions()).containsExactlyInAnyOrderElementsOf(versions);
        }
    }

    @Test
    void opening_a_second_time_changes_nothing() {
        DataSource database = Databases.newH2();
        JdbcStorage.open(database);

        JdbcStorage.open(database).ping();
    }
}

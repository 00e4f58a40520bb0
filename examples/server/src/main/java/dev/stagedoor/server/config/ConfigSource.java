package dev.stagedoor.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Lays the environment over the file named by {@code STAGEDOOR_CONFIG}, or over {@code stagedoor.properties} if there is one. */
public final class ConfigSource {

    private ConfigSource() {}

    /**
     * The variables that concern Stagedoor.
     *
     * @param environment the process environment
     * @param workingDirectory where {@code stagedoor.properties} is looked for
     * @throws ConfigException if the file named by {@code STAGEDOOR_CONFIG} cannot be read
     */
    public static Map<String, String> variables(Map<String, String> environment, Path workingDirectory) {
        Map<String, String> variables = new LinkedHashMap<>();
        String named = environment.getOrDefault("STAGEDOOR_CONFIG", "");
        Path file = workingDirectory.resolve(named.isEmpty() ? "stagedoor.properties" : named);
        if (!named.isEmpty() || Files.isRegularFile(file)) {
            variables.putAll(read(file));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith("STAGEDOOR_") || ConfigReader.knows(name)) {
                variables.put(name, value);
            }
        });
        return variables;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigException(List.of("STAGEDOOR_CONFIG names a file that cannot be read: " + file));
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}

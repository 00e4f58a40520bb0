package dev.stagedoor.server.config;

import java.util.List;

/** The configuration cannot be used. The message names every variable at fault and what it should be. */
public final class ConfigException extends RuntimeException {

    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each variable at fault; never empty. */
    public List<String> problems() {
        return problems;
    }
}

package dev.stagedoor.server.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody typed into a form and what is wrong with it. Nothing typed is ever lost, passwords excepted.
 *
 * @param values by field name
 * @param errors by field name, in the order of the form
 * @param problem what is wrong with the form as a whole; empty when nothing
 */
public record Form(Map<String, String> values, Map<String, String> errors, String problem) {

    /**
     * One thing that is wrong.
     *
     * @param field the field's name
     * @param message what to do
     */
    public record Error(String field, String message) {}

    /** A form nobody has typed into. */
    public static Form empty() {
        return new Form(Map.of(), Map.of(), "");
    }

    /** A form with these values and nothing wrong. */
    public static Form of(Map<String, String> values) {
        return new Form(Map.copyOf(values), Map.of(), "");
    }

    /** The same values with this wrong. */
    public Form withErrors(List<Error> found) {
        Map<String, String> all = new LinkedHashMap<>();
        found.forEach(error -> all.putIfAbsent(error.field(), error.message()));
        return new Form(values, all, problem);
    }

    /** The same values with this wrong as a whole. */
    public Form withProblem(String text) {
        return new Form(values, errors, text);
    }

    /** What was typed into a field. */
    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** What is wrong with a field; empty when nothing. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** Whether something is wrong. */
    public boolean wrong() {
        return !errors.isEmpty() || !problem.isEmpty();
    }
}

package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST /graphql}, as far as minutes viewed need it: the filter's fields are found by name, whether written in the query or handed in as
 * variables, and rows are grouped by the dimensions that are selected. Nothing else of GraphQL is understood.
 */
final class GraphQl {
    private static final String DATASET = "streamMinutesViewedAdaptiveGroups";
    private static final List<String> FILTERS = List.of("uid", "uid_gt", "date_geq", "date_gt", "date_leq", "date_lt");
    private static final double MINUTE = 60;

    private final CloudflareAccount account;

    GraphQl(CloudflareAccount account) {
        this.account = account;
    }

    /** Errors come with HTTP 200, in an envelope of their own. */
    Answer answer(ApiCall call) {
        Body body = call.body();
        String query = body.text("query").orElse("");
        if (!query.contains(DATASET)) {
            ObjectNode failed = Store.JSON.createObjectNode().putNull("data");
            failed.putArray("errors").addObject().put("message", "unknown field: only " + DATASET + " is known here");
            return Answer.json(200, failed);
        }
        JsonNode variables = body.node().path("variables");
        ArrayNode groups = account.locked(() -> groups(query, variables));
        ObjectNode answer = Store.JSON.createObjectNode();
        answer.putObject("data")
                .putObject("viewer")
                .putArray("accounts")
                .addObject()
                .set(DATASET, groups);
        return Answer.json(200, answer.putNull("errors"));
    }

    private ArrayNode groups(String query, JsonNode variables) {
        Map<String, String> filter = filter(query, variables);
        boolean byDate = selects(query, "date");
        Map<String, ObjectNode> groups = new LinkedHashMap<>();
        List<ObjectNode> rows = new ArrayList<>(account.ground().store().all(Shelf.MINUTES));
        rows.sort(Comparator.comparing(
                it -> it.path("uid").asText() + it.path("date").asText()));
        for (ObjectNode row : rows) {
            if (passes(row, filter)) {
                String uid = row.path("uid").asText();
                String date = row.path("date").asText();
                ObjectNode group =
                        groups.computeIfAbsent(byDate ? uid + date : uid, key -> group(uid, byDate ? date : ""));
                ObjectNode sum = group.withObjectProperty("sum");
                sum.put(
                        "seconds",
                        sum.path("seconds").asDouble() + row.path("seconds").asDouble());
            }
        }
        ArrayNode list = Store.JSON.createArrayNode();
        groups.values().stream().limit(limit(query, variables)).forEach(it -> list.add(rounded(it)));
        return list;
    }

    private static ObjectNode group(String uid, String date) {
        ObjectNode group = Store.JSON.createObjectNode();
        group.putObject("sum");
        ObjectNode dimensions = group.putObject("dimensions").put("uid", uid);
        if (!date.isEmpty()) {
            dimensions.put("date", date);
        }
        return group;
    }

    private static ObjectNode rounded(ObjectNode group) {
        double seconds = group.path("sum").path("seconds").asDouble();
        group.putObject("sum").put("minutesViewed", Math.round(seconds / MINUTE));
        return group;
    }

    private static boolean selects(String query, String dimension) {
        Matcher dimensions = Pattern.compile("dimensions\\s*\\{([^}]*)\\}").matcher(query);
        return dimensions.find()
                && List.of(dimensions.group(1).trim().split("[\\s,]+")).contains(dimension);
    }

    private static Map<String, String> filter(String query, JsonNode variables) {
        Map<String, String> filter = new HashMap<>();
        for (String name : FILTERS) {
            argument(query, variables, name)
                    .or(() -> Optional.ofNullable(variables.findValue(name))
                            .filter(JsonNode::isTextual)
                            .map(JsonNode::asText))
                    .ifPresent(value -> filter.put(name, value));
        }
        return filter;
    }

    /** {@code name: "value"} or {@code name: $variable}. */
    private static Optional<String> argument(String query, JsonNode variables, String name) {
        Matcher found = Pattern.compile("\\b" + name + "\\s*:\\s*(?:\"([^\"]*)\"|\\$(\\w+)|(\\d+))")
                .matcher(query);
        while (found.find()) {
            if (found.group(1) != null) {
                return Optional.of(found.group(1));
            }
            if (found.group(3) != null) {
                return Optional.of(found.group(3));
            }
            JsonNode value = variables.path(found.group(2));
            if (value.isValueNode() && !value.isNull()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }

    private static long limit(String query, JsonNode variables) {
        return argument(query, variables, "limit").map(Long::parseLong).orElse(100L);
    }

    private static boolean passes(ObjectNode row, Map<String, String> filter) {
        String uid = row.path("uid").asText();
        String date = row.path("date").asText();
        return filter.getOrDefault("uid", uid).equals(uid)
                && uid.compareTo(filter.getOrDefault("uid_gt", "")) > 0
                && date.compareTo(filter.getOrDefault("date_geq", "")) >= 0
                && date.compareTo(filter.getOrDefault("date_gt", "")) > 0
                && date.compareTo(filter.getOrDefault("date_leq", "~")) <= 0
                && date.compareTo(filter.getOrDefault("date_lt", "~")) < 0;
    }
}

package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.cloudflare.stream.Exchange.Answer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Figures of Cloudflare's GraphQL API, which has a budget of calls and a permission (Account Analytics, Read) of its own. They cover HLS and DASH and never WebRTC,
 * and go back 90 days. Safe for use by many threads; faults are {@link CloudflareStreamException}s.
 */
public final class Analytics {
    /** The longest interval of one question in days. */
    public static final int LONGEST_INTERVAL_DAYS = 31;

    static final int PAGE = 1_000;

    private static final String DATASET = "streamMinutesViewedAdaptiveGroups";

    private final Api api;

    Analytics(Api api) {
        this.api = api;
    }

    /**
     * @param from the first day, UTC
     * @param to the day after the last one, UTC; 1 to {@value #LONGEST_INTERVAL_DAYS} days later
     * @param uid of the only video of interest; empty: all
     * @return the minutes of each video that was watched, by uid; without a row nobody watched
     * @throws UnsuccessfulException when the question is answered with errors, such as a token without the permission
     */
    public List<MinutesViewed> minutesViewed(LocalDate from, LocalDate to, Optional<String> uid) {
        long days = ChronoUnit.DAYS.between(from, to);
        if (days < 1 || days > LONGEST_INTERVAL_DAYS) {
            throw new IllegalArgumentException(
                    "from and to must be 1 to " + LONGEST_INTERVAL_DAYS + " days apart, not " + days);
        }
        uid.ifPresent(it -> Segments.id("uid", it));
        List<MinutesViewed> all = new ArrayList<>();
        List<MinutesViewed> page;
        String last = "";
        do {
            page = page(from, to, uid, last);
            all.addAll(page);
            last = page.isEmpty() ? last : page.get(page.size() - 1).uid();
        } while (page.size() >= PAGE && uid.isEmpty());
        return List.copyOf(all);
    }

    private List<MinutesViewed> page(LocalDate from, LocalDate to, Optional<String> uid, String after) {
        ObjectNode filter = Json.object().put("date_geq", from.toString()).put("date_lt", to.toString());
        uid.ifPresent(it -> filter.put("uid", it));
        if (!after.isEmpty()) {
            filter.put("uid_gt", after);
        }
        ObjectNode body = Json.object().put("query", query());
        body.putObject("variables").put("accountTag", api.accountId()).set("filter", filter);
        Call call = Api.json(api.root("POST", "graphql").unlimited().readOnly(), body);
        JsonNode groups = rows(call);
        List<MinutesViewed> rows = Fields.list(
                groups,
                row -> new MinutesViewed(
                        row.object("dimensions").flatMap(it -> it.text("uid")).orElse(""),
                        row.object("sum")
                                .map(it -> it.whole("minutesViewed").orElse(0))
                                .orElse(0L)));
        if (rows.stream().anyMatch(row -> row.uid().compareTo(after) <= 0)) {
            throw api.unreadable(call, "a row has no uid, or one of an earlier page");
        }
        return rows;
    }

    private static String query() {
        return "query Minutes($accountTag: string!, $filter: AccountStreamMinutesViewedAdaptiveGroupsFilter_InputObject!) "
                + "{ viewer { accounts(filter: {accountTag: $accountTag}) { " + DATASET
                + "(filter: $filter, orderBy: [uid_ASC], limit: " + PAGE
                + ") { sum { minutesViewed } dimensions { uid } } } } }";
    }

    private JsonNode rows(Call call) {
        Answer answer = api.send(call);
        JsonNode body = Json.read(answer.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> api.unreadable(call, "the answer is no JSON object"));
        JsonNode errors = body.path("errors");
        if (!errors.isNull() && !errors.isMissingNode() && !(errors.isArray() && errors.isEmpty())) {
            throw api.transport().refusal(call, answer, false);
        }
        JsonNode groups =
                body.path("data").path("viewer").path("accounts").path(0).path(DATASET);
        if (!groups.isArray()) {
            throw api.unreadable(call, "the answer has no rows of this account");
        }
        return groups;
    }
}

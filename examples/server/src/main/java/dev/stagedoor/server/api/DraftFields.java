package dev.stagedoor.server.api;

import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamEdit;
import dev.stagedoor.core.tokens.Tokens;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads what an instructor plans or changes. */
final class DraftFields {

    private static final String HOW_LONG =
            "Enter whole minutes from 1 to " + StreamDraft.MAX_DURATION.toMinutes() + ".";
    private static final String HOW_MUCH = "Enter a whole number of tokens, 0 for a free class.";
    private static final String HOW_MANY =
            "Enter 1 to " + StreamDraft.MAX_CAPACITY + " seats, or leave it out for no limit.";
    private static final String NAME = "Enter a title of 1 to " + StreamDraft.MAX_TITLE + " characters.";

    private DraftFields() {}

    static StreamDraft draft(Context ctx) {
        Fields fields = Fields.of(ctx);
        String title = fields.requireText("title", NAME);
        String description = fields.text("description").orElse("");
        Instant start = fields.requireInstant("scheduledStart");
        ZoneId zone = fields.requireZone("zone");
        long minutes = fields.requireWhole("durationMinutes", 1, StreamDraft.MAX_DURATION.toMinutes(), HOW_LONG);
        long price = fields.requireWhole("priceInTokens", 0, Tokens.MAX, HOW_MUCH);
        OptionalLong capacity = fields.whole("capacity", 1, StreamDraft.MAX_CAPACITY, HOW_MANY);
        fields.check();
        StreamDraft draft = StreamDraft.of(title, start)
                .description(description)
                .zone(zone)
                .duration(Duration.ofMinutes(minutes))
                .price(Tokens.of(price));
        return capacity.isPresent() ? draft.capacity((int) capacity.getAsLong()) : draft;
    }

    static StreamEdit edit(Context ctx) {
        Fields fields = Fields.of(ctx);
        List<StreamEdit> changes = new ArrayList<>();
        fields.text("title").ifPresent(title -> changes.add(draft -> draft.title(title)));
        fields.text("description").ifPresent(text -> changes.add(draft -> draft.description(text)));
        fields.instant("scheduledStart").ifPresent(start -> changes.add(draft -> draft.scheduledStart(start)));
        fields.zone("zone").ifPresent(zone -> changes.add(draft -> draft.zone(zone)));
        fields.whole("durationMinutes", 1, StreamDraft.MAX_DURATION.toMinutes(), HOW_LONG)
                .ifPresent(minutes -> changes.add(draft -> draft.duration(Duration.ofMinutes(minutes))));
        fields.whole("priceInTokens", 0, Tokens.MAX, HOW_MUCH)
                .ifPresent(price -> changes.add(draft -> draft.price(Tokens.of(price))));
        fields.whole("capacity", 1, StreamDraft.MAX_CAPACITY, HOW_MANY)
                .ifPresent(seats -> changes.add(draft -> draft.capacity((int) seats)));
        if (fields.isNull("capacity")) {
            changes.add(StreamDraft::unlimited);
        }
        fields.check();
        return draft -> {
            StreamDraft changed = draft;
            for (StreamEdit change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        };
    }
}

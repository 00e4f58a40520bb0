package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The connection of an encoder to a live input. Whether WHIP publishers move it is not known.
 *
 * @param current the present or last state
 * @param history earlier states, in Cloudflare's order
 */
public record LiveInputStatus(ConnectionState current, List<ConnectionState> history) {
    private static final Set<String> CONNECTED = Set.of("connected", "reconnected", "new_configuration_accepted");

    /** {@return whether an encoder is connected} */
    public boolean isConnected() {
        return CONNECTED.contains(current.state());
    }

    /** Published as a text, really null before the first connection and then an object. */
    static Optional<LiveInputStatus> read(JsonNode status) {
        if (status.isTextual() && !status.asText().isEmpty()) {
            ConnectionState state = new ConnectionState(
                    status.asText(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            return Optional.of(new LiveInputStatus(state, List.of()));
        }
        Fields fields = Fields.of(status);
        Fields current = fields.object("current").orElse(fields);
        return current.text("state", "reason").isEmpty()
                ? Optional.empty()
                : Optional.of(new LiveInputStatus(
                        ConnectionState.read(current), fields.list(ConnectionState::read, "history")));
    }
}

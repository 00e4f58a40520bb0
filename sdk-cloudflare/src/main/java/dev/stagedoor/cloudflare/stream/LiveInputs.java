package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Live inputs: what publishers send to. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class LiveInputs {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Api api;

    LiveInputs(Api api) {
        this.api = api;
    }

    /**
     * Makes a live input. Not repeated when the answer is lost, because that would make a second one: prefer the form with a key.
     *
     * @param settings its fields
     * @return it, with credentials
     */
    public LiveInput create(LiveInputSettings settings) {
        return read(Api.json(api.stream("POST", "live_inputs"), settings.body()));
    }

    /**
     * Makes a live input once, however often this is called with the same key within 6 hours.
     *
     * @param settings its fields
     * @param idempotencyKey 1 to 255 visible ASCII characters, chosen by the caller for this one input
     * @return it, with credentials
     * @throws ConflictException when the input that was made with this key is deleted
     */
    public LiveInput create(LiveInputSettings settings, String idempotencyKey) {
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw new IllegalArgumentException("idempotencyKey must be 1 to 255 visible ASCII characters");
        }
        Call call = api.stream("POST", "live_inputs")
                .header("Idempotency-Key", idempotencyKey)
                .repeatable(true);
        return read(Api.json(call, settings.body()));
    }

    /**
     * @param uid of the live input
     * @return it, with credentials; empty when there is none
     */
    public Optional<LiveInput> find(String uid) {
        return Gone.asEmpty(() -> read(input("GET", uid)));
    }

    /** {@return all live inputs, without credentials} */
    public LiveInputList list() {
        JsonNode envelope = api.envelope(api.stream("GET", "live_inputs").query("include_counts", "true"));
        JsonNode result = envelope.path("result");
        Fields fields = Fields.of(result);
        List<LiveInputSummary> inputs = result.isArray()
                ? Fields.list(result, LiveInputReader::summary)
                : fields.list(LiveInputReader::summary, "liveInputs");
        Fields counts = fields.node("total").isPresent() ? fields : Fields.of(envelope);
        return new LiveInputList(inputs, counts.whole("range"), counts.whole("total"));
    }

    /**
     * @param uid of the live input
     * @param settings what to change; what is not set stays
     * @return it as it is then
     * @throws NotFoundException when there is none
     */
    public LiveInput update(String uid, LiveInputSettings settings) {
        return read(Api.json(input("PUT", uid), settings.body()));
    }

    /**
     * Deletes a live input and ends its broadcast. Its videos stay: find them first.
     *
     * @param uid of the live input
     * @return whether it was there
     */
    public boolean delete(String uid) {
        return Gone.asFalse(() -> api.done(input("DELETE", uid)));
    }

    /**
     * @param uid of the live input
     * @return it, taking publishers again
     * @throws NotFoundException when there is none
     */
    public LiveInput enable(String uid) {
        return read(input("POST", uid, "enable").repeatable(true));
    }

    /**
     * Lets no publisher in any more and ends running broadcasts.
     *
     * @param uid of the live input
     * @return it
     * @throws NotFoundException when there is none
     */
    public LiveInput disable(String uid) {
        return read(input("POST", uid, "disable").repeatable(true));
    }

    /**
     * Replaces all credentials; running broadcasts are cut. Not repeated when the answer is lost: {@link #find} tells by {@link LiveInput#keysRotatedAt}.
     *
     * @param uid of the live input
     * @return it, with new credentials
     * @throws NotFoundException when there is none
     */
    public LiveInput rotateKeys(String uid) {
        return read(input("POST", uid, "rotate_keys"));
    }

    /**
     * @param uid of the live input
     * @return the running broadcast, if any, and all recordings; of WHIP broadcasts there are none
     * @throws NotFoundException when there is no such live input
     */
    public List<Video> videos(String uid) {
        return Fields.list(api.result(input("GET", uid, "videos")), VideoReader::read);
    }

    /**
     * Adds a platform to send on to, up to 50 for a live input.
     *
     * @param uid of the live input
     * @param output the platform
     * @return the output
     */
    public Output addOutput(String uid, OutputSettings output) {
        return Output.read(api.object(Api.json(input("POST", uid, "outputs"), output.body())));
    }

    /**
     * @param uid of the live input
     * @return its outputs
     */
    public List<Output> outputs(String uid) {
        return Fields.list(api.result(input("GET", uid, "outputs")), Output::read);
    }

    /**
     * @param uid of the live input
     * @param output the output's uid
     * @param enabled whether it is sent to; takes effect within 30 s
     * @return the output
     * @throws NotFoundException when there is none
     */
    public Output enableOutput(String uid, String output, boolean enabled) {
        ObjectNode body = Json.object().put("enabled", enabled);
        return Output.read(api.object(Api.json(output("PUT", uid, output), body)));
    }

    /**
     * @param uid of the live input
     * @param output the output's uid
     * @return whether it was there
     */
    public boolean deleteOutput(String uid, String output) {
        return Gone.asFalse(() -> api.done(output("DELETE", uid, output)));
    }

    private LiveInput read(Call call) {
        LiveInput input = LiveInputReader.read(api.object(call));
        if (input.uid().isEmpty()) {
            throw api.unreadable(call, "the live input has no uid");
        }
        return input;
    }

    private Call input(String method, String uid) {
        return api.stream(method, "live_inputs", Segments.id("uid", uid));
    }

    private Call input(String method, String uid, String what) {
        return api.stream(method, "live_inputs", Segments.id("uid", uid), what);
    }

    private Call output(String method, String uid, String output) {
        return api.stream(method, "live_inputs", Segments.id("uid", uid), "outputs", Segments.id("output", output));
    }
}

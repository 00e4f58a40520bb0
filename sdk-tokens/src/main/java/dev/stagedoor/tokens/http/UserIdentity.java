package dev.stagedoor.tokens.http;

import com.fasterxml.jackson.core.JsonPointer;
import dev.stagedoor.core.accounts.UserId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a call says whose wallet it is about. A path may hold {@code {user}} beside any of these. Immutable.
 */
public final class UserIdentity {
    private final @Nullable String header;
    private final @Nullable String query;
    private final @Nullable JsonPointer body;
    private final Function<UserId, String> name;

    private UserIdentity(
            @Nullable String header,
            @Nullable String query,
            @Nullable JsonPointer body,
            Function<UserId, String> name) {
        this.header = header;
        this.query = query;
        this.body = body;
        this.name = name;
    }

    /** {@return nothing is said: the credentials, or the path, tell who it is} */
    public static UserIdentity implied() {
        return new UserIdentity(null, null, null, UserId::toString);
    }

    /**
     * @param field a header field, such as {@code X-User-Id}
     * @return the user stands there in every call
     */
    public static UserIdentity header(String field) {
        return new UserIdentity(Headers.name("the user's header", field), null, null, UserId::toString);
    }

    /**
     * @param parameter a parameter of the query, such as {@code userId}
     * @return the user stands there in every call
     */
    public static UserIdentity query(String parameter) {
        return new UserIdentity(null, parameter, null, UserId::toString);
    }

    /**
     * @param pointer where in the body of a POST, as a JSON pointer (RFC 6901) such as {@code /userId}
     * @param parameter the parameter of the query of a GET
     * @return the user stands in the one or the other
     */
    public static UserIdentity body(String pointer, String parameter) {
        return new UserIdentity(null, parameter, TokenApiShape.pointer("the user's field", pointer), UserId::toString);
    }

    /**
     * @param naming gives the token API's name of a person; the id's canonical form unless said otherwise. Called by many threads
     * @return a copy
     */
    public UserIdentity named(Function<UserId, String> naming) {
        return new UserIdentity(header, query, body, naming);
    }

    String nameOf(UserId user) {
        return name.apply(user);
    }

    Optional<String> header() {
        return Optional.ofNullable(header);
    }

    Optional<String> queryFor(boolean hasBody) {
        return hasBody && body != null ? Optional.empty() : Optional.ofNullable(query);
    }

    Optional<JsonPointer> body() {
        return Optional.ofNullable(body);
    }
}

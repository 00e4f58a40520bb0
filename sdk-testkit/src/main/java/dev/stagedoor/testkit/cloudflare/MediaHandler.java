package dev.stagedoor.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Serves everything below {@code /customer-emulator}. */
interface MediaHandler {
    /** Answers and closes the exchange, or returns false and leaves it alone: then it is answered 404. */
    boolean handle(HttpExchange exchange) throws IOException;

    /** Ends the WHIP broadcast to this input, if there is one: it was disabled, deleted, or its keys were rotated. */
    void cut(String inputUid);

    void close();
}

package dev.stagedoor.testkit.cloudflare;

import java.net.URI;
import java.net.http.HttpRequest;

/** Asks for the minutes viewed. */
final class Minutes {
    private static final String QUERY =
            "query($from: Date, $to: Date, $uid: string) { viewer { accounts(filter: {accountTag: \\\"a\\\"}) {"
                    + " streamMinutesViewedAdaptiveGroups(filter: {date_geq: $from, date_lt: $to, uid: $uid}, orderBy: [uid_ASC], limit: 100) {"
                    + " sum { minutesViewed } dimensions { uid } } } } }";

    private Minutes() {}

    static String ask(Api api, LocalCloudflare local, String variables) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.apiBase() + "/graphql"))
                .header("Authorization", "Bearer " + LocalCloudflare.API_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\":\"" + QUERY + "\",\"variables\":" + variables + "}"))
                .build();
        return api.send(request)
                .json()
                .path("data")
                .path("viewer")
                .path("accounts")
                .path(0)
                .path("streamMinutesViewedAdaptiveGroups")
                .toString();
    }
}

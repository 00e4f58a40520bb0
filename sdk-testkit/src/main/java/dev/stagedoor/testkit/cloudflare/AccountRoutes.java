package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Signing keys, the webhook, notifications and the check of tokens. */
final class AccountRoutes {
    private static final String DESTINATIONS = "/alerting/v3/destinations/webhooks";
    private static final String POLICIES = "/alerting/v3/policies";

    private final CloudflareAccount account;

    AccountRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on(
                        "POST",
                        "/stream/keys",
                        call -> account.locked(() -> Answer.ok(account.keys().create())))
                .on(
                        "GET",
                        "/stream/keys",
                        call -> account.locked(() -> Answer.ok(account.keys().list())))
                .on(
                        "DELETE",
                        "/stream/keys/*",
                        call -> account.locked(() -> {
                            account.keys().revoke(call.variable(0));
                            return Answer.ok("Revoked");
                        }))
                .on(
                        "PUT",
                        "/stream/webhook",
                        call -> account.locked(() -> Answer.ok(account.hooks().set(call.body()))))
                .on(
                        "GET",
                        "/stream/webhook",
                        call -> account.locked(() -> Answer.ok(account.hooks().get())))
                .on(
                        "DELETE",
                        "/stream/webhook",
                        call -> account.locked(() -> {
                            account.hooks().delete();
                            return Answer.ok("ok");
                        }))
                .on("GET", "/tokens/verify", AccountRoutes::verified);
        notifications(router);
    }

    private void notifications(Router router) {
        Notifications all = account.notifications();
        router.on("POST", DESTINATIONS, call -> account.locked(() -> Answer.ok(all.createDestination(call.body()))))
                .on(
                        "PUT",
                        DESTINATIONS + "/*",
                        call -> account.locked(() -> Answer.ok(all.updateDestination(call.variable(0), call.body()))))
                .on("POST", POLICIES, call -> account.locked(() -> Answer.ok(all.createPolicy(call.body()))))
                .on(
                        "PUT",
                        POLICIES + "/*",
                        call -> account.locked(() -> Answer.ok(all.updatePolicy(call.variable(0), call.body()))));
        shelf(router, DESTINATIONS, Shelf.DESTINATIONS);
        shelf(router, POLICIES, Shelf.POLICIES);
    }

    private void shelf(Router router, String path, Shelf shelf) {
        Notifications all = account.notifications();
        router.on("GET", path, call -> account.locked(() -> Answer.ok(all.list(shelf))))
                .on("GET", path + "/*", call -> account.locked(() -> Answer.ok(all.show(shelf, call.variable(0)))))
                .on(
                        "DELETE",
                        path + "/*",
                        call -> account.locked(() -> Answer.ok(all.delete(shelf, call.variable(0)))));
    }

    static Answer verified(ApiCall call) {
        ObjectNode envelope = Answer.envelope(Store.JSON
                .createObjectNode()
                .put("id", "0f0e0d0c0b0a09080706050403020100")
                .put("status", "active"));
        envelope.withArrayProperty("messages")
                .addObject()
                .put("code", 10000)
                .put("message", "This API Token is valid and active");
        return Answer.json(200, envelope);
    }
}

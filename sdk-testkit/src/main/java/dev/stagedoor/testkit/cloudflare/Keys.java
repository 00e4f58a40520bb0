package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;

/** The account's signing keys, and the service's own behind {@code /token}. Called under the account's lock. */
final class Keys {
    private static final String SERVICE = "service";
    private static final int MOST = 1000;

    private final Ground ground;

    Keys(Ground ground) {
        this.ground = ground;
    }

    /** The only time that the private half is shown; it is not kept. */
    ObjectNode create() {
        if (ground.store().all(Shelf.KEYS).size() >= MOST) {
            throw Refusal.badRequest("there are " + MOST + " keys already");
        }
        RsaKey key = RsaKey.generate();
        String id = ground.uid();
        String created = ground.timestamp();
        ground.store()
                .put(
                        Shelf.KEYS,
                        id,
                        Store.JSON
                                .createObjectNode()
                                .put("id", id)
                                .put("created", created)
                                .put("public", key.encodedPublic()));
        return Store.JSON
                .createObjectNode()
                .put("id", id)
                .put("pem", Base64.getEncoder().encodeToString(key.pem().getBytes(StandardCharsets.UTF_8)))
                .put(
                        "jwk",
                        Base64.getEncoder()
                                .encodeToString(key.jwk(id).toString().getBytes(StandardCharsets.UTF_8)))
                .put("created", created);
    }

    ArrayNode list() {
        ArrayNode list = Store.JSON.createArrayNode();
        ground.store()
                .all(Shelf.KEYS)
                .forEach(key -> list.addObject()
                        .put("id", key.path("id").asText())
                        .put("created", key.path("created").asText()));
        return list;
    }

    void revoke(String id) {
        if (!ground.store().remove(Shelf.KEYS, id)) {
            throw Refusal.notFound("keys");
        }
    }

    boolean isService(String kid) {
        return ground.store()
                .find(Shelf.SETTINGS, SERVICE)
                .filter(it -> it.path("id").asText().equals(kid))
                .isPresent();
    }

    Optional<PublicKey> publicKey(String kid) {
        return ground.store()
                .find(Shelf.KEYS, kid)
                .or(() -> ground.store().find(Shelf.SETTINGS, SERVICE).filter(it -> isService(kid)))
                .map(it -> RsaKey.decodePublic(it.path("public").asText()));
    }

    /** Signs with the service's own key. */
    String sign(ObjectNode claims) {
        ObjectNode service = ground.store().find(Shelf.SETTINGS, SERVICE).orElseGet(this::makeService);
        PrivateKey key = RsaKey.decodePrivate(service.path("private").asText());
        return Jwt.sign(service.path("id").asText(), key, claims);
    }

    private ObjectNode makeService() {
        RsaKey key = RsaKey.generate();
        ObjectNode service = Store.JSON
                .createObjectNode()
                .put("id", ground.uid())
                .put("public", key.encodedPublic())
                .put("private", key.encodedPrivate());
        ground.store().put(Shelf.SETTINGS, SERVICE, service);
        return service;
    }

    /** Signs with a key of the caller's, who sends its id and PEM. */
    String sign(ObjectNode claims, String id, String pem) {
        ground.require(Shelf.KEYS, id);
        try {
            return Jwt.sign(id, RsaKey.fromPem(pem), claims);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw Refusal.badRequest("pem is not the base64 of an RSA key in PEM");
        }
    }
}

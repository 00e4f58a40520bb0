package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signs tokens with RS256 (RFC 7515, RFC 7519). */
final class Jwt {
    private Jwt() {}

    static String sign(String kid, PrivateKey key, ObjectNode claims) {
        ObjectNode header = Store.JSON.createObjectNode().put("alg", "RS256").put("kid", kid);
        String content = encode(header) + "." + encode(claims.put("kid", kid));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("RS256 cannot sign", fault);
        }
    }

    private static String encode(ObjectNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}

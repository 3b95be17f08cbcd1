package org.tavolo.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;

/** What came back over HTTP. */
public record Reply(int status, HttpHeaders headers, String text) {
    public JsonObject json() {
        return new JsonObject(text);
    }

    public JsonArray array(String name) {
        return json().getJsonArray(name);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** {@code code/reason} of a problem. */
    public String problem() {
        return json().getString("code") + "/" + json().getString("reason");
    }
}

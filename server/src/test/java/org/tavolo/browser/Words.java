package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the page says in one language, by the keys of the client, so that better wording breaks no test. */
final class Words {
    private final JsonObject messages;

    private Words(JsonObject messages) {
        this.messages = messages;
    }

    /** @param language {@code it} or {@code en} */
    static Words in(String language) {
        Path file = Path.of(System.getProperty("tavolo.root", ".."), "web-client", "messages", language + ".json");
        try {
            return new Words(new JsonObject(Files.readString(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param pairs names and values of what is put into it */
    String get(String key, Object... pairs) {
        Object message = messages.getValue(key);
        if (message instanceof JsonArray forms) {
            // Forms by number: those for one thing and for any other number of things.
            JsonObject match = forms.getJsonObject(0).getJsonObject("match");
            message = match.getValue(String.valueOf(pairs[1]).equals("1") ? "count=one" : "count=*");
        }
        if (!(message instanceof String text)) {
            throw new IllegalArgumentException("The client has no message " + key);
        }
        for (int i = 0; i < pairs.length; i += 2) {
            text = text.replace("{" + pairs[i] + "}", String.valueOf(pairs[i + 1]));
        }
        return text;
    }
}

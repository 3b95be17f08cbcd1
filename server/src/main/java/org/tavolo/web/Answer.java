package org.tavolo.web;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tavolo.protocol.Json;

/** What an HTTP request gets. @param body may be empty; @param headers beside those that every answer has */
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    /** 200 with JSON that is written already. */
    public static Answer json(byte[] body) {
        return new Answer(200, JSON, body, Map.of());
    }

    /** 200 with a value that {@link Json#write} can write. */
    public static Answer of(Object value) {
        return json(Json.write(value));
    }

    /** 201 likewise. */
    public static Answer made(Object value) {
        return new Answer(201, JSON, Json.write(value), Map.of());
    }

    /** 202 likewise: it depends on somebody else. */
    public static Answer waiting(Object value) {
        return new Answer(202, JSON, Json.write(value), Map.of());
    }

    /** 204. */
    public static Answer nothing() {
        return new Answer(204, null, new byte[0], Map.of());
    }

    /** 200 with a file to be kept under this name, of which the caller vouches that it is plain ASCII. */
    public static Answer file(String type, String name, byte[] body) {
        return new Answer(200, type, body, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, Collections.unmodifiableMap(more));
    }

    @Override
    public String toString() {
        return status + " " + type + " " + new String(body, StandardCharsets.UTF_8);
    }
}

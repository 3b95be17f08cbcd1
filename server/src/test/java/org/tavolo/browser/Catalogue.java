package org.tavolo.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The client's list of every route, state and story ({@code web-client/src/view/catalogue.ts}). */
public final class Catalogue {
    /** @param as stranger, newcomer, participant or facilitator; @param shows a selector, visible in this state; @param wide not on phones */
    public record Entry(String id, String title, String path, String as, List<JsonObject> steps, String shows,
                        boolean wide) {
        /** Whether the page is as it was before when what was opened is closed again. */
        boolean passes() {
            return steps.isEmpty()
                || shows.startsWith("dialog[open]") && steps.stream().allMatch(step -> step.containsKey("click"));
        }
    }

    private static List<Entry> entries;

    private Catalogue() {
    }

    /** Those of the addresses, as routers write them ({@code /p/:programme}), to which no entry leads. */
    public static List<String> unlisted(Collection<String> addresses) {
        Set<String> listed = entries().stream().map(entry -> entry.path().replaceFirst("#.*", ""))
            .collect(Collectors.toSet());
        return addresses.stream().distinct().filter(address -> !listed.contains(address)).sorted().toList();
    }

    /** All of them, in the order of the file; read once a run. */
    public static synchronized List<Entry> entries() {
        if (entries == null) {
            entries = read().stream().map(JsonObject.class::cast).map(entry -> new Entry(entry.getString("id"),
                entry.getString("title"), entry.getString("path"), entry.getString("as"),
                entry.getJsonArray("steps", new JsonArray()).stream().map(JsonObject.class::cast).toList(),
                entry.getString("shows"), entry.getBoolean("wide", false))).toList();
        }
        return entries;
    }

    private static JsonArray read() {
        File client = Path.of(System.getProperty("tavolo.root", ".."), "web-client").toFile();
        try {
            Process node = new ProcessBuilder("node", "scripts/catalogue.mjs").directory(client)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String json = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (node.waitFor() != 0) {
                throw new IllegalStateException("the catalogue cannot be read");
            }
            return new JsonArray(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

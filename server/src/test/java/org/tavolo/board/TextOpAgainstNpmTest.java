package org.tavolo.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server's text type against the one that browsers use. */
class TextOpAgainstNpmTest {
    private static final int CASES = Integer.getInteger("tavolo.text.cases", 20_000);
    private static final int BATCH = 500;
    private static final long SEED = Long.getLong("tavolo.seed", System.nanoTime());

    private record Case(String text, TextOp first, TextOp second, TextOp next) {}

    @Test
    void randomOperationsOnRandomTextsAreEqualToThoseOfTheNpmType() throws Exception {
        System.out.println("text operations against npm: " + CASES + " cases, -Dtavolo.seed=" + SEED);
        RandomText random = new RandomText(new Random(SEED));
        Process node = new ProcessBuilder("node", peer().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedWriter out = new BufferedWriter(
                        new OutputStreamWriter(node.getOutputStream(), StandardCharsets.UTF_8));
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            for (int done = 0; done < CASES; done += BATCH) {
                List<Case> cases = new ArrayList<>();
                ArrayNode line = BoardJson.MAPPER.createArrayNode();
                for (int i = 0; i < BATCH; i++) {
                    cases.add(draw(random, line));
                }
                out.write(BoardJson.MAPPER.writeValueAsString(line) + "\n");
                out.flush();
                String answer = in.readLine();
                assertNotNull(answer, "the Node process ended early; are the packages of web-client installed?");
                JsonNode answers = BoardJson.MAPPER.readTree(answer);
                for (int i = 0; i < BATCH; i++) {
                    compare(cases.get(i), answers.get(i), "case " + (done + i) + " of seed " + SEED);
                }
            }
        } finally {
            assertTrue(node.waitFor(10, TimeUnit.SECONDS), "the Node process ends when its input does");
        }
    }

    private static Case draw(RandomText random, ArrayNode line) throws Refusal {
        String text = random.text(12);
        List<TextOp.Part> first = random.parts(text);
        List<TextOp.Part> second = random.parts(text);
        List<TextOp.Part> next = random.parts(TextOp.of(first).apply(text));
        ObjectNode json = line.addObject().put("text", text);
        json.set("a", BoardJson.json(first));
        json.set("b", BoardJson.json(second));
        json.set("c", BoardJson.json(next));
        return new Case(text, TextOp.of(first), TextOp.of(second), TextOp.of(next));
    }

    private static void compare(Case one, JsonNode npm, String which) throws Refusal {
        TextOp first = one.first();
        String after = first.apply(one.text());
        assertEquals(npm.get("first"), BoardJson.json(first), which);
        assertEquals(npm.get("second"), BoardJson.json(one.second()), which);
        assertEquals(npm.get("after").asText(), after, which);
        assertEquals(npm.get("left"), BoardJson.json(first.transform(one.second(), TextOp.Side.LEFT)), which);
        assertEquals(npm.get("right"), BoardJson.json(first.transform(one.second())), which);
        assertEquals(npm.get("composed"), BoardJson.json(first.compose(one.next())), which);
        assertEquals(npm.get("afterNext").asText(), one.next().apply(after), which);
        assertEquals(npm.get("invertible"), BoardJson.json(first.invertible(one.text())), which);
        assertEquals(npm.get("inverse"), BoardJson.json(first.invertible(one.text()).invert()), which);
        assertEquals(npm.get("position").asInt(), first.transform(Text.length(one.text()) / 2), which);

        assertEquals(one.text(), first.invertible(one.text()).invert().apply(after), which);
        assertEquals(one.next().apply(after), first.compose(one.next()).apply(one.text()), which);
        assertEquals(one.second().transform(first, TextOp.Side.LEFT).apply(after),
                first.transform(one.second()).apply(one.second().apply(one.text())), which);
    }

    private static Path peer() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path script = at.resolve("web-client/test/text-peer.mjs");
            if (Files.exists(script)) {
                return script;
            }
        }
        throw new IOException("web-client/test/text-peer.mjs is not above the working folder");
    }
}

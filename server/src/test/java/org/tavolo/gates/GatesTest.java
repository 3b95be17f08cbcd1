package org.tavolo.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * With a gate removed a test fails ({@code docs/gates.md}). Every run removes those of two short tests;
 * {@code -Dgates=all} removes every one after the other, {@code -Dgates=Word} those in whose file, text or test it stands.
 */
class GatesTest {
    private static final String WHICH = System.getProperty("gates", "SeatsTest,PermitsTest");
    /** What decides who may do or be told something, or brings such a decision about, wherever it is called. */
    private static final Pattern CALLS = Pattern.compile("\\.has\\(Right\\.|mayManage\\(|confidentialIn\\("
            + "|(visitor\\(\\)|now|read)\\.(at|in)\\(|permits\\.of\\(|Permissions\\.check\\(|atTheTable\\(\\)"
            + "|\\.leads\\(\\)|Code\\.DENIED|Code\\.AUTH|Refusals\\.(notFound|noSession)\\(|revocations\\.now\\(|sessions(::|\\.)changed|ofATeam\\(|guesses\\.guess\\("
            + "|fresh\\.(always|after)\\(|topics(\\(\\))?\\.contains\\(|knowsHost\\(|sameSite\\(|fromOwnPage\\("
            + "|origins\\.own\\(|\\bSITS\\b|ended_at is null|revoked_at is null|expires_at > now|closes_at > now"
            + "|kind = 'shared'");

    @Test
    void everyGateOfThePageStandsInTheSourceOnceAndHasATest() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Gate gate : Gate.all()) {
            long times = Gate.in(Files.readString(gate.source()), gate.stands()).results().count();
            if (times != 1) {
                wrong.add(times + " times: " + gate);
            }
            Class<?> test = Class.forName(gate.testClass());
            String method = gate.test().replaceAll(".*#|^[^#]*$", "");
            if (!method.isEmpty() && Arrays.stream(test.getDeclaredMethods())
                    .noneMatch(each -> each.getName().equals(method))) {
                wrong.add("no test " + gate.test());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whateverDecidesStandsOnThePage() throws IOException {
        List<String> missing = new ArrayList<>();
        int calls = 0;
        List<Gate> gates = Gate.all();
        List<List<String>> others = Gate.others();
        for (Path source : Gate.sources()) {
            String name = source.getFileName().toString();
            String text = Files.readString(source);
            List<int[]> known = new ArrayList<>();
            gates.stream().filter(gate -> gate.file().equals(name)).map(Gate::stands)
                    .forEach(stands -> add(known, text, stands));
            others.stream().filter(other -> other.get(0).equals(name)).map(other -> other.get(1))
                    .forEach(stands -> add(known, text, stands));
            Matcher call = CALLS.matcher(text);
            while (call.find()) {
                String line = text.substring(text.lastIndexOf('\n', call.start()) + 1, text.indexOf('\n', call.end()))
                        .strip();
                int at = call.start();
                boolean comment = line.startsWith("*") || line.startsWith("/*") || line.startsWith("//");
                calls += comment ? 0 : 1;
                if (!comment && known.stream().noneMatch(span -> span[0] <= at && at < span[1])) {
                    missing.add(name + ": " + line);
                }
            }
        }
        assertEquals("", String.join("\n", missing), "say in docs/gates.md what each is, and which test fails without it");
        assertTrue(calls > 100, "so few prove little: " + calls);
    }

    private static void add(List<int[]> known, String text, String stands) {
        Matcher found = Gate.in(text, stands);
        while (found.find()) {
            known.add(new int[] {found.start(), found.end()});
        }
    }

    @Test
    void withAGateRemovedItsTestFails() throws Exception {
        List<Gate> gates = new ArrayList<>(Gate.all());
        if (!WHICH.equals("all")) {
            gates.removeIf(gate -> Arrays.stream(WHICH.split(",")).noneMatch(word ->
                    gate.toString().contains(word) || gate.test().contains(word)));
        }
        System.out.println("gates: " + gates.size() + " removed");
        List<String> unnoticed = new ArrayList<>();
        Set<String> whole = new HashSet<>();
        for (Gate gate : gates) {
            if (whole.add(gate.test())) {
                try (Without nothing = Without.of(gate.left())) {
                    assertFalse(nothing.isNoticed(), gate.test() + " fails with every gate in its place");
                }
            }
            try (Without without = Without.of(gate)) {
                boolean noticed = without.isNoticed();
                System.out.println((noticed ? "noticed   " : "UNNOTICED ") + gate + " (" + gate.test() + ")");
                if (!noticed) {
                    unnoticed.add(gate.toString());
                }
            } catch (IllegalStateException failure) {
                System.out.println("FAILED    " + failure.getMessage());
                unnoticed.add(failure.getMessage());
            }
        }
        assertEquals(List.of(), unnoticed, "gates that may be removed without any test that fails");
        assertTrue(!gates.isEmpty(), "nothing is called " + WHICH);
    }
}

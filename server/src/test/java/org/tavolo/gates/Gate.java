package org.tavolo.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One place where it is decided who may do or be told something, what stands there when the gate is removed, and the
 * test that fails then. They stand in {@code docs/gates.md}; those of the routes are found in the source.
 *
 * @param file    the name of the source file
 * @param stands  its text there, once; any white space for any other
 * @param instead what removes the gate; null to leave it where it is
 * @param test    a test class, or one method of it, as {@code Name} or {@code Name#method}
 */
record Gate(String file, String stands, String instead, String test) {
    private static final Path ROOT = Path.of(System.getProperty("tavolo.root", ".."));
    static final Path SOURCES = ROOT.resolve("server/src/main/java/org/tavolo");
    private static final Path TESTS = ROOT.resolve("server/src/test/java/org/tavolo");
    private static final Pattern ACCESS = Pattern.compile("Access\\.(programme|board)\\(Right\\.(\\w+)\\)"
            + "|Access\\.(ACCOUNT|ADMINISTRATOR|VISITOR)");
    private static final Map<Path, List<Path>> UNDER = new ConcurrentHashMap<>();
    private static final String SWEEP = "PermissionSweepTest";

    /** The rows of the page, and one gate for each route that asks who somebody is. */
    static List<Gate> all() throws IOException {
        List<Gate> all = new ArrayList<>(rows(4).stream()
                .map(cells -> new Gate(cells.get(0), cells.get(1), cells.get(2).equals("nothing") ? "" : cells.get(2),
                        cells.get(3))).toList());
        for (Path source : sources()) {
            if (!Files.readString(source).contains("void on(Api api)")) {
                continue;
            }
            Matcher access = ACCESS.matcher(Files.readString(source));
            while (access.find()) {
                all.add(new Gate(source.getFileName().toString(), lineOf(access, Files.readString(source)),
                        lineOf(access, Files.readString(source)).replace(access.group(), weaker(access)), SWEEP));
            }
        }
        return all;
    }

    /** What the page says is no gate: file, text, why. */
    static List<List<String>> others() throws IOException {
        return rows(3);
    }

    private static String weaker(Matcher access) {
        if (access.group(3) != null) {
            return access.group(3).equals("VISITOR") ? "Access.ANYONE" : "Access.VISITOR";
        }
        String least = access.group(1).equals("board") ? "READ" : "BELONG";
        return access.group(2).equals(least) ? "Access.VISITOR" : "Access." + access.group(1) + "(Right." + least + ")";
    }

    private static String lineOf(Matcher found, String text) {
        int from = text.lastIndexOf('\n', found.start()) + 1;
        return text.substring(from, text.indexOf('\n', found.end())).strip();
    }

    private static List<List<String>> rows(int columns) throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/gates.md")).stream().filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(2, line.length() - 2).split(" \\| "))
                        .map(cell -> cell.startsWith("`") && cell.endsWith("`") ? cell.substring(1, cell.length() - 1)
                                : cell)
                        .map(cell -> cell.replace("\\|", "|")).collect(Collectors.toList()))
                .filter(cells -> cells.size() == columns).toList();
    }

    static List<Path> sources() {
        return under(SOURCES);
    }

    private static List<Path> under(Path folder) {
        return UNDER.computeIfAbsent(folder, walked -> {
            try (var files = Files.walk(walked)) {
                return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The file in which it stands. */
    Path source() {
        return only(under(SOURCES), file);
    }

    /** The class of its test. */
    String testClass() {
        Path found = only(under(TESTS), test.replaceAll("#.*", "") + ".java");
        return "org.tavolo." + TESTS.relativize(found).toString().replace(".java", "").replace('/', '.');
    }

    private static Path only(List<Path> files, String name) {
        List<Path> found = files.stream().filter(file -> file.getFileName().toString().equals(name)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " files are called " + name);
        }
        return found.get(0);
    }

    /** Where it stands in a text; whether it does so once is for the caller to find out. */
    static Matcher in(String text, String stands) {
        return Pattern.compile(Arrays.stream(stands.strip().split("\\s+")).map(Pattern::quote)
                .collect(Collectors.joining("\\s+"))).matcher(text);
    }

    /** The same, left where it is: with nothing removed its test has to pass in the very same way. */
    Gate left() {
        return new Gate(file, stands, null, test);
    }

    /** The source without the gate. */
    String removed() throws IOException {
        return instead == null ? Files.readString(source()) : in(Files.readString(source()), stands).replaceFirst(Matcher.quoteReplacement(instead));
    }

    @Override
    public String toString() {
        return file + ": " + stands.replaceAll("\\s+", " ");
    }
}

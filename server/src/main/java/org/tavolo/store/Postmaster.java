package org.tavolo.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The server process that a database's {@code postmaster.pid} names, as it was when read.
 *
 * @param pid   its number
 * @param ready whether it says that it takes connections
 */
record Postmaster(long pid, boolean ready) {
    static final String FILE = "postmaster.pid";

    /** Reads the file; null when there is none or it is not written yet. */
    static Postmaster of(Path database) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(database.resolve(FILE), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (lines.isEmpty() || !lines.get(0).strip().matches("-?[0-9]{1,10}")) {
            return null;
        }
        return new Postmaster(Math.abs(Long.parseLong(lines.get(0).strip())),
                lines.size() > 7 && lines.get(7).strip().equals("ready"));
    }

    /**
     * Whether the process lives and is the PostgreSQL of this very folder: numbers are used again, by other
     * programs and by the PostgreSQL of other folders, and a zombie only looks alive.
     */
    boolean serves(Path database) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            if (state == 'Z' || state == 'X') {
                return false;
            }
            String[] words = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1).split("\0");
            if (!words[0].endsWith("postgres")) {
                return false;
            }
            for (int i = 1; i + 1 < words.length; i++) {
                if (words[i].equals("-D") && isSame(Path.of(words[i + 1]), database)) {
                    return true;
                }
            }
            // The folder may have been renamed under a running server, whose working directory it is.
            return isSame(process.resolve("cwd"), database);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isSame(Path path, Path database) {
        try {
            return Files.isSameFile(path, database);
        } catch (IOException e) {
            return false;
        }
    }
}

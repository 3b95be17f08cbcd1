package org.tavolo.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tavolo.people.Traces;

/**
 * The erasures of an installation, beside its database: when an older database is restored, they are done again. Lines
 * hold times and opaque ids only. Blocks; thread-safe.
 */
public final class ErasureFile {
    private static final String PROGRAMME = "programme";

    private final Path file;

    /** @param file made, with its folder, by the first erasure */
    public ErasureFile(Path file) {
        this.file = file;
    }

    /** What stands in the file. @param programmes those that were ended */
    public record Content(List<Traces.Erased> erased, List<Ended> programmes) {}

    /** A programme that was ended. */
    public record Ended(UUID programme, Instant at) {}

    /** Adds an erasure; on disk when it returns. */
    public void add(Traces.Erased erased) throws IOException {
        append(erased.at() + " " + erased.kind().wire() + " " + erased.programme() + " " + erased.person());
    }

    /** Adds the end of a programme; on disk when it returns. */
    public void add(Ended ended) throws IOException {
        append(ended.at() + " " + PROGRAMME + " " + ended.programme());
    }

    private synchronized void append(String line) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        cutTorn();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            // One write, so that lines of several servers do not mix.
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    /** A line that was not written to its end was never answered. */
    private void cutTorn() throws IOException {
        if (Files.exists(file)) {
            byte[] all = Files.readAllBytes(file);
            int end = all.length;
            while (end > 0 && all[end - 1] != '\n') {
                end--;
            }
            if (end < all.length) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(end);
                }
            }
        }
    }

    /**
     * Reads the file; nothing stands in one that is not there.
     *
     * @throws StartRefused when a line is none of ours: what it asks for would be left out in silence
     */
    public synchronized Content read() throws IOException {
        List<Traces.Erased> erased = new ArrayList<>();
        List<Ended> programmes = new ArrayList<>();
        if (Files.exists(file)) {
            String all = Files.readString(file, StandardCharsets.ISO_8859_1);
            int number = 0;
            for (String line : all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
                number++;
                try {
                    String[] words = line.split(" ");
                    Instant at = Instant.parse(words[0]);
                    UUID programme = UUID.fromString(words[2]);
                    if (words[1].equals(PROGRAMME) && words.length == 3) {
                        programmes.add(new Ended(programme, at));
                    } else if (Traces.Kind.of(words[1]) != null && words.length == 4) {
                        erased.add(new Traces.Erased(programme, Integer.parseInt(words[3]), Traces.Kind.of(words[1]), at));
                    } else {
                        throw new IllegalArgumentException();
                    }
                } catch (RuntimeException unreadable) {
                    throw new StartRefused("Line " + number + " of the file of erasures (TAVOLO_ERASURES_FILE) cannot "
                            + "be read. What people had erased must stay erased: mend the line, or take it out.");
                }
            }
        }
        return new Content(erased, programmes);
    }
}

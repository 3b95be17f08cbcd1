package org.tavolo.live.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Node process with the client core of every simulated tab; see web-client/test/sim/README.md for the lines. */
final class Peers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final Path complaints;

    private Peers(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
    }

    /** Bundles the peer as it stands and starts it. */
    static Peers start() {
        try {
            Path here = Path.of("").toAbsolutePath();
            Path root = Files.exists(here.resolve("web-client")) ? here : here.getParent();
            Path client = root.resolve("web-client");
            Path bundle = root.resolve("server/target/sim/peer.mjs");
            Files.createDirectories(bundle.getParent());
            Path complaints = bundle.resolveSibling("peer-" + System.nanoTime() + ".log");
            Process bundling = new ProcessBuilder("node", "scripts/sim.mjs", bundle.toString())
                    .directory(client.toFile()).redirectErrorStream(true).redirectOutput(complaints.toFile()).start();
            if (!bundling.waitFor(60, TimeUnit.SECONDS) || bundling.exitValue() != 0) {
                throw new IllegalStateException("the peer cannot be bundled: " + Files.readString(complaints));
            }
            Process process = new ProcessBuilder("node", bundle.toString())
                    .directory(root.toFile()).redirectError(complaints.toFile()).start();
            return new Peers(process, complaints);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** One line of commands; its answers must be received in the order in which lines were sent. */
    void send(List<String> commands) {
        try {
            in.write('[');
            for (int i = 0; i < commands.size(); i++) {
                if (i > 0) {
                    in.write(',');
                }
                in.write(commands.get(i));
            }
            in.write("]\n");
            in.flush();
        } catch (IOException broken) {
            throw gone();
        }
    }

    JsonNode receive() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw gone();
            }
            return JSON.readTree(line);
        } catch (IOException broken) {
            throw gone();
        }
    }

    private IllegalStateException gone() {
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            return new IllegalStateException("the peer ended: " + Files.readString(complaints));
        } catch (IOException | InterruptedException unknown) {
            return new IllegalStateException("the peer ended", unknown);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(complaints);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}

package org.tavolo.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own, on loopback and its own folder, to be killed. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern SETUP = Pattern.compile("/setup#([A-Za-z0-9_-]{32})\\s");
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path data;
    private final int port;
    private final List<String> program;
    private final Map<String, String> environment;
    private Process process;

    /** A class of the test's own class path. */
    public ServerProcess(Path data, String main, Map<String, String> environment) throws IOException {
        this(data, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main), environment);
    }

    /** The jar, as the README starts it. */
    static ServerProcess ofJar(Path data, Path jar, Map<String, String> environment) throws IOException {
        return new ServerProcess(data, List.of("-jar", jar.toString()), environment);
    }

    private ServerProcess(Path data, List<String> program, Map<String, String> environment) throws IOException {
        this.data = data;
        this.program = program;
        this.environment = environment;
        try (ServerSocket free = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** Starts it and waits until it says that it is ready. @return milliseconds from start to ready */
    public long start() throws Exception {
        ProcessBuilder builder = builder().redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolveSibling(data.getFileName() + ".log").toFile()));
        long began = System.nanoTime();
        process = builder.start();
        awaitReady();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("TAVOLO_") || key.equals("DATABASE_URL"));
        builder.environment().putAll(environment);
        builder.environment().put("TAVOLO_DATA", data.toString());
        builder.environment().put("TAVOLO_PORT", String.valueOf(port));
        return builder;
    }

    /** How a process ended, and what it said. */
    record Ended(int status, String said) {}

    /** Starts another one on the same folder and waits for its end. */
    Ended second() throws Exception {
        ProcessBuilder builder = builder();
        builder.environment().put("TAVOLO_PORT", "0");
        Path log = data.resolveSibling(data.getFileName() + "-second.log");
        Process second = builder.redirectOutput(log.toFile()).start();
        try {
            second.getOutputStream().close();
            if (!second.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the second server has not ended:\n" + Files.readString(log));
            }
            return new Ended(second.exitValue(), Files.readString(log).strip());
        } finally {
            second.destroyForcibly();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the server is not ready:\n" + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** The token of the link that makes the first account, which a server prints when it is ready. */
    public String setupToken() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            Matcher printed = SETUP.matcher(log());
            if (printed.find()) {
                return printed.group(1);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no link for the first account:\n" + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("/health/ready")).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code kill -9} of the server alone; its database lives on. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -9} of PostgreSQL, the postmaster first and then every process it had. */
    void killPostgres() throws IOException {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = new ArrayList<>();
        all.add(postmaster);
        postmaster.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    private ProcessHandle postmaster() throws IOException {
        try (Stream<Path> files = Files.walk(data, 3)) {
            Path file = files.filter(path -> path.getFileName().toString().equals("postmaster.pid")).findFirst()
                    .orElseThrow(() -> new IllegalStateException("no postmaster.pid below the data folder"));
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElseThrow();
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI socket() {
        return URI.create("ws://127.0.0.1:" + port + "/live/websocket");
    }

    String log() throws IOException {
        return Files.readString(data.resolveSibling(data.getFileName() + ".log"));
    }

    /** Ends it as an administrator would, and by force when it does not end. */
    @Override
    public void close() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                killPostgres();
                throw new IllegalStateException("the server did not stop within 20 s of SIGTERM");
            }
        }
    }
}

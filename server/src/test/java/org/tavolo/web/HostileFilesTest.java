package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Section F, as far as it speaks of CSV: files that are none, that break off, and that come in crowds. */
class HostileFilesTest extends HostileTable {
    private static final String HEADINGS = "AZIONI;RISULTATI\n";

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("F80 an archive", bytes("PK\u0003\u0004\u0014\u0000\u0000\u0000"), "invalid/not_text"),
                Arguments.of("F82 XML with an entity of its own", bytes("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM "
                        + "\"file:///etc/passwd\">]><a>&b;</a>"), "invalid/no_headings"),
                Arguments.of("F83 a workbook of an older office", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0,
                    (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0}, "invalid/not_text"),
                Arguments.of("F84 nothing", new byte[0], "invalid/empty"),
                Arguments.of("F84 spaces and line breaks", bytes(" \r\n \n"), "invalid/empty"),
                Arguments.of("F84 a page of the web", bytes("<html><table><tr><td>x</td></tr></table></html>"),
                        "invalid/no_headings"),
                Arguments.of("F84 a file that breaks off inside quotes", bytes(HEADINGS + "uno;\"due"),
                        "invalid/unclosed_quote"),
                Arguments.of("F84 headings alone", bytes(HEADINGS), "invalid/no_rows"),
                Arguments.of("F84 a heading twice", bytes("AZIONI;AZIONI\na;b"), "invalid/double_heading"),
                Arguments.of("F84 an image", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
                        "invalid/not_text"),
                Arguments.of("zalgo in a cell", bytes(HEADINGS + "Z" + "\u0301".repeat(9) + ";b"),
                        "invalid/too_many_marks"),
                Arguments.of("a cell of 20,001 characters", bytes(HEADINGS + "x".repeat(20_001) + ";b"),
                        "too_large/too_long"),
                Arguments.of("more rows than a board takes", bytes(HEADINGS + "a;b\n".repeat(5_001)),
                        "too_large/too_many_rows"),
                Arguments.of("a thousand columns", bytes("AZIONI;RISULTATI" + ";x".repeat(1_000) + "\na;b"),
                        "too_large/too_many_columns"),
                Arguments.of("a file over two megabytes", new byte[2_000_001], "too_large/too_large"));
    }

    @ParameterizedTest(name = "{0} is refused")
    @MethodSource("files")
    void isRefused(String row, byte[] file, String refusal) {
        assertEquals(refusal, facilitator.upload(bringIn(), file, "text/csv").problem());
    }

    @Test
    @DisplayName("F90 an upload that is cut half-way a hundred times leaves no file and disturbs nobody")
    void cutUploads() throws Exception {
        FileTime began = FileTime.from(Instant.now().minusSeconds(1));
        String marker = SECRET + UUID.randomUUID();
        byte[] half = bytes(HEADINGS + (marker + ";x\n").repeat(2_000));
        List<RawSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                RawSocket raw = RawSocket.to(server.base());
                open.add(raw);
                raw.bytes(bytes(head(2 * half.length)));
                raw.bytes(half);
            }
            assertEquals(200, facilitator.upload(bringIn(), bytes(HEADINGS + "a;b"), "text/csv").status());
        } finally {
            for (RawSocket raw : open) {
                raw.close();
            }
        }
        assertEquals(200, facilitator.upload(bringIn(), bytes(HEADINGS + "a;b"), "text/csv").status());
        assertEquals(List.of(), holding(marker, began, Path.of(System.getProperty("java.io.tmpdir"))));
        assertEquals(List.of(), holding(marker, began, Path.of("").toAbsolutePath()));
    }

    @Test
    @DisplayName("F90 one file fifty times at once gets one answer fifty times, and others write meanwhile")
    void sameFileInACrowd() throws Exception {
        byte[] file = bytes(HEADINGS + "Un'azione, scritta per esteso;Un risultato\n".repeat(500));
        ExecutorService crowd = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Reply>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> facilitator.upload(bringIn(), file, "text/csv"), crowd));
            }
            assertEquals("200", outcome(other, note(UUID.randomUUID(), "meanwhile")));
            stored(1);
            String first = answers.get(0).get(40, TimeUnit.SECONDS).text();
            for (CompletableFuture<Reply> answer : answers) {
                assertEquals(200, answer.get(40, TimeUnit.SECONDS).status());
                assertEquals(first, answer.get().text());
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    private String bringIn() {
        return "/api/boards/" + programme.board() + "/bring-in?kind=plan";
    }

    private String head(int length) {
        return "POST " + bringIn() + " HTTP/1.1\r\nHost: " + server.base().getAuthority() + "\r\nOrigin: " + server.base()
                + "\r\nX-Tavolo: 1\r\nContent-Type: text/csv\r\nCookie: " + facilitator.cookie()
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Files in a folder and in those below it, written since, in which the marker stands. */
    private static List<Path> holding(String marker, FileTime since, Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), 2, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                try {
                    if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(since) >= 0
                            && Files.readString(file, StandardCharsets.ISO_8859_1).contains(marker)) {
                        found.add(file);
                    }
                } catch (IOException another) {
                    // Some other program's, and gone by now.
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}

package org.tavolo.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One kept HTTP connection that answers with every byte the server wrote, head and body. */
final class Wire implements AutoCloseable {
    private final URI base;
    private Socket socket;
    private InputStream in;

    Wire(URI base) {
        this.base = base;
    }

    /** Asks all of these at once and reads their answers in order. */
    List<String> get(String token, List<String> paths) {
        StringBuilder requests = new StringBuilder();
        paths.forEach(path -> requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: ")
                .append(base.getAuthority()).append("\r\nCookie: tavolo=").append(token).append("\r\n\r\n"));
        return exchange(requests.toString(), paths.size());
    }

    /** Changes something, as the page would. */
    String change(String method, String token, String path, String body) {
        return exchange(method + " " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nCookie: tavolo=" + token
                + "\r\nOrigin: " + base + "\r\nX-Tavolo: 1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body, 1).get(0);
    }

    private List<String> exchange(String requests, int count) {
        try {
            if (socket == null) {
                socket = new Socket(base.getHost(), base.getPort());
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(30_000);
                in = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(answer());
            }
            if (answers.get(count - 1).contains("\r\nConnection: close\r\n")) {
                close();
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("after " + bytes);
            }
            bytes.write(next);
            head = next == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
        }
        int length = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        if (length >= 0) {
            bytes.writeBytes(in.readNBytes(Integer.parseInt(head.substring(length + 16, head.indexOf('\r', length)))));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            socket = null;
        }
    }
}

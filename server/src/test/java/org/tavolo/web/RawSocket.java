package org.tavolo.web;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A TCP connection that may write anything, for what no well-behaved client can be made to send. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawSocket to(URI base) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return new RawSocket(socket);
    }

    /** A WebSocket over it. */
    static RawSocket upgraded(URI base, String cookie) throws IOException {
        RawSocket raw = to(base);
        String status = raw.request("GET /live/websocket HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\nOrigin: " + base
                + "\r\nCookie: " + cookie + "\r\n\r\n");
        if (!status.startsWith("HTTP/1.1 101") || status.contains("permessage-deflate")) {
            throw new AssertionError(status);
        }
        return raw;
    }

    /** Sends this and returns the head of the answer. */
    String request(String text) throws IOException {
        try {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        } catch (SocketException closed) {
            // Refused before all was sent; the answer may have come all the same.
        }
        return head();
    }

    /** The next answer's head; empty when the connection is closed instead. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the server ends the connection; what it still says is skipped. */
    boolean ends() throws IOException {
        try {
            while (true) {
                if (read() < 0) {
                    return true;
                }
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    void bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void frame(boolean last, int opcode, boolean masked, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(mask | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        if (masked) {
            // A mask of zeros is a mask.
            frame.writeBytes(new byte[4]);
        }
        frame.writeBytes(payload);
        bytes(frame.toByteArray());
    }

    /** The same, masked, unless the server has ended the connection. @return whether it could be written */
    boolean frameIfOpen(boolean last, int opcode, byte[] payload) throws IOException {
        try {
            frame(last, opcode, true, payload);
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }

    /** The code with which the server closes; what it says before is skipped. */
    int closeCode() throws IOException {
        while (true) {
            byte[] payload = next();
            if (payload == null) {
                throw new AssertionError("the connection ended without a close frame");
            }
            if (opcode == 8) {
                return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
            }
        }
    }

    /** The next frame with content, as text. */
    String nextText() throws IOException {
        byte[] payload = next();
        return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
    }

    private int opcode;

    private byte[] next() throws IOException {
        try {
            opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte() & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            byte[] payload = new byte[length];
            in.readFully(payload);
            return payload;
        } catch (EOFException | SocketException ended) {
            return null;
        }
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

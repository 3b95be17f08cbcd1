package org.tavolo.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The files that the client is made of, out of the jar. Each is read and compressed once and kept in memory: together
 * they are small. Only names of a known kind are looked for. Ranges are not served; a file comes whole.
 */
final class ClientFiles {
    private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_@-]+(\\.[A-Za-z0-9_@-]+)*)+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));
    private static final Set<String> COMPRESSED_ALREADY = Set.of("png", "woff2", "ico");

    private record Kept(String type, byte[] plain, byte[] gzip, String tag) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** Answers with the file at this path, or goes on. */
    void answer(RoutingContext request) {
        String path = request.request().path();
        Kept file = kept.get(path);
        if (file == null) {
            file = read(path);
            if (file == null) {
                request.next();
                return;
            }
            kept.put(path, file);
        }
        write(request, file, path.startsWith("/assets/"));
    }

    private static void write(RoutingContext request, Kept file, boolean nameTellsContent) {
        HttpServerResponse response = request.response();
        // The names of built assets change with their content.
        response.putHeader("Cache-Control", nameTellsContent ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader("ETag", file.tag)
                .putHeader("Vary", "Accept-Encoding");
        if (file.tag.equals(request.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        boolean gzip = file.gzip != null && Asked.takesGzip(request.request());
        byte[] body = gzip ? file.gzip : file.plain;
        response.putHeader("Content-Type", file.type);
        if (gzip) {
            response.putHeader("Content-Encoding", "gzip");
        }
        if (request.request().method().name().equals("HEAD")) {
            response.putHeader("Content-Length", String.valueOf(body.length)).end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    private static Kept read(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        if (path.length() > 200 || !TYPES.containsKey(ending) || !NAME.matcher(path).matches()) {
            return null;
        }
        try (InputStream stream = ClientFiles.class.getResourceAsStream("/webroot" + path)) {
            if (stream == null) {
                return null;
            }
            byte[] plain = stream.readAllBytes();
            byte[] gzip = COMPRESSED_ALREADY.contains(ending) ? null : gzip(plain);
            String tag = "\"" + Integer.toHexString(Arrays.hashCode(plain)) + "-" + plain.length + "\"";
            return new Kept(TYPES.get(ending), plain, gzip, tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}

package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * Gets a JSON object from another server, within three and a half seconds and one megabyte; redirects are not followed. What is
 * longer is not read to its end.
 */
final class JsonFetch {
    private static final int LARGEST = 1_024 * 1_024;
    private static final int PATIENCE = 3_500;

    private final HttpClient client;

    JsonFetch(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE).setKeepAlive(false)
                .setDecompressionSupported(false));
    }

    /** Fails when the answer is no JSON object, too long, too late, or another one than 200. */
    Future<JsonObject> get(String address) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(address)
                .setIdleTimeout(PATIENCE).putHeader("Accept", "application/json");
        return client.request(options).compose(request -> {
            // What goes wrong is told by the answer's future.
            request.exceptionHandler(lost -> { });
            return request.send().compose(JsonFetch::body).timeout(PATIENCE, TimeUnit.MILLISECONDS)
                    .onFailure(given -> request.reset());
        }).map(JsonObject::new);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> read = Promise.promise();
        response.exceptionHandler(read::tryFail);
        if (response.statusCode() != 200) {
            read.fail("status " + response.statusCode());
            return read.future();
        }
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > LARGEST) {
                read.tryFail("longer than a megabyte");
            } else if (!read.future().isComplete()) {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> read.tryComplete(body));
        return read.future();
    }
}

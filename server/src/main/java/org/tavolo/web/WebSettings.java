package org.tavolo.web;

import java.nio.file.Path;
import java.util.Set;

/**
 * How the server is reached and how much it takes.
 *
 * @param port        0 chooses a free one
 * @param certificate PEM file of the certificate chain when the server itself does https, else null
 * @param key         PEM file of its key
 * @param proxies     addresses from which alone connections are served, none when anybody may connect
 * @param version     told to clients
 */
public record WebSettings(String host, int port, Path certificate, Path key, Set<String> proxies,
                          int submissionsPerSecond, int submissionsBurst, String version) {
}

package org.tavolo.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.StartRefused;
import org.tavolo.web.OidcSettings;
import org.tavolo.web.Operator;
import org.tavolo.web.Patience;
import org.tavolo.web.WebSettings;

/**
 * How a server was told to run: by variables of its environment that begin with {@code TAVOLO_}, by
 * {@code DATABASE_URL}, and by one word on the command line. What is not understood is refused by its name; values are
 * never repeated.
 *
 * @param data     the folder of the server's own PostgreSQL
 * @param database the database to use instead, or null
 * @param erasures the file of erasures
 * @param sample   whether to make the sample programme and print its links
 */
public record Configuration(WebSettings web, Path data, DatabaseAddress database, Path erasures, boolean sample) {
    private static final Set<String> KEYS = Set.of("TAVOLO_PORT", "TAVOLO_HOST", "TAVOLO_DATA",
            "TAVOLO_DB_PASSWORD_FILE", "TAVOLO_PUBLIC_URL", "TAVOLO_TLS_CERT", "TAVOLO_TLS_KEY", "TAVOLO_PROXY",
            "TAVOLO_INSECURE_HTTP", "TAVOLO_ERASURES_FILE", "TAVOLO_SUBMISSIONS_PER_SECOND", "TAVOLO_SUBMISSIONS_BURST",
            "TAVOLO_OIDC_ISSUER", "TAVOLO_OIDC_CLIENT_ID", "TAVOLO_OIDC_CLIENT_SECRET_FILE", "TAVOLO_OIDC_NAME",
            "TAVOLO_OPERATOR", "TAVOLO_CONTACT");

    private static final long LONGEST_SECRET = 4_096;
    private static final List<String> OIDC = List.of("TAVOLO_OIDC_ISSUER", "TAVOLO_OIDC_CLIENT_ID",
            "TAVOLO_OIDC_CLIENT_SECRET_FILE", "TAVOLO_OIDC_NAME");

    /** @throws StartRefused naming what a person has to change */
    public static Configuration read(Map<String, String> environment, List<String> words) {
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(key -> !key.startsWith("TAVOLO_") || KEYS.contains(key));
        if (!unknown.isEmpty()) {
            throw new StartRefused("There is no setting named " + String.join(", ", unknown) + ". The settings are "
                    + String.join(", ", new TreeSet<>(KEYS)) + " and DATABASE_URL.");
        }
        for (String word : words) {
            if (!word.equals("--sample")) {
                throw new StartRefused("The only word understood on the command line is --sample.");
            }
        }
        Variables variables = new Variables(environment);
        WebSettings web = web(variables);
        Path data = Path.of(variables.text("TAVOLO_DATA", "./tavolo-data"));
        return new Configuration(web, data, DatabaseAddress.from(environment), variables.erasures(data), words.contains("--sample"));
    }

    private static WebSettings web(Variables variables) {
        String host = variables.text("TAVOLO_HOST", "127.0.0.1");
        int port = variables.number("TAVOLO_PORT", 8080, 0, 65_535);
        URI publicUrl = variables.publicUrl();
        Path certificate = variables.file("TAVOLO_TLS_CERT");
        Path key = variables.file("TAVOLO_TLS_KEY");
        Set<String> proxies = variables.addresses("TAVOLO_PROXY");
        boolean insecure = variables.yes("TAVOLO_INSECURE_HTTP");
        if ((certificate == null) != (key == null)) {
            throw new StartRefused("TAVOLO_TLS_CERT and TAVOLO_TLS_KEY belong together: one of them is missing.");
        }
        boolean https = publicUrl != null && "https".equals(publicUrl.getScheme());
        if (certificate != null && !https) {
            throw new StartRefused("With TAVOLO_TLS_CERT the address people open must be known: set "
                    + "TAVOLO_PUBLIC_URL to one that begins with https://.");
        }
        if (!proxies.isEmpty() && !https) {
            throw new StartRefused("TAVOLO_PROXY names a proxy that does https: set TAVOLO_PUBLIC_URL to the address "
                    + "people open, which begins with https://.");
        }
        if (https && certificate == null && proxies.isEmpty()) {
            throw new StartRefused("TAVOLO_PUBLIC_URL begins with https://, but nothing here does https: set "
                    + "TAVOLO_TLS_CERT and TAVOLO_TLS_KEY, or name the proxy's address in TAVOLO_PROXY.");
        }
        boolean here = isLoopback(host) && (publicUrl == null || isLoopback(publicUrl.getHost()));
        if (!https && !here && !insecure) {
            throw new StartRefused("Plain http is for this machine alone, and TAVOLO_HOST or TAVOLO_PUBLIC_URL name "
                    + "more than it: use https (TAVOLO_PUBLIC_URL with TAVOLO_TLS_CERT and TAVOLO_TLS_KEY, or with "
                    + "TAVOLO_PROXY), or for a trial set TAVOLO_INSECURE_HTTP=yes.");
        }
        String version = Configuration.class.getPackage().getImplementationVersion();
        return new WebSettings(host, port, publicUrl, insecure && !https && !here, certificate, key, proxies,
                variables.number("TAVOLO_SUBMISSIONS_PER_SECOND", 60, 1, 100_000),
                variables.number("TAVOLO_SUBMISSIONS_BURST", 120, 1, 100_000), Patience.usual(),
                version == null ? "dev" : version, oidc(variables),
                new Operator(variables.line("TAVOLO_OPERATOR"), variables.line("TAVOLO_CONTACT")));
    }

    /** All four settings, or none: then people sign in by links alone. */
    private static OidcSettings oidc(Variables variables) {
        List<String> missing = OIDC.stream().filter(key -> variables.text(key, null) == null).toList();
        if (missing.size() == OIDC.size()) {
            return null;
        }
        if (!missing.isEmpty()) {
            throw new StartRefused(String.join(", ", OIDC) + " belong together: " + String.join(", ", missing)
                    + (missing.size() == 1 ? " is" : " are") + " missing.");
        }
        return new OidcSettings(variables.issuer(), variables.text("TAVOLO_OIDC_CLIENT_ID", null),
                variables.secret("TAVOLO_OIDC_CLIENT_SECRET_FILE"), variables.text("TAVOLO_OIDC_NAME", null));
    }

    /** The address to tell people. */
    String address(int port) {
        if (web.publicUrl() != null) {
            return web.publicUrl().toString();
        }
        String host = web.host().equals("0.0.0.0") || web.host().equals("::") ? "localhost" : web.host();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + (port == 80 ? "" : ":" + port);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The environment, each variable read as what it must be. */
    private record Variables(Map<String, String> environment) {
        String text(String key, String fallback) {
            String value = environment.get(key);
            return value == null || value.isBlank() ? fallback : value.strip();
        }

        int number(String key, int fallback, int least, int most) {
            String value = text(key, null);
            if (value == null) {
                return fallback;
            }
            if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                throw new StartRefused(key + " must be a whole number from " + least + " to " + most + ".");
            }
            return Integer.parseInt(value);
        }

        /** Plain text for people to read, on one line; null when there is none. */
        String line(String key) {
            String value = text(key, null);
            if (value != null && (value.length() > 300 || value.chars().anyMatch(Character::isISOControl))) {
                throw new StartRefused(key + " must be one line of at most 300 characters.");
            }
            return value;
        }

        boolean yes(String key) {
            String value = text(key, "no");
            if (!value.equals("yes") && !value.equals("no")) {
                throw new StartRefused(key + " must be yes or no.");
            }
            return value.equals("yes");
        }

        Path file(String key) {
            String value = text(key, null);
            if (value == null) {
                return null;
            }
            if (!Files.isReadable(Path.of(value))) {
                throw new StartRefused(key + " names a file that cannot be read.");
            }
            return Path.of(value);
        }

        /** Where erasures are noted: it must be possible by the time when somebody asks for one. */
        Path erasures(Path data) {
            String value = text("TAVOLO_ERASURES_FILE", null);
            if (value == null) {
                return data.resolve("erasures");
            }
            Path file = Path.of(value).toAbsolutePath();
            if (!Files.isDirectory(file.getParent()) || !Files.isWritable(Files.exists(file) ? file : file.getParent())) {
                throw new StartRefused("TAVOLO_ERASURES_FILE names a file that cannot be written.");
            }
            return file;
        }

        /** What a small file holds, in one line. */
        String secret(String key) {
            Path path = file(key);
            try {
                String secret = Files.size(path) > LONGEST_SECRET ? "" : Files.readString(path).strip();
                if (secret.matches("[\\x21-\\x7e]+")) {
                    return secret;
                }
            } catch (IOException e) {
                // Said below.
            }
            throw new StartRefused(key + " must name a file with the secret in it and nothing else.");
        }

        /** Where tokens come from: spelt as in them, so that nothing of it is changed. */
        String issuer() {
            String value = text("TAVOLO_OIDC_ISSUER", null);
            try {
                URI uri = URI.create(value);
                boolean bare = uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
                        && uri.getRawUserInfo() == null;
                if (bare && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && isLoopback(uri.getHost()))) {
                    return value;
                }
            } catch (IllegalArgumentException e) {
                // Said below, without repeating what was given.
            }
            throw new StartRefused("TAVOLO_OIDC_ISSUER must be the issuer's address as the provider spells it, such as "
                    + "https://id.example.org/realms/city.");
        }

        Set<String> addresses(String key) {
            String value = text(key, "");
            Set<String> addresses = Arrays.stream(value.split(",")).map(String::strip).filter(each -> !each.isEmpty())
                    .collect(Collectors.toSet());
            for (String address : addresses) {
                if (!address.matches("[0-9.]+|[0-9a-fA-F:]+")) {
                    throw new StartRefused(key + " must be the proxy's IP address, or several with commas.");
                }
            }
            return addresses;
        }

        URI publicUrl() {
            String value = text("TAVOLO_PUBLIC_URL", null);
            if (value == null) {
                return null;
            }
            try {
                URI uri = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
                boolean bare = !uri.isOpaque() && uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null
                        && uri.getRawPath().isEmpty() && uri.getHost() != null;
                if (bare && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // Said below, without repeating what was given.
            }
            throw new StartRefused("TAVOLO_PUBLIC_URL must be an address such as https://tavolo.example.org, with "
                    + "nothing after the name but perhaps a port.");
        }
    }
}

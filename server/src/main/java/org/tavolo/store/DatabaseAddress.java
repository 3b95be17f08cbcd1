package org.tavolo.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * Where the database is and who opens it. Immutable; {@link #toString()} leaves the password out, so an address may
 * be logged.
 *
 * @param host     a name or an address, an IPv6 address without its brackets
 * @param port     1 to 65535
 * @param database the name of the database
 * @param user     the role that connects
 * @param password empty when the database asks for none
 * @param sslMode  libpq's word: disable, allow, prefer, require, verify-ca or verify-full
 * @param rootCert the file of certificate authorities, which verify-ca and verify-full need, or null
 */
public record DatabaseAddress(String host, int port, String database, String user, String password, String sslMode,
        Path rootCert) {
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> PARAMETERS = Set.of("sslmode", "sslrootcert");

    public DatabaseAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(sslMode, "sslMode");
    }

    /**
     * Reads {@code DATABASE_URL}, in the form {@code postgres://user:password@host:port/database?sslmode=require}
     * ({@code postgresql://} as well), and {@code TAVOLO_DB_PASSWORD_FILE}, whose content, less a final line break,
     * is the password of an address that has none.
     *
     * @param environment the variables of the process
     * @return the address, or null when {@code DATABASE_URL} is not set
     * @throws StartRefused when the variable cannot be read; the message never repeats it
     */
    public static DatabaseAddress from(Map<String, String> environment) {
        String url = environment.get("DATABASE_URL");
        if (url == null || url.isBlank()) {
            return null;
        }
        DatabaseAddress address = parse(url.strip());
        String file = environment.get("TAVOLO_DB_PASSWORD_FILE");
        if (file == null || file.isBlank()) {
            return address;
        }
        if (!address.password.isEmpty()) {
            throw new StartRefused("The database password is given twice, in DATABASE_URL and by "
                    + "TAVOLO_DB_PASSWORD_FILE: leave one of them out.");
        }
        try {
            return address.withPassword(Files.readString(Path.of(file.strip())).replaceFirst("\\r?\\n\\z", ""));
        } catch (IOException | RuntimeException e) {
            // Not which file: somebody may have put the password itself there.
            throw new StartRefused("TAVOLO_DB_PASSWORD_FILE must name a file that can be read as text.");
        }
    }

    /**
     * Reads one URL, see {@link #from(Map)}.
     *
     * @throws StartRefused when it cannot be read; the message never repeats it
     */
    public static DatabaseAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // The exception's own message would repeat the password.
            throw refused("it is not a URL (write special characters of the password as %xx)");
        }
        if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
            throw refused("it must begin with postgres:// or postgresql://");
        }
        if (uri.getHost() == null) {
            throw refused("it names no host");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw refused("it must name one database after the host");
        }
        String[] account = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        if (account.length == 0 || account[0].isEmpty()) {
            throw refused("it names no user");
        }
        String sslMode = "prefer";
        Path rootCert = null;
        for (String pair : uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            if (!PARAMETERS.contains(parts[0]) || parts.length < 2) {
                throw refused("of its parameters only sslmode and sslrootcert are understood");
            }
            if (parts[0].equals("sslmode")) {
                sslMode = decode(parts[1]);
            } else {
                rootCert = Path.of(decode(parts[1]));
            }
        }
        if (!SSL_MODES.contains(sslMode)) {
            throw refused("its sslmode is none of disable, allow, prefer, require, verify-ca, verify-full");
        }
        if (sslMode.startsWith("verify") && rootCert == null) {
            throw refused("its sslmode needs the file of certificate authorities as well, by sslrootcert");
        }
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        if (port < 1 || port > 65535) {
            throw refused("its port is not between 1 and 65535");
        }
        String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return new DatabaseAddress(host, port, decode(path.substring(1)), decode(account[0]),
                account.length < 2 ? "" : decode(account[1]), sslMode, rootCert);
    }

    public DatabaseAddress withPassword(String newPassword) {
        return new DatabaseAddress(host, port, database, user, newPassword, sslMode, rootCert);
    }

    public DatabaseAddress withDatabase(String newDatabase) {
        return new DatabaseAddress(host, port, newDatabase, user, password, sslMode, rootCert);
    }

    /** The same place for JDBC; it holds neither user nor password. */
    public String jdbcUrl() {
        String authority = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String url = "jdbc:postgresql://" + authority + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8) + "?sslmode=" + sslMode;
        return rootCert == null ? url
                : url + "&sslrootcert=" + URLEncoder.encode(rootCert.toString(), StandardCharsets.UTF_8);
    }

    /** The same for the Vert.x client, password included. A new object at every call, so that it may be changed. */
    public PgConnectOptions connectOptions() {
        PgConnectOptions options = new PgConnectOptions().setHost(host).setPort(port).setDatabase(database)
                .setUser(user).setPassword(password).setSslMode(SslMode.of(sslMode));
        if (sslMode.equals("disable")) {
            return options;
        }
        ClientSSLOptions ssl = new ClientSSLOptions().setHostnameVerificationAlgorithm(
                sslMode.equals("verify-full") ? "HTTPS" : "");
        if (sslMode.startsWith("verify")) {
            ssl.setTrustOptions(new PemTrustOptions().addCertPath(rootCert.toString()));
        } else {
            // Without a verify mode PostgreSQL's clients encrypt and ask nobody who answers.
            ssl.setTrustAll(true);
        }
        return options.setSslOptions(ssl);
    }

    /** Opens one JDBC connection, waiting at most 10 seconds. Blocks: for the start and for tests only. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("ApplicationName", "tavolo");
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    @Override
    public String toString() {
        return "postgres://" + user + "@" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + "/"
                + database + "?sslmode=" + sslMode;
    }

    private static String decode(String text) {
        try {
            // A plus sign stands for itself here, unlike in a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("one of its %xx is broken");
        }
    }

    private static StartRefused refused(String reason) {
        return new StartRefused("DATABASE_URL cannot be used: " + reason
                + ". Its form is postgres://user:password@host:port/database?sslmode=require.");
    }
}

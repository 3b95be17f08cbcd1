package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @TempDir
    Path folder;

    @Test
    void everyPartOfAUrlIsReadAndDecoded() {
        DatabaseAddress address = DatabaseAddress.parse(
                "postgresql://anna%40comune:p%2Fa+s%20s%3A@db.example.org:5433/tavolo%2Dplan?sslmode=require");

        assertEquals("db.example.org", address.host());
        assertEquals(5433, address.port());
        assertEquals("tavolo-plan", address.database());
        assertEquals("anna@comune", address.user());
        assertEquals("p/a+s s:", address.password());
        assertEquals("require", address.sslMode());
    }

    @Test
    void whatIsLeftOutGetsThePortAndModeOfPostgresql() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://anna@localhost/tavolo");

        assertEquals(5432, address.port());
        assertEquals("", address.password());
        assertEquals("prefer", address.sslMode());
    }

    @Test
    void anAddressOfIpVersion6LosesItsBracketsForTheClientAndKeepsThemForJdbc() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://anna:x@[::1]:5432/tavolo");

        assertEquals("::1", address.host());
        assertEquals("jdbc:postgresql://[::1]:5432/tavolo?sslmode=prefer", address.jdbcUrl());
        assertEquals("::1", address.connectOptions().getHost());
    }

    @Test
    void theClientIsToldTheSameAsJdbc() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://anna:secret@db:5433/tavolo?sslmode=disable");

        assertEquals("jdbc:postgresql://db:5433/tavolo?sslmode=disable", address.jdbcUrl());
        assertEquals("secret", address.connectOptions().getPassword());
        assertEquals(SslMode.DISABLE, address.connectOptions().getSslMode());
        assertNull(address.connectOptions().getSslOptions());
    }

    @Test
    void verifyFullChecksTheNameAndTheCertificateAndTheOtherModesOnlyEncrypt() {
        DatabaseAddress full = DatabaseAddress.parse(
                "postgres://anna@db/tavolo?sslmode=verify-full&sslrootcert=/etc/ca.pem");
        DatabaseAddress require = DatabaseAddress.parse("postgres://anna@db/tavolo?sslmode=require");

        assertEquals("HTTPS", full.connectOptions().getSslOptions().getHostnameVerificationAlgorithm());
        assertFalse(full.connectOptions().getSslOptions().isTrustAll());
        assertEquals("jdbc:postgresql://db:5432/tavolo?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
                full.jdbcUrl());
        assertTrue(require.connectOptions().getSslOptions().isTrustAll());
    }

    @Test
    void thePasswordIsNeverPrinted() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://anna:hunter2@db/tavolo");

        assertEquals("postgres://anna@db:5432/tavolo?sslmode=prefer", address.toString());
        assertFalse(address.jdbcUrl().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://u:hunter2@h/d", "postgres:hunter2", "postgres://u:hunter2@h", "postgres://u:hunter2@h/",
        "postgres://h/d?password=hunter2", "postgres://:hunter2@h/d", "postgres://u:hunter2@h/d/e",
        "postgres://u:hunter2@h:0/d", "postgres://u:hunter2@h:65536/d", "postgres://u:hunter2@h/d?sslmode=maybe",
        "postgres://u:hunter2@h/d?options=-c%20fsync=off", "postgres://u:hunter2@h/d?sslmode=verify-full",
        "postgres://u:hunter2 %@h/d", "postgres://u:hunter2%ZZ@h/d", "hunter2", "postgres:///d?x=hunter2"})
    void aUrlThatCannotBeUsedIsRefusedWithoutRepeatingIt(String url) {
        StartRefused refused = assertThrows(StartRefused.class, () -> DatabaseAddress.parse(url));

        assertTrue(refused.getMessage().startsWith("DATABASE_URL cannot be used: "), refused.getMessage());
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void withoutTheVariableThereIsNoAddress() {
        assertNull(DatabaseAddress.from(Map.of()));
        assertNull(DatabaseAddress.from(Map.of("DATABASE_URL", " ")));
    }

    @Test
    void thePasswordMayComeFromAFileWithALineBreakAtItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "se cret\n");

        assertEquals("se cret", DatabaseAddress.from(Map.of("DATABASE_URL", "postgres://anna@db/tavolo",
                "TAVOLO_DB_PASSWORD_FILE", file.toString())).password());
    }

    @Test
    void twoPasswordsAndAMissingPasswordFileAreRefused() {
        String missing = folder.resolve("missing").toString();

        assertThrows(StartRefused.class, () -> DatabaseAddress.from(Map.of("DATABASE_URL", "postgres://a:b@db/tavolo",
                "TAVOLO_DB_PASSWORD_FILE", missing)));
        StartRefused refused = assertThrows(StartRefused.class, () -> DatabaseAddress.from(
                Map.of("DATABASE_URL", "postgres://a@db/tavolo", "TAVOLO_DB_PASSWORD_FILE", missing)));
        assertFalse(refused.getMessage().contains(missing), "it may be the password itself");
    }
}

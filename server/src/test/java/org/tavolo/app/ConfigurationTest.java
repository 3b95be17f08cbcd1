package org.tavolo.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavolo.store.StartRefused;
import org.tavolo.web.OidcSettings;
import org.tavolo.web.Operator;

class ConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void withoutAWordItRunsOnThisMachineWithADatabaseOfItsOwn() {
        Configuration configuration = read(Map.of("PATH", "/bin"));
        assertEquals("127.0.0.1", configuration.web().host());
        assertEquals(8080, configuration.web().port());
        assertEquals(Path.of("./tavolo-data"), configuration.data());
        assertEquals(Path.of("./tavolo-data/erasures"), configuration.erasures());
        assertNull(configuration.database());
        assertFalse(configuration.sample());
        assertEquals(60, configuration.web().submissionsPerSecond());
        assertEquals(120, configuration.web().submissionsBurst());
        assertEquals("http://127.0.0.1:8080", configuration.address(8080));
        assertTrue(Configuration.read(Map.of(), List.of("--sample")).sample());
    }

    @ParameterizedTest(name = "{0} = {1} is refused by its name")
    @CsvSource({"TAVOLO_PROT, 8080", "TAVOLO_PORT, http", "TAVOLO_PORT, 70000", "TAVOLO_PORT, -1",
        "TAVOLO_HOST, 0.0.0.0", "TAVOLO_HOST, 192.0.2.7", "TAVOLO_INSECURE_HTTP, true",
        "TAVOLO_CONTACT, 'line\nline'",
        "TAVOLO_PUBLIC_URL, tavolo.example.org", "TAVOLO_PUBLIC_URL, localhost:8080",
        "TAVOLO_PUBLIC_URL, tavolo.example.org:443", "TAVOLO_PUBLIC_URL, ftp://tavolo.example.org",
        "TAVOLO_PUBLIC_URL, https://tavolo.example.org/path", "TAVOLO_PUBLIC_URL, http://tavolo.example.org",
        "TAVOLO_PUBLIC_URL, https://tavolo.example.org", "TAVOLO_PUBLIC_URL, https://me:secret@tavolo.example.org",
        "TAVOLO_TLS_CERT, /nowhere/secret.pem", "TAVOLO_ERASURES_FILE, /nowhere/secret/erasures", "TAVOLO_PROXY, 127.0.0.1", "TAVOLO_SUBMISSIONS_PER_SECOND, 0",
        "DATABASE_URL, mysql://secret@host/db", "DATABASE_URL, postgres://tavolo:secret@host"})
    void whatIsNotUnderstoodIsRefused(String key, String value) {
        StartRefused refused = assertThrows(StartRefused.class, () -> read(Map.of(key, value)));
        assertTrue(refused.getMessage().contains(key), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }

    @Test
    void httpsIsDoneHereOrByANamedProxy() throws IOException {
        String file = Files.writeString(folder.resolve("pem"), "x").toString();
        assertTrue(read(Map.of("TAVOLO_HOST", "0.0.0.0", "TAVOLO_PUBLIC_URL", "https://tavolo.example.org",
                "TAVOLO_TLS_CERT", file, "TAVOLO_TLS_KEY", file)).web().certificate() != null);
        assertEquals("https://tavolo.example.org", read(Map.of("TAVOLO_HOST", "0.0.0.0", "TAVOLO_PUBLIC_URL",
                "https://tavolo.example.org/", "TAVOLO_PROXY", "192.0.2.1, 192.0.2.2")).address(8080));
        assertThrows(StartRefused.class, () -> read(Map.of("TAVOLO_PUBLIC_URL", "https://tavolo.example.org",
                "TAVOLO_TLS_CERT", file)));
        assertThrows(StartRefused.class, () -> read(Map.of("TAVOLO_TLS_CERT", file, "TAVOLO_TLS_KEY", file)));
    }

    @Test
    void plainHttpForOthersMustBeAskedForAndIsSaidOnEveryPage() {
        assertTrue(read(Map.of("TAVOLO_HOST", "0.0.0.0", "TAVOLO_INSECURE_HTTP", "yes")).web().insecure());
        assertFalse(read(Map.of("TAVOLO_INSECURE_HTTP", "yes")).web().insecure());
        assertEquals(new Operator("Comune di Capaci", null),
                read(Map.of("TAVOLO_OPERATOR", " Comune di Capaci ")).web().operator());
        assertFalse(read(Map.of("TAVOLO_PUBLIC_URL", "http://localhost:8080")).web().insecure());
    }

    @Test
    void anIdentityProviderNeedsAllItsSettingsAndItsSecretIsInAFile() throws IOException {
        String file = Files.writeString(folder.resolve("secret"), "s3cret\n").toString();
        Map<String, String> all = Map.of("TAVOLO_OIDC_ISSUER", "https://id.example.org/realms/city/",
                "TAVOLO_OIDC_CLIENT_ID", "tavolo", "TAVOLO_OIDC_CLIENT_SECRET_FILE", file,
                "TAVOLO_OIDC_NAME", "Città di Capaci");
        assertNull(read(Map.of()).web().oidc());
        OidcSettings oidc = read(all).web().oidc();
        assertEquals(new OidcSettings("https://id.example.org/realms/city/", "tavolo", "s3cret", "Città di Capaci"),
                oidc);
        assertFalse(oidc.toString().contains("s3cret"));
        for (String key : all.keySet()) {
            Map<String, String> others = new HashMap<>(all);
            others.remove(key);
            assertRefused(key, others);
        }
        for (String issuer : List.of("id.example.org", "http://id.example.org", "https://me:pw@id.example.org",
                "https://id.example.org/?realm=city")) {
            assertRefused("TAVOLO_OIDC_ISSUER", with(all, "TAVOLO_OIDC_ISSUER", issuer));
        }
        assertRefused("TAVOLO_OIDC_CLIENT_SECRET_FILE", with(all, "TAVOLO_OIDC_CLIENT_SECRET_FILE", file + "x"));
        Files.writeString(folder.resolve("secret"), "two\nlines");
        assertRefused("TAVOLO_OIDC_CLIENT_SECRET_FILE", all);
    }

    private static Map<String, String> with(Map<String, String> all, String key, String value) {
        Map<String, String> others = new HashMap<>(all);
        others.put(key, value);
        return others;
    }

    private static void assertRefused(String key, Map<String, String> environment) {
        StartRefused refused = assertThrows(StartRefused.class, () -> read(environment));
        assertTrue(refused.getMessage().contains(key), refused.getMessage());
    }

    @Test
    void anUnknownWordIsRefused() {
        assertThrows(StartRefused.class, () -> Configuration.read(Map.of(), List.of("--smaple")));
    }

    private static Configuration read(Map<String, String> environment) {
        return Configuration.read(environment, List.of());
    }
}

package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.tavolo.app.RunningServer;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;

/**
 * Where the people of a browser test come together: one server and one Chromium for the whole run, a browser context of
 * their own for each person. When a test fails, what everybody saw is in {@code target/screens}; when it is over, the
 * contexts are closed, and a page that asked another host for anything, or met an uncaught error, fails it.
 */
final class Hall implements BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback {
    private static final Namespace RUN = Namespace.create(Hall.class);

    static {
        // The machine may have two suites at once on it: whatever is waited for has the same time.
        PlaywrightAssertions.setDefaultAssertionTimeout(Participant.PATIENCE);
    }

    private final List<Participant> participants = new ArrayList<>();
    private ExtensionContext context;

    @Override
    public void beforeEach(ExtensionContext test) {
        context = test;
    }

    /** The Chromium of this run. */
    Browser browser() {
        return once("chromium", OpenChromium.class, () -> new OpenChromium(Chromium.start())).chromium().browser();
    }

    /** The server of this run, on loopback. */
    URI server() {
        return once("server", RunningServer.class, RunningServer::start).base();
    }

    /** Another server of this run, which takes pages of any numeric address as its own, hence also a proxy's. */
    URI serverBehindProxies() {
        return once("behind proxies", BehindProxies.class, () -> new BehindProxies(RunningServer.anyAddress()))
            .server().base();
    }

    /** Somebody sits down: joins by the table's link and opens it. */
    Participant join(Table table, String name, String party) {
        return guest(table, name, party).open();
    }

    /** Somebody sits down in a role, for its usual party. */
    Participant join(Table table, String name, Role role) {
        return arrive(table, name, table.join(name, role).cookie(), table.base()).open();
    }

    /** Somebody who has joined and has no page open yet. */
    Participant guest(Table table, String name, String party) {
        return arrive(table, name, table.join(name, party).cookie(), table.base());
    }

    /** The same, where the page comes through another address, a proxy's. */
    Participant joinThrough(URI proxy, Table table, String name, String party) {
        return arrive(table, name, table.join(name, party).cookie(), proxy).open();
    }

    /** The facilitator who set the table opens it. */
    Participant facilitator(Table table) {
        return arrive(table, "Rosa", table.facilitator().cookie(), table.base()).open();
    }

    /** A browser that has not been here yet, at no page. */
    Participant stranger(URI base, String name) {
        return arrive(null, name, null, base);
    }

    /** Somebody with an account and nothing else yet, signed in, at no page. */
    Participant account(URI base, String name) {
        return arrive(null, name, Peer.visit(base).signedIn(name).cookie(), base);
    }

    /** Somebody who is signed in to the server of this run and administers its accounts. */
    Peer administrator(String name) {
        RunningServer server = once("server", RunningServer.class, RunningServer::start);
        Peer peer = Peer.visit(server.base());
        peer.post("/api/sign-in", new JsonObject().put("token", server.administrator(name)));
        return peer;
    }

    /** A phone of 360 px that has not been here yet. @param locale such as {@code it-IT} */
    Participant phone(URI base, String name, String locale) {
        return arrive(null, name, null, base, new Browser.NewContextOptions().setLocale(locale)
            .setTimezoneId("Europe/Rome").setViewportSize(360, 740).setHasTouch(true).setIsMobile(true));
    }

    /** A window of this kind that has not been here yet. @param locale such as {@code it-IT} */
    Participant newcomer(URI base, String name, String locale, Browser.NewContextOptions kind) {
        return arrive(null, name, null, base, kind.setLocale(locale).setTimezoneId("Europe/Rome"));
    }

    /** A browser that has this session, at no page. */
    Participant visitor(URI base, String name, String cookie) {
        return arrive(null, name, cookie, base);
    }

    /** A browser of another kind. @param cookie of its session, null when it has none */
    Participant enter(Table table, String name, String cookie, Browser.NewContextOptions kind) {
        return arrive(table, name, cookie, table.base(), kind);
    }

    private Participant arrive(Table table, String name, String cookie, URI base) {
        return arrive(table, name, cookie, base, new Browser.NewContextOptions().setLocale("it-IT")
            .setTimezoneId("Europe/Rome").setViewportSize(1280, 900));
    }

    private Participant arrive(Table table, String name, String cookie, URI base, Browser.NewContextOptions kind) {
        Participant participant = new Participant(browser().newContext(kind), table, name, cookie, base);
        participants.add(participant);
        return participant;
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            String name = test.getRequiredTestClass().getSimpleName() + "." + test.getRequiredTestMethod().getName();
            for (int i = 0; i < participants.size(); i++) {
                participants.get(i).photograph(Path.of("target", "screens"), name + "-" + (i + 1));
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        List<String> complaints = leave();
        if (test.getExecutionException().isEmpty()) {
            assertEquals(List.of(), complaints);
        }
    }

    /** Everybody leaves. @return what must not have happened in their browsers */
    List<String> leave() {
        List<String> complaints = new ArrayList<>();
        for (Participant participant : participants) {
            complaints.addAll(participant.complaints());
            participant.close();
        }
        participants.clear();
        return complaints;
    }

    private <T extends AutoCloseable> T once(String key, Class<T> type, java.util.function.Supplier<T> make) {
        return context.getRoot().getStore(RUN).getOrComputeIfAbsent(key, absent -> make.get(), type);
    }

    private record OpenChromium(Chromium chromium) implements AutoCloseable {
        @Override
        public void close() {
            chromium.close();
        }
    }

    private record BehindProxies(RunningServer server) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }
}

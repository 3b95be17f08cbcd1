package org.tavolo.web;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.tavolo.board.Refusal;
import org.tavolo.method.Kit;
import org.tavolo.people.Account;
import org.tavolo.people.Keepings;
import org.tavolo.people.Programmes;
import org.tavolo.people.Seat;
import org.tavolo.people.Sessions;
import org.tavolo.people.Visitor;

/** The method, who I am, and leaving (H10, H11, H20). */
final class MeRoutes {
    private static final List<String> LANGUAGES = List.of("it", "en");

    private final Map<Kit, byte[]> method;
    private final Programmes programmes;
    private final Keepings keepings;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Rates rates;
    private final boolean insecure;
    private final String provider;
    private final Operator operator;

    /**
     * @param method   what H10 answers, by what it is asked for
     * @param insecure whether pages must say that others can listen in
     * @param provider what the identity provider is called, null when there is none
     * @param operator who runs the installation
     */
    MeRoutes(Map<Kit, byte[]> method, Programmes programmes, Keepings keepings, Sessions sessions,
             SessionCookie cookie, Rates rates, boolean insecure, String provider, Operator operator) {
        this.method = method;
        this.programmes = programmes;
        this.keepings = keepings;
        this.sessions = sessions;
        this.cookie = cookie;
        this.rates = rates;
        this.insecure = insecure;
        this.provider = provider;
        this.operator = operator;
    }

    void on(Api api) {
        for (Kit kit : Kit.values()) {
            String path = kit == Kit.TYPES ? "/api/method" : "/api/method/" + kit.word();
            api.get(path, Access.ANYONE, asked -> tagged(asked, method.get(kit)));
        }
        api.get("/api/me", Access.ANYONE, this::me);
        api.post("/api/leave", Access.ANYONE, this::leave);
    }

    private static CompletionStage<Answer> tagged(Asked asked, byte[] json) {
        String tag = "\"" + Integer.toHexString(Arrays.hashCode(json)) + "\"";
        Answer answer = tag.equals(asked.header("If-None-Match"))
                ? new Answer(304, null, new byte[0], Map.of()) : Answer.json(json);
        return CompletableFuture.completedFuture(answer.with("ETag", tag).with("Cache-Control", "no-cache"));
    }

    private CompletionStage<Answer> me(Asked asked) throws Refusal {
        Visitor visitor = asked.visitorOrNull();
        if (visitor == null) {
            long wait = rates.newSession(asked.address());
            if (wait > 0) {
                return CompletableFuture.failedFuture(new TooOften("too_many_requests", wait));
            }
            return sessions.begin(Devices.of(asked.header("User-Agent"))).map(begun -> answer(null, List.of(), Map.of()).with("Set-Cookie", cookie.give(begun.token())))
                    .toCompletionStage();
        }
        if (visitor.seats().isEmpty() && visitor.account() == null) {
            return CompletableFuture.completedFuture(answer(null, List.of(), Map.of()));
        }
        // Given again, so that the half year counts from the last visit; its token changes no more.
        String token = cookie.token(asked.request());
        Set<UUID> owned = visitor.seats().values().stream().filter(Seat::owner).map(Seat::programme)
                .collect(Collectors.toSet());
        Future<Map<UUID, LocalDate>> ending = owned.isEmpty() ? Future.succeededFuture(Map.of()) : keepings.ending(owned);
        return programmes.mine(visitor.session()).compose(mine -> ending.map(ends ->
                answer(visitor.account(), mine, ends).with("Set-Cookie", cookie.give(token)))).toCompletionStage();
    }

    /** @param ends the last days of the programmes whose owner is told that they end */
    private Answer answer(Account account, List<Programmes.Mine> mine, Map<UUID, LocalDate> ends) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("account", account == null ? null : AccountRoutes.account(account));
        members.put("programmes", mine.stream().map(one -> programme(one, ends.get(one.programme().programme())))
                .toList());
        members.put("languages", LANGUAGES);
        if (insecure) {
            members.put("insecure", true);
        }
        if (provider != null) {
            members.put("oidc", provider);
        }
        if (operator.name() != null) {
            members.put("operator", operator.name());
        }
        if (operator.contact() != null) {
            members.put("contact", operator.contact());
        }
        return Answer.of(members);
    }

    private static Map<String, Object> programme(Programmes.Mine mine, LocalDate ends) {
        Programmes.Heading heading = mine.programme().heading();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("programme", mine.programme().programme());
        members.put("title", heading.title());
        members.put("theme", heading.theme());
        members.put("mentee", heading.mentee());
        members.put("mentor", heading.mentor());
        members.put("board", mine.me().role().atTheTable() ? mine.programme().board() : null);
        members.put("role", mine.me().role().wire());
        members.put("party", mine.me().party().wire());
        members.put("name", mine.me().name());
        members.put("person", mine.me().number());
        if (ends != null) {
            members.put("ends", ends.toString());
        }
        return members;
    }

    private CompletionStage<Answer> leave(Asked asked) throws Refusal {
        asked.members().end();
        Answer done = Answer.nothing().with("Set-Cookie", cookie.take());
        Visitor visitor = asked.visitorOrNull();
        return (visitor == null ? Future.succeededFuture(done) : sessions.end(visitor.session()).map(done))
                .toCompletionStage();
    }
}

package org.tavolo.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Accounts;
import org.tavolo.people.OidcLogins;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;

/**
 * Signing in by an identity provider, and being signed out by it (H27). A person's browser is led through these
 * addresses, so they answer it with another address: home, or the sign-in page with {@code #failed},
 * {@code #unavailable} or, while nobody has an account here, {@code #first}. Nothing in a query says where somebody is
 * led to.
 */
final class OidcRoutes {
    private static final String BACK = "/sign-in/oidc/back";
    private static final Set<String> FORM = Set.of("application/x-www-form-urlencoded");

    private final OidcSettings settings;
    private final IdentityProvider provider;
    private final OidcLogins logins;
    private final Accounts accounts;
    private final FreshToken fresh;
    private final boolean secure;

    /** @param settings null when people sign in by links alone; @param secure whether browsers come by https */
    OidcRoutes(OidcSettings settings, IdentityProvider provider, OidcLogins logins, Accounts accounts,
               FreshToken fresh, boolean secure) {
        this.settings = settings;
        this.provider = provider;
        this.logins = logins;
        this.accounts = accounts;
        this.fresh = fresh;
        this.secure = secure;
    }

    void on(Api api) {
        api.get("/sign-in/oidc", Access.ANYONE, this::send);
        api.post("/api/setup/oidc", Access.VISITOR, this::sendFirst);
        api.getFromElsewhere(BACK, Access.ANYONE, this::back);
        api.postFromElsewhere("/sign-in/oidc/logout", Access.ANYONE, FORM, this::logOut);
    }

    private CompletionStage<Answer> send(Asked asked) throws Refusal {
        requireProvider();
        Visitor visitor = asked.visitorOrNull();
        return led(asked, visitor == null ? Future.failedFuture(OidcClaims.failed())
                : logins.send(visitor.session()).compose(sent -> provider.address(sent, backTo(asked)))
                        .map(OidcRoutes::to));
    }

    /** From the page of the setup link, whose token is in no address: the page itself goes where it is told. */
    private CompletionStage<Answer> sendFirst(Asked asked) throws Refusal {
        Members members = asked.members();
        String token = members.text("token", "invitation");
        members.end();
        requireProvider();
        return logins.send(asked.visitor().session(), token).compose(sent -> provider.address(sent, backTo(asked)))
                .map(address -> Answer.of(Map.of("address", address))).toCompletionStage();
    }

    private CompletionStage<Answer> back(Asked asked) throws Refusal {
        requireProvider();
        Visitor visitor = asked.visitorOrNull();
        String state = one(asked, "state");
        if (visitor == null || state == null) {
            return led(asked, Future.failedFuture(OidcClaims.failed()));
        }
        return led(asked, logins.back(visitor.session(), state).compose(sent -> {
            String code = one(asked, "code");
            String issuer = one(asked, "iss");
            boolean fits = sent != null && code != null && !has(asked, "error")
                    && (!has(asked, "iss") || settings.issuer().equals(issuer));
            return !fits ? Future.<Answer>failedFuture(OidcClaims.failed())
                    : provider.exchange(code, sent.verifier(), backTo(asked))
                            .compose(claims -> signIn(asked, visitor, claims, sent));
        }));
    }

    private Future<Answer> signIn(Asked asked, Visitor visitor, JsonObject claims, OidcLogins.Sent sent) {
        OidcClaims.Vouched vouched;
        try {
            vouched = new OidcClaims(claims, settings, now()).vouched(sent.nonce());
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return accounts.signInBy(visitor.session(), settings.issuer(), vouched.subject(), vouched.name(),
                vouched.email(), sent.setup()).compose(account -> fresh.always(asked, to("/")));
    }

    private CompletionStage<Answer> logOut(Asked asked) throws Refusal {
        requireProvider();
        List<String> tokens = new QueryStringDecoder(new String(asked.body(), StandardCharsets.UTF_8), false)
                .parameters().getOrDefault("logout_token", List.of());
        if (tokens.size() != 1) {
            throw Refusal.invalid("invalid_value");
        }
        return provider.claims(tokens.get(0)).compose(claims -> {
            try {
                return accounts.endAllOf(settings.issuer(),
                        new OidcClaims(claims, settings, now()).loggedOut());
            } catch (Refusal refusal) {
                return Future.failedFuture(refusal);
            }
        }).map(done -> new Answer(200, null, new byte[0], Map.of()))
                // What the specification wants the provider to be told.
                .recover(failure -> Future.failedFuture(isFailed(failure) ? Refusal.invalid("invalid_value") : failure))
                .toCompletionStage();
    }

    private void requireProvider() throws Refusal {
        if (settings == null) {
            throw Refusals.notFound();
        }
    }

    /** The address here as this browser called it; the gate has made sure that it is one of ours. */
    private String backTo(Asked asked) {
        return (secure ? "https://" : "http://") + asked.header("Host") + BACK;
    }

    /** Who reads pages is led to one that says what happened; programs get the problem. */
    private static CompletionStage<Answer> led(Asked asked, Future<Answer> answer) {
        String accepted = asked.header("Accept");
        boolean reader = accepted != null && accepted.contains("text/html");
        return answer.recover(failure -> {
            // An account that was ended is not told apart from a wrong word.
            Refusal refusal = Refusals.of(failure);
            boolean away = refusal != null && refusal.code() == Code.RETRY;
            boolean first = refusal != null && refusal.reason().equals("setup");
            Refusal told = away || first || refusal == null ? refusal : OidcClaims.failed();
            if (told == null || !reader) {
                return Future.failedFuture(told == null ? failure : told);
            }
            Log.refused(told, Log.requestId());
            return Future.succeededFuture(to("/sign-in#" + (away ? "unavailable" : first ? "first" : "failed")));
        }).toCompletionStage();
    }

    private static boolean isFailed(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == Code.AUTH;
    }

    private static Answer to(String address) {
        return new Answer(302, null, new byte[0], Map.of("Location", address));
    }

    private static boolean has(Asked asked, String parameter) {
        return asked.request().params().contains(parameter);
    }

    /** A parameter of the query, null when it is not there exactly once. */
    private static String one(Asked asked, String parameter) {
        List<String> given = asked.request().params().getAll(parameter);
        return given.size() == 1 && !given.get(0).isEmpty() ? given.get(0) : null;
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }
}

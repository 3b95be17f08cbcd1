package org.tavolo.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Refusal;
import org.tavolo.people.Account;
import org.tavolo.people.Accounts;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Members;

/** Accounts: making the first one, signing in by a personal link, one's sessions, and the others' for administrators
 * (H22-H26). */
final class AccountRoutes {
    private final Accounts accounts;
    private final FreshToken fresh;

    AccountRoutes(Accounts accounts, FreshToken fresh) {
        this.accounts = accounts;
        this.fresh = fresh;
    }

    void on(Api api) {
        api.post("/api/setup", Access.VISITOR, this::setUp);
        api.post("/api/sign-in", Access.VISITOR, this::signIn);
        api.post("/api/account/link", Access.ACCOUNT, this::ownLink);
        api.get("/api/account/sessions", Access.VISITOR, this::devices);
        api.delete("/api/account/sessions/:session", Access.VISITOR, this::endDevice);
        api.get("/api/accounts", Access.ADMINISTRATOR, this::all);
        api.post("/api/accounts", Access.ADMINISTRATOR, this::create);
        api.post("/api/accounts/:account/link", Access.ADMINISTRATOR, this::link);
        api.delete("/api/accounts/:account", Access.ADMINISTRATOR, this::end);
    }

    private CompletionStage<Answer> setUp(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        String token = members.text("token", "invitation");
        String name = members.text("name", "invalid_name");
        String email = members.textOrNull("email", "invalid_email");
        members.end();
        return accounts.setUp(visitor.session(), token, name, email)
                .compose(made -> fresh.always(asked, Answer.made(account(made)))).toCompletionStage();
    }

    private CompletionStage<Answer> signIn(Asked asked) throws Refusal {
        Visitor visitor = asked.visitor();
        Members members = asked.members();
        String token = members.text("token", "invitation");
        members.end();
        return accounts.signIn(visitor.session(), token)
                .compose(found -> fresh.always(asked, Answer.of(made(found)))).toCompletionStage();
    }

    private CompletionStage<Answer> ownLink(Asked asked) throws Refusal {
        Account mine = asked.account();
        asked.members().end();
        return accounts.linkAnew(mine.id()).map(token -> Answer.made(Map.of("token", token))).toCompletionStage();
    }

    private CompletionStage<Answer> devices(Asked asked) throws Refusal {
        return accounts.devices(asked.visitor().session())
                .map(devices -> Answer.of(Map.of("sessions", devices.stream().map(AccountRoutes::device).toList())))
                .toCompletionStage();
    }

    private CompletionStage<Answer> endDevice(Asked asked) throws Refusal {
        UUID device = asked.id("session");
        return accounts.endDevice(asked.visitor().session(), device).map(done -> Answer.nothing())
                .toCompletionStage();
    }

    private CompletionStage<Answer> all(Asked asked) {
        return accounts.all()
                .map(all -> Answer.of(Map.of("accounts", all.stream().map(AccountRoutes::account).toList())))
                .toCompletionStage();
    }

    private CompletionStage<Answer> create(Asked asked) throws Refusal {
        Members members = asked.members();
        String name = members.text("name", "invalid_name");
        String email = members.textOrNull("email", "invalid_email");
        members.end();
        return accounts.create(name, email).map(made -> Answer.made(made(made))).toCompletionStage();
    }

    private CompletionStage<Answer> link(Asked asked) throws Refusal {
        UUID account = asked.id("account");
        asked.members().end();
        return accounts.linkFor(account).map(token -> Answer.made(Map.of("token", token))).toCompletionStage();
    }

    private CompletionStage<Answer> end(Asked asked) throws Refusal {
        UUID account = asked.id("account");
        if (account.equals(asked.account().id())) {
            throw Refusal.invalid("invalid_value");
        }
        return accounts.end(account).map(done -> Answer.nothing()).toCompletionStage();
    }

    static Map<String, Object> account(Account account) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("account", account.id());
        members.put("name", account.name());
        members.put("email", account.email());
        members.put("administrator", account.administrator());
        return members;
    }

    private static Map<String, Object> made(Accounts.Made made) {
        Map<String, Object> members = account(made.account());
        if (made.token() != null) {
            members.put("token", made.token());
        }
        return members;
    }

    private static Map<String, Object> device(Accounts.Device device) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("session", device.session());
        members.put("device", device.device());
        members.put("since", device.since());
        members.put("seen", device.seen());
        members.put("mine", device.mine());
        return members;
    }
}

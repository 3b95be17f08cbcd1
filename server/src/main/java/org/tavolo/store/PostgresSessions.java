package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Account;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Sessions;
import org.tavolo.people.Table;
import org.tavolo.people.Visitor;

/**
 * Server sessions in PostgreSQL, with the visitors of the last seconds in memory. What this server changes is forgotten
 * there at once, what another one changes within {@value #FRESH_SECONDS} seconds.
 */
final class PostgresSessions implements Sessions {
    private static final int FRESH_SECONDS = 10;
    /** So long a request with the token before may still be under way, or an answer with the new one. */
    private static final int RENEWED_SECONDS = 60;
    private static final int MOST_REMEMBERED = 10_000;

    /** A session is the people of its seats, and, signed in, the people of its account; the latter stand last. */
    private static final String VISITOR = """
            select s.id, account.id, account.name, account.email, account.administrator, person.programme, board.id,
              board.kind, person.id, person.name, person.party, person.role, programme.owner = person.id,
              person.muted
            from server_session s
            left join account on account.id = s.account and account.ended_at is null
            left join lateral (select seat.person from seat where seat.session = s.id
              union select id from person where person.account = account.id) held on true
            left join person on person.id = held.person and person.ended_at is null
            left join programme on programme.id = person.programme
            left join board on board.programme = programme.id and (board.kind = 'shared' or exists (
              select from confidant where confidant.board = board.id and confidant.person = person.id
                and """ + PostgresConfidants.SITS + """
            ))
            where s.ended_at is null and s.seen_at > now() - interval '180 days' and s.%s
            order by person.account is not null, person.id""";
    private static final String SEEN =
            "update server_session set seen_at = now() where id = $1 and seen_at < now() - interval '1 day'";
    /** Visits that came to nothing go after two days, ended sessions and forgotten ones when they are of no use. */
    private static final List<String> TIDY = List.of(
            "delete from oidc_login where " + PostgresOidcLogins.LATE,
            "delete from asking where expires_at < now() - interval '30 days'",
            "delete from seat using server_session s where s.id = seat.session"
                    + " and (s.ended_at < now() - interval '30 days' or s.seen_at < now() - interval '180 days')",
            "delete from knock using server_session s where s.id = knock.session and s.seen_at < now() - interval '2 days'",
            "update server_session set account = null where account is not null"
                    + " and (ended_at < now() - interval '30 days' or seen_at < now() - interval '180 days')",
            "delete from server_session s where s.seen_at < now() - interval '2 days' and s.account is null"
                    + " and not exists (select from seat where seat.session = s.id)");

    private record Remembered(Visitor visitor, long until) {}

    private final Pool pool;
    private final Map<Buffer, Remembered> remembered = new ConcurrentHashMap<>();
    /** Tokens that were exchanged in the last minute, and until when that is said. */
    private final Map<Buffer, Long> renewed = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

    PostgresSessions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Begun> begin(String device) {
        Begun begun = new Begun(UUID.randomUUID(), Tokens.fresh());
        return Outage.told(pool.preparedQuery("insert into server_session (id, token_hash, device) values ($1, $2, $3)")
                .execute(Tuple.of(begun.session(), Tokens.hash(begun.token()), device)).map(begun));
    }

    @Override
    public Future<Visitor> find(String token) {
        Buffer hash = Tokens.hash(token);
        if (isRenewed(hash)) {
            return renewedMeanwhile();
        }
        Remembered known = remembered.get(hash);
        if (known != null && known.until > System.nanoTime()) {
            return Future.succeededFuture(known.visitor);
        }
        long before = changes.get();
        return load("token_hash = $1", hash).map(PostgresSessions::only).compose(visitor -> {
            if (visitor == null) {
                return isRenewed(hash) ? renewedMeanwhile() : Future.succeededFuture();
            }
            remember(hash, visitor, before);
            pool.preparedQuery(SEEN).execute(Tuple.of(visitor.session()));
            return Future.succeededFuture(visitor);
        });
    }

    private boolean isRenewed(Buffer hash) {
        Long until = renewed.get(hash);
        return until != null && until > System.nanoTime();
    }

    private static Future<Visitor> renewedMeanwhile() {
        return Future.failedFuture(new Refusal(Code.RETRY, "session_renewed"));
    }

    @Override
    public Future<Visitor> look(UUID session) {
        return load("id = $1", session).map(found -> found.get(session));
    }

    @Override
    public Future<Map<UUID, Visitor>> look(Set<UUID> some) {
        return load("id = any($1)", some.toArray(UUID[]::new));
    }

    @Override
    public Future<String> renew(UUID session, String token) {
        String next = Tokens.fresh();
        Buffer hash = Tokens.hash(token);
        long now = System.nanoTime();
        renewed.values().removeIf(until -> until <= now);
        // Before it is done: nobody may be told in between that this token is nobody's.
        renewed.put(hash, now + TimeUnit.SECONDS.toNanos(RENEWED_SECONDS));
        return Outage.told(pool
                .preparedQuery("update server_session set token_hash = $2 where id = $1 and token_hash = $3"
                        + " and ended_at is null")
                .execute(Tuple.of(session, Tokens.hash(next), hash))
                .onSuccess(rows -> forget(session))
                .onFailure(unknown -> renewed.remove(hash))
                .map(rows -> rows.rowCount() == 0 ? null : next));
    }

    @Override
    public Future<Void> end(UUID session) {
        return Outage.told(pool
                .preparedQuery("update server_session set ended_at = now() where id = $1 and ended_at is null")
                .execute(Tuple.of(session))
                .onSuccess(rows -> changed(session))
                .mapEmpty());
    }

    @Override
    public void whenChanged(Consumer<UUID> listener) {
        listeners.add(listener);
    }

    /** To be called after the seats of a session changed. */
    void changed(UUID session) {
        forget(session);
        listeners.forEach(listener -> listener.accept(session));
    }

    /** Removes what is of no use to anybody any more. */
    Future<Void> tidy() {
        Future<Void> done = Future.succeededFuture();
        for (String statement : TIDY) {
            done = done.compose(next -> pool.query(statement).execute().mapEmpty());
        }
        return Outage.told(done);
    }

    private void forget(UUID session) {
        changes.incrementAndGet();
        remembered.values().removeIf(each -> each.visitor.session().equals(session));
    }

    private void remember(Buffer hash, Visitor visitor, long before) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(hash, new Remembered(visitor, System.nanoTime() + TimeUnit.SECONDS.toNanos(FRESH_SECONDS)));
        // Something changed while it was read: what was read may be what was before.
        if (changes.get() != before) {
            remembered.remove(hash);
        }
    }

    private static Visitor only(Map<UUID, Visitor> found) {
        return found.isEmpty() ? null : found.values().iterator().next();
    }

    private Future<Map<UUID, Visitor>> load(String which, Object value) {
        return Outage.told(pool.preparedQuery(VISITOR.formatted(which)).execute(Tuple.of(value)).map(rows -> {
            Map<UUID, Account> accounts = new HashMap<>();
            Map<UUID, Map<UUID, Seat>> seats = new HashMap<>();
            for (Row row : rows) {
                UUID session = row.getUUID(0);
                if (row.getUUID(1) != null) {
                    accounts.put(session, PostgresAccounts.account(row, 1));
                }
                Map<UUID, Seat> held = seats.computeIfAbsent(session, ignored -> new HashMap<>());
                if (row.getUUID(5) != null) {
                    held.put(row.getUUID(6), new Seat(row.getUUID(5), row.getUUID(6),
                            Table.valueOf(row.getString(7).toUpperCase(Locale.ROOT)), person(row, 8),
                            Boolean.TRUE.equals(row.getBoolean(12)), row.getBoolean(13)));
                }
            }
            Map<UUID, Visitor> visitors = new HashMap<>();
            seats.forEach((session, held) ->
                    visitors.put(session, new Visitor(session, accounts.get(session), Map.copyOf(held))));
            return visitors;
        }));
    }

    /** Reads number, name, party and role from four columns that follow one another. */
    static Person person(Row row, int from) {
        return new Person(row.getInteger(from), row.getString(from + 1), Party.of(row.getString(from + 2)),
                Role.of(row.getString(from + 3)));
    }
}

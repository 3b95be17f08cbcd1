package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Account;
import org.tavolo.people.Accounts;
import org.tavolo.people.Names;

/** Accounts in PostgreSQL. */
final class PostgresAccounts implements Accounts {
    private static final int SETUP_DAYS = 1;
    /** A personal link lies in somebody's mailbox and is used for years. */
    private static final int LINK_DAYS = 3 * 365;

    /** Of two who make the first account at the same moment, one comes first. */
    private static final String LOCK = "lock table account in exclusive mode";
    private static final String ANY = "select exists (select from account)";
    /** Locked: of two who use a link for one use at the same moment, one comes too late. */
    private static final String USE = "select account, handed from sign_in where token_hash = $1 and revoked_at is null"
            + " and expires_at > now() and (account is null) = $2"
            + " and not exists (select from account where account.id = sign_in.account and ended_at is not null)"
            + " for update";
    private static final String SETUP = "select id from sign_in where account is null and revoked_at is null"
            + " and expires_at > now() and ";
    private static final String SETUP_NO_MORE = "update sign_in set revoked_at = now() where account is null";
    private static final String LINK = "insert into sign_in (id, account, token_hash, expires_at, handed)"
            + " values ($1, $2, $3, now() + make_interval(days => $4), $5)";
    private static final String LINKS_NO_MORE =
            "update sign_in set revoked_at = now() where account = $1 and revoked_at is null";
    /** What a session may that is not the one which signs in: nothing of this account's from now on. */
    private static final String ELSEWHERE = """
            id <> $2 and (account = $1 or exists (select from seat join person on person.id = seat.person
              where seat.session = server_session.id and person.account = $1))""";
    private static final List<String> ANEW = List.of(
            "update invitation set revoked_at = now() from person where person.id = invitation.person"
                    + " and person.account = $1 and revoked_at is null",
            "delete from knock using person where person.id = knock.person and person.account = $1",
            "delete from confidant using person where person.id = confidant.person and person.account = $1");
    private static final String ATTACH = "update server_session set account = $2 where id = $1 and ended_at is null";
    /** Whom the session was as a guest belongs to its account from now on, but for whom they parted from their name. */
    private static final String CLAIM = """
            update person set account = $2 from seat
            where seat.session = $1 and seat.person = person.id and person.name <> '' and person.account is null
              and not exists (
                select from person mine where mine.programme = person.programme and mine.account = $2
                  and mine.ended_at is null)""";
    private static final String RELATED = """
            from server_session s where s.ended_at is null and s.id = any (array(
              select $1::uuid
              union select same.id from server_session mine join server_session same on same.account = mine.account
                where mine.id = $1
              union select other.session from server_session mine join person on person.account = mine.account
                join seat other on other.person = person.id where mine.id = $1
              union select other.session from seat mine join seat other on other.person = mine.person
                where mine.session = $1))""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresAccounts(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<String> setupToken() {
        String token = Tokens.fresh();
        return Outage.told(pool.withTransaction(connection -> lockedAndEmpty(connection).compose(empty -> !empty
                ? Future.succeededFuture()
                : connection.query(SETUP_NO_MORE).execute()
                        .compose(done -> link(connection, null, token, SETUP_DAYS, false)))));
    }

    @Override
    public Future<Account> setUp(UUID session, String token, String name, String email) {
        return Outage.told(pool.withTransaction(connection -> lockedAndEmpty(connection).compose(empty -> connection
                .preparedQuery(USE).execute(Tuple.of(Tokens.hash(token), true)).compose(rows -> !empty || rows.size() == 0
                        ? Future.<Account>failedFuture(Refusal.invalid("invitation"))
                        : insert(connection, name, email, true, null, null))
                .compose(made -> connection.query(SETUP_NO_MORE).execute()
                        .compose(done -> attach(connection, session, made))))))
                .onSuccess(made -> sessions.changed(session));
    }

    @Override
    public Future<Made> signIn(UUID session, String token) {
        List<UUID> changed = new ArrayList<>(List.of(session));
        return Outage.told(pool.withTransaction(connection -> connection.preparedQuery(USE)
                .execute(Tuple.of(Tokens.hash(token), false)).compose(rows -> {
                    Row row = Outage.first(rows);
                    if (row == null) {
                        return Future.<Made>failedFuture(Refusal.invalid("invitation"));
                    }
                    return (row.getBoolean(1) ? anew(connection, session, row.getUUID(0), changed)
                            : Future.<String>succeededFuture())
                            .compose(own -> find(connection, row.getUUID(0)).map(account -> new Made(account, own)));
                }).compose(made -> attach(connection, session, made.account()).map(made))))
                .onSuccess(made -> changed.forEach(sessions::changed));
    }

    /** Somebody had a link to this account who is not the one whose it is: whatever else led to it ends. */
    private static Future<String> anew(SqlConnection connection, UUID session, UUID account, List<UUID> changed) {
        Future<Void> anew = endSessions(connection, ELSEWHERE, Tuple.of(account, session)).map(ended -> {
            changed.addAll(ended);
            return null;
        });
        for (String statement : ANEW) {
            anew = anew.compose(done -> connection.preparedQuery(statement).execute(Tuple.of(account)).mapEmpty());
        }
        return anew.compose(done -> another(connection, account, false));
    }

    @Override
    public Future<Account> signInBy(UUID session, String issuer, String subject, String name, String email,
                                    UUID setup) {
        return Outage.told(pool.withTransaction(connection -> lockedAndEmpty(connection).compose(empty -> connection
                .preparedQuery("select id, name, email, administrator, ended_at is not null from account"
                        + " where issuer = $1 and subject = $2")
                .execute(Tuple.of(issuer, subject)).compose(rows -> {
                    Row row = Outage.first(rows);
                    if (row == null) {
                        return (empty ? useSetup(connection, setup) : Future.<Void>succeededFuture())
                                .compose(may -> insert(connection, name, email, empty, issuer, subject));
                    }
                    return row.getBoolean(4) ? Future.<Account>failedFuture(Refusal.invalid("invitation"))
                            : Future.succeededFuture(account(row, 0));
                }).compose(account -> attach(connection, session, account)))))
                .onSuccess(account -> sessions.changed(session));
    }

    private static Future<Void> useSetup(SqlConnection connection, UUID setup) {
        return connection.preparedQuery(SETUP + "id = $1").execute(Tuple.of(setup)).compose(rows -> rows.size() == 0
                ? Future.failedFuture(new Refusal(Code.DENIED, "setup"))
                : connection.query(SETUP_NO_MORE).execute().mapEmpty());
    }

    /** The link that makes the first account. Fails with {@code invitation} when this is not its token. */
    static Future<UUID> setupLink(SqlClient connection, String token) {
        return connection.preparedQuery(SETUP + "token_hash = $1").execute(Tuple.of(Tokens.hash(token)))
                .compose(rows -> rows.size() == 0 ? Future.failedFuture(Refusal.invalid("invitation"))
                        : Future.succeededFuture(Outage.first(rows).getUUID(0)));
    }

    @Override
    public Future<Made> create(String name, String email) {
        String token = Tokens.fresh();
        return Outage.told(pool.withTransaction(connection -> insert(connection, name, email, false, null, null)
                .compose(made -> link(connection, made.id(), token, LINK_DAYS, true).map(new Made(made, token)))));
    }

    @Override
    public Future<String> linkAnew(UUID account) {
        return Outage.told(pool.withTransaction(connection -> another(connection, account, false)));
    }

    @Override
    public Future<String> linkFor(UUID account) {
        return Outage.told(pool.withTransaction(connection -> another(connection, account, true)));
    }

    private static Future<String> another(SqlConnection connection, UUID account, boolean handed) {
        return find(connection, account)
                .compose(found -> connection.preparedQuery(LINKS_NO_MORE).execute(Tuple.of(account)))
                .compose(done -> link(connection, account, Tokens.fresh(), LINK_DAYS, handed));
    }

    @Override
    public Future<List<Account>> all() {
        return Outage.told(pool.query("select id, name, email, administrator from account where ended_at is null"
                + " order by lower(name), id").execute().map(rows -> {
                    List<Account> all = new ArrayList<>();
                    rows.forEach(row -> all.add(account(row, 0)));
                    return all;
                }));
    }

    @Override
    public Future<Void> end(UUID account) {
        return Outage.told(pool.withTransaction(connection -> connection
                .preparedQuery("update account set ended_at = now() where id = $1 and ended_at is null")
                .execute(Tuple.of(account))
                .compose(rows -> rows.rowCount() == 0 ? Future.failedFuture(Refusal.invalid("not_found"))
                        : endSessions(connection, "account = $1", Tuple.of(account)))))
                .onSuccess(ended -> ended.forEach(sessions::changed)).mapEmpty();
    }

    @Override
    public Future<List<Device>> devices(UUID session) {
        return Outage.told(pool.preparedQuery("select s.id, device, created_at, seen_at " + RELATED
                + " order by seen_at desc, s.id").execute(Tuple.of(session)).map(rows -> {
                    List<Device> devices = new ArrayList<>();
                    rows.forEach(row -> devices.add(new Device(row.getUUID(0), row.getString(1),
                            PostgresInvitations.milliseconds(row.getOffsetDateTime(2)),
                            PostgresInvitations.milliseconds(row.getOffsetDateTime(3)),
                            row.getUUID(0).equals(session))));
                    return devices;
                }));
    }

    @Override
    public Future<Void> endDevice(UUID session, UUID device) {
        return Outage.told(pool.withTransaction(connection -> endSessions(connection,
                "id = $2 and id in (select s.id " + RELATED + ")", Tuple.of(session, device))))
                .compose(ended -> {
                    ended.forEach(sessions::changed);
                    return ended.isEmpty() ? Future.failedFuture(Refusal.invalid("not_found"))
                            : Future.succeededFuture();
                });
    }

    @Override
    public Future<Void> endAllOf(String issuer, String subject) {
        return Outage.told(pool.withTransaction(connection -> endSessions(connection,
                "account in (select id from account where issuer = $1 and subject = $2)",
                Tuple.of(issuer, subject))))
                .onSuccess(ended -> ended.forEach(sessions::changed)).mapEmpty();
    }

    /** Reads id, name, e-mail and whether they administer from four columns that follow one another. */
    static Account account(Row row, int from) {
        return new Account(row.getUUID(from), row.getString(from + 1), row.getString(from + 2),
                row.getBoolean(from + 3));
    }

    private static Future<List<UUID>> endSessions(SqlConnection connection, String which, Tuple values) {
        return connection.preparedQuery("update server_session set ended_at = now() where ended_at is null and "
                + which + " returning id").execute(values).map(rows -> {
                    List<UUID> ended = new ArrayList<>();
                    rows.forEach(row -> ended.add(row.getUUID(0)));
                    return ended;
                });
    }

    private static Future<Boolean> lockedAndEmpty(SqlConnection connection) {
        return connection.query(LOCK).execute().compose(locked -> connection.query(ANY).execute())
                .map(rows -> !Outage.first(rows).getBoolean(0));
    }

    private static Future<String> link(SqlClient connection, UUID account, String token, int days, boolean handed) {
        return connection.preparedQuery(LINK)
                .execute(Tuple.of(UUID.randomUUID(), account, Tokens.hash(token), days, handed)).map(token);
    }

    private static Future<Account> insert(SqlConnection connection, String name, String email, boolean administrator,
                                          String issuer, String subject) {
        String tidy;
        String address;
        try {
            tidy = Names.name(name);
            address = Names.email(email);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        Account made = new Account(UUID.randomUUID(), tidy, address, administrator);
        return connection.preparedQuery("insert into account (id, name, email, administrator, issuer, subject)"
                + " values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(made.id(), tidy, address, administrator, issuer, subject)).map(made);
    }

    private static Future<Account> find(SqlConnection connection, UUID account) {
        return connection.preparedQuery("select id, name, email, administrator from account"
                + " where id = $1 and ended_at is null").execute(Tuple.of(account)).compose(rows -> {
                    Row row = Outage.first(rows);
                    return row == null ? Future.failedFuture(Refusal.invalid("not_found"))
                            : Future.succeededFuture(account(row, 0));
                });
    }

    private static Future<Account> attach(SqlConnection connection, UUID session, Account account) {
        Tuple both = Tuple.of(session, account.id());
        return connection.preparedQuery(ATTACH).execute(both)
                .compose(done -> connection.preparedQuery(CLAIM).execute(both)).map(account);
    }
}

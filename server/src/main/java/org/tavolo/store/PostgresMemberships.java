package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Memberships;
import org.tavolo.people.Party;
import org.tavolo.people.Permissions;
import org.tavolo.people.Person;
import org.tavolo.people.Role;

/** Changing and ending memberships, in PostgreSQL. */
final class PostgresMemberships implements Memberships {
    private static final String FIND = "select id, name, party, role from person"
            + " where programme = $1 and id = $2 and ended_at is null";
    private static final String CHANGE = "update person set given = given or role <> $3, role = $3, party = $4,"
            + " muted = muted and not $5 where programme = $1 and id = $2 and ended_at is null returning id, name, party, role";
    /** A place at the confidential table goes with a role that may sit there. */
    private static final String LEAVE_CONFIDENTIAL = "delete from confidant using person where person.id = $1"
            + " and confidant.person = person.id and (person.ended_at is not null or not " + PostgresConfidants.SITS
            + ")";
    private static final String END = "update person set ended_at = now() where programme = $1 and id = $2"
            + " and ended_at is null returning id, name, party, role";
    private static final String RETURN_NO_MORE =
            "update invitation set revoked_at = now() where person = $1 and revoked_at is null";
    private static final String MUTE = "update person set muted = $2 where id = $1 and muted <> $2";
    private static final String SESSIONS = """
            select s.id from server_session s where s.ended_at is null and (
              exists (select from seat where seat.session = s.id and seat.person = $1)
              or s.account = (select account from person where id = $1))""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresMemberships(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Person> find(UUID programme, int person) {
        return Outage.told(pool.preparedQuery(FIND).execute(Tuple.of(programme, person)).map(rows -> {
            Row row = Outage.first(rows);
            return row == null ? null : PostgresSessions.person(row, 0);
        }));
    }

    @Override
    public Future<Changed> change(UUID programme, int person, Role role, Party party) {
        if (!role.parties().contains(party)) {
            return Future.failedFuture(Refusal.invalid("invalid_party"));
        }
        return told(pool.withTransaction(connection -> connection.preparedQuery(CHANGE)
                .execute(Tuple.of(programme, person, role.wire(), party.wire(), role.leads()))
                .compose(rows -> member(Outage.first(rows)))
                .compose(changed -> connection.preparedQuery(LEAVE_CONFIDENTIAL).execute(Tuple.of(person))
                        .map(changed))
                .compose(changed -> affected(connection, person).map(all -> new Changed(changed, all)))));
    }

    @Override
    public Future<Changed> end(UUID programme, int person) {
        return told(pool.withTransaction(connection -> connection
                .preparedQuery("select owner = $2 from programme where id = $1 for update")
                .execute(Tuple.of(programme, person))
                .compose(rows -> Boolean.TRUE.equals(Outage.first(rows).getBoolean(0))
                        ? Future.<Set<UUID>>failedFuture(new Refusal(Code.DENIED, "owner"))
                        : affected(connection, person))
                .compose(all -> connection.preparedQuery(END).execute(Tuple.of(programme, person))
                        .compose(rows -> member(Outage.first(rows)))
                        .compose(ended -> connection.preparedQuery(RETURN_NO_MORE).execute(Tuple.of(person))
                                .compose(done -> connection.preparedQuery(LEAVE_CONFIDENTIAL)
                                        .execute(Tuple.of(person)))
                                .map(new Changed(ended, all))))));
    }

    @Override
    public Future<Changed> give(UUID programme, int person) {
        return told(pool.withTransaction(connection -> connection
                .preparedQuery("select owner from programme where id = $1 for update").execute(Tuple.of(programme))
                .compose(rows -> before(connection, Outage.first(rows).getInteger(0)))
                .compose(before -> connection.preparedQuery(FIND).execute(Tuple.of(programme, person))
                        .compose(rows -> member(Outage.first(rows)))
                        .compose(owner -> connection.preparedQuery("update programme set owner = $2 where id = $1")
                                .execute(Tuple.of(programme, person))
                                .compose(done -> connection.preparedQuery(MUTE).execute(Tuple.of(person, false)))
                                .compose(done -> affected(connection, person))
                                .map(all -> {
                                    all.addAll(before);
                                    return new Changed(owner, all);
                                })))));
    }

    @Override
    public Future<Changed> mute(UUID programme, int person, boolean muted) {
        return told(pool.withTransaction(connection -> connection
                .preparedQuery("select owner = $2 from programme where id = $1 for update")
                .execute(Tuple.of(programme, person))
                .compose(rows -> quiet(connection, programme, person, muted,
                        Boolean.TRUE.equals(Outage.first(rows).getBoolean(0))))));
    }

    /** The programme is locked, so that it is not given to them meanwhile. */
    private static Future<Changed> quiet(SqlConnection connection, UUID programme, int number, boolean muted,
                                         boolean owner) {
        return connection.preparedQuery(FIND + " for update").execute(Tuple.of(programme, number))
                .compose(rows -> member(Outage.first(rows)))
                .compose(person -> {
                    try {
                        Permissions.mayBeMuted(person.role(), owner);
                    } catch (Refusal refusal) {
                        return Future.failedFuture(refusal);
                    }
                    return connection.preparedQuery(MUTE).execute(Tuple.of(number, muted))
                            .compose(done -> done.rowCount() == 0 ? Future.<Changed>succeededFuture()
                                    : affected(connection, number).map(all -> new Changed(person, all)));
                });
    }

    private Future<Changed> told(Future<Changed> changing) {
        return Outage.told(changing).onSuccess(changed -> {
            if (changed != null) {
                changed.sessions().forEach(sessions::changed);
            }
        });
    }

    private static Future<Set<UUID>> before(SqlConnection connection, Integer owner) {
        return owner == null ? Future.succeededFuture(Set.of()) : affected(connection, owner);
    }

    private static Future<Person> member(Row row) {
        return row == null ? Future.failedFuture(Refusal.invalid("not_found"))
                : Future.succeededFuture(PostgresSessions.person(row, 0));
    }

    /** The sessions in which somebody sits. */
    static Future<Set<UUID>> affected(SqlClient connection, int person) {
        return connection.preparedQuery(SESSIONS).execute(Tuple.of(person)).map(rows -> {
            Set<UUID> all = new HashSet<>();
            rows.forEach(row -> all.add(row.getUUID(0)));
            return all;
        });
    }
}

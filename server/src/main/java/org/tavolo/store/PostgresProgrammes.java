package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.people.Invitations.Terms;
import org.tavolo.people.Names;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.protocol.Revisions;

/** Programmes and their people in PostgreSQL. */
final class PostgresProgrammes implements Programmes {
    private static final int LINK_DAYS = 90;
    private static final Terms LEADS = new Terms(Role.FACILITATOR, null, null, false);
    private static final Terms TAKES_PART = new Terms(Role.INVITED, null, null, false);

    /** Whoever was muted is so still when they have left and come in again. */
    private static final String SEAT = """
            insert into person (programme, name, party, role, account, muted)
            select $1, $2, $3, $4, session.account, not $6 and exists (
              select from person before where before.programme = $1 and before.muted and (
                before.account = session.account
                or exists (select from seat where seat.person = before.id and seat.session = session.id)))
            from server_session session where session.id = $5 returning id""";
    private static final String PROGRAMME = """
            select programme.id, board.id, title, theme, mentee, mentor, language
            from programme join board on board.programme = programme.id and board.kind = 'shared'
            """;
    private static final String MINE = """
            select distinct on (programme.created_at, programme.id)
              programme.id, board.id, title, theme, mentee, mentor, language,
              person.id, person.name, person.party, person.role
            from person
            join programme on programme.id = person.programme
            join board on board.programme = programme.id and board.kind = 'shared'
            where person.ended_at is null and (
              exists (select from seat where seat.person = person.id and seat.session = $1)
              or person.account = (select account from server_session where id = $1))
            order by programme.created_at desc, programme.id, person.account is null, person.id""";

    private final Pool pool;
    private final PostgresSessions sessions;

    PostgresProgrammes(Pool pool, PostgresSessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public Future<Created> create(UUID session, Heading heading, Founder founder, IntFunction<Revision> first) {
        Heading tidy;
        String tidyName;
        try {
            tidy = tidy(heading);
            tidyName = Names.name(founder.name());
            if (tidy.title().isEmpty()) {
                throw Refusal.invalid("invalid_name");
            }
            if (tidy.language() == null) {
                throw Refusal.invalid("invalid_language");
            }
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        Party party = founder.party() == null ? founder.role().parties().get(0) : founder.party();
        if (!founder.role().parties().contains(party)) {
            return Future.failedFuture(Refusal.invalid("invalid_party"));
        }
        Person as = new Person(0, tidyName, party, founder.role());
        UUID programme = UUID.randomUUID();
        UUID board = UUID.randomUUID();
        return Outage.told(pool.withTransaction(connection -> connection
                .preparedQuery("insert into programme (id, title, theme, mentee, mentor, language)"
                        + " values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(programme, tidy.title(), tidy.theme(), tidy.mentee(), tidy.mentor(),
                        tidy.language()))
                .compose(done -> connection
                        .preparedQuery("insert into board (id, programme, kind, head) values ($1, $2, 'shared', 1)")
                        .execute(Tuple.of(board, programme)))
                .compose(done -> seat(connection, session, programme, as))
                .compose(me -> own(connection, programme, me).map(me))
                .compose(me -> begin(connection, board, first.apply(me.number())).map(me))
                .compose(me -> links(connection, programme, board, me))))
                .onSuccess(created -> sessions.changed(session));
    }

    @Override
    public Future<List<Mine>> mine(UUID session) {
        return list(MINE, session, row -> new Mine(programme(row), PostgresSessions.person(row, 7)));
    }

    @Override
    public Future<Programme> find(UUID programme) {
        return list(PROGRAMME + "where programme.id = $1", programme, PostgresProgrammes::programme)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    @Override
    public Future<Programme> begunBy(UUID client) {
        return list(PROGRAMME + "join revision on revision.board = board.id and revision.rev = 1"
                + " and revision.client = $1 order by programme.created_at limit 1", client,
                PostgresProgrammes::programme).map(found -> found.isEmpty() ? null : found.get(0));
    }

    @Override
    public Future<List<Person>> people(UUID programme) {
        return list("select id, name, party, role from person where programme = $1 order by id", programme,
                row -> PostgresSessions.person(row, 0));
    }

    @Override
    public Future<List<Member>> members(UUID programme) {
        return list("""
                select person.id, name, party, role, programme.owner is not distinct from person.id,
                  ended_at is not null, muted
                from person join programme on programme.id = person.programme
                where person.programme = $1 order by person.id""", programme,
                row -> new Member(PostgresSessions.person(row, 0), row.getBoolean(4), row.getBoolean(5),
                        row.getBoolean(6)));
    }

    @Override
    public Future<Void> retitle(UUID board, Heading heading) {
        Heading tidy;
        try {
            tidy = tidy(heading);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return Outage.told(pool.preparedQuery("""
                update programme set title = $2, theme = $3, mentee = $4, mentor = $5,
                  language = coalesce($6, language)
                from board where board.id = $1 and board.programme = programme.id""")
                .execute(Tuple.of(board, tidy.title(), tidy.theme(), tidy.mentee(), tidy.mentor(), tidy.language()))
                .mapEmpty());
    }

    /** Revision 1 of a board that was just made with head 1. */
    static Future<RowSet<Row>> begin(SqlConnection connection, UUID board, Revision first) {
        return connection.preparedQuery("insert into revision (board, rev, client, n, by, at, edits)"
                + " values ($1, 1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(board, first.client(), first.n(), first.by(), first.at(), Revisions.edits(first)));
    }

    private static Future<RowSet<Row>> own(SqlConnection connection, UUID programme, Person me) {
        return connection.preparedQuery("update programme set owner = $2 where id = $1")
                .execute(Tuple.of(programme, me.number()));
    }

    /** A new person whom the session is from now on, and its account if it has one. @param as but for the number */
    static Future<Person> seat(SqlConnection connection, UUID session, UUID programme, Person as) {
        return connection.preparedQuery(SEAT).execute(
                        Tuple.of(programme, as.name(), as.party().wire(), as.role().wire(), session, as.role().leads()))
                .map(rows -> new Person(Outage.first(rows).getInteger(0), as.name(), as.party(), as.role()))
                .compose(person -> sit(connection, session, programme, person.number()).map(person));
    }

    /** The session is this person from now on. */
    static Future<RowSet<Row>> sit(SqlConnection connection, UUID session, UUID programme, int person) {
        return connection.preparedQuery("insert into seat (session, programme, person) values ($1, $2, $3)"
                + " on conflict (session, programme) do update set person = excluded.person")
                .execute(Tuple.of(session, programme, person));
    }

    static Heading heading(Row row, int from) {
        return new Heading(row.getString(from), row.getString(from + 1), row.getString(from + 2),
                row.getString(from + 3), row.getString(from + 4));
    }

    private static Future<Created> links(SqlClient connection, UUID programme, UUID board, Person me) {
        String facilitator = Tokens.fresh();
        String join = Tokens.fresh();
        return PostgresInvitations.insert(connection, programme, LEADS, facilitator, LINK_DAYS)
                .compose(done -> PostgresInvitations.insert(connection, programme, TAKES_PART, join, LINK_DAYS))
                .compose(done -> PostgresInvitations.insertReturn(connection, programme, me.number()))
                .map(back -> new Created(programme, board, me, facilitator, join, back));
    }

    private <T> Future<List<T>> list(String query, UUID key, Function<Row, T> read) {
        return Outage.told(pool.preparedQuery(query).execute(Tuple.of(key)).map(rows -> {
            List<T> list = new ArrayList<>();
            rows.forEach(row -> list.add(read.apply(row)));
            return list;
        }));
    }

    private static Programme programme(Row row) {
        return new Programme(row.getUUID(0), row.getUUID(1), heading(row, 2));
    }

    private static Heading tidy(Heading heading) throws Refusal {
        if (heading.language() != null && !heading.language().matches("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")) {
            throw Refusal.invalid("invalid_language");
        }
        return new Heading(Names.title(heading.title()), Names.title(heading.theme()), Names.title(heading.mentee()),
                Names.title(heading.mentor()), heading.language());
    }
}

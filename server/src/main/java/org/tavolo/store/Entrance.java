package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Invitations.Joined;
import org.tavolo.people.Invitations.Terms;
import org.tavolo.people.Names;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.people.Table;

/** How somebody comes to the shared table, by a link, by a code or let in at the door. */
final class Entrance {
    private static final int MOST_PEOPLE = 500;
    private static final String USED = "update invitation set used = used + 1 where id = $1";
    private static final String OWNER = "select programme.owner = person.id, person.muted from person"
            + " join programme on programme.id = person.programme where programme.id = $1 and person.id = $2";
    /** In a statement of its own, so that what is read next was committed by who had the lock before. */
    private static final String LOCK = "select locked from programme where id = $1 for update";
    /** Locked, so that a role that is given at this moment counts. */
    private static final String SITTING = """
            select person.id, name, party, role, given from person
            where person.programme = $2 and person.ended_at is null and (
              exists (select from seat where seat.person = person.id and seat.session = $1)
              or account = (select account from server_session where id = $1))
            order by account is not null desc, id limit 1 for update""";
    private static final String NAMES = "select name from person where programme = $1 and ended_at is null";

    private Entrance() {
    }

    private static final String MINE = """
            from person where person.programme = programme.id and person.ended_at is null and (
              exists (select from seat where seat.person = person.id and seat.session = $2)
              or person.account = (select account from server_session where id = $2))
            """;
    /** Whether the session {@code $2} sits in the programme; and whether a link may give whoever does a role. */
    static final String SEATED = "exists (select " + MINE + "), coalesce((select person.role = 'invited' and not given "
            + MINE + " order by account is not null desc, id limit 1), false)";

    /**
     * Only whoever is new is asked for a name and a party, and finds a locked door; who would get another role waits at
     * the door like them where the terms say so.
     *
     * @param link by which they come, null by a spoken code
     */
    static Future<Joined> enter(SqlConnection connection, UUID session, UUID programme, UUID board, UUID link,
                                Terms terms, String name, Party party) {
        return lock(connection, programme).compose(rows -> sitting(connection, session, programme).compose(sitting -> {
            Person as;
            try {
                if (rows.size() == 0) {
                    // Ended since the link was found.
                    throw Refusal.invalid("invitation");
                }
                if (sitting == null && Outage.first(rows).getBoolean(0)) {
                    throw new Refusal(Code.DENIED, "door");
                }
                as = sitting == null ? new Person(0, Names.name(name), party(terms, party), terms.role())
                        : sitting.by(terms.role(), terms.party());
            } catch (Refusal refusal) {
                return Future.failedFuture(refusal);
            }
            boolean stays = sitting != null && as.equals(sitting.person);
            return terms.lobby() && !stays ? PostgresDoors.knock(connection, session, board, link, as)
                    .map(knock -> new Joined(null, false, null, knock))
                    : come(connection, session, programme, link, sitting, as)
                            .compose(person -> seated(connection, programme, board, person, !stays));
        }));
    }

    /** Who a session is in a programme, which is locked. */
    static Future<Sitting> sitting(SqlConnection connection, UUID session, UUID programme) {
        return connection.preparedQuery(SITTING).execute(Tuple.of(session, programme)).map(rows -> {
            Row row = Outage.first(rows);
            return row == null ? null : new Sitting(PostgresSessions.person(row, 0), row.getBoolean(4));
        });
    }

    /** Somebody who sits there already. @param given whether somebody who manages gave them their role */
    record Sitting(Person person, boolean given) {
        /** Who came without a role of their own, and was given none, takes the one of a link. */
        Person by(Role role, Party wanted) {
            if (given || person.role() != Role.INVITED || !gives(role)) {
                return person;
            }
            Party party = wanted != null ? wanted
                    : role.parties().contains(person.party()) ? person.party() : role.parties().get(0);
            return new Person(person.number(), person.name(), party, role);
        }
    }

    /** Whether a link for this role gives it to whoever came without one of their own. */
    private static boolean gives(Role role) {
        return role != Role.INVITED && role != Role.OBSERVER;
    }

    /** Whether a member waits for the role of these terms. @param open whether a link may give them one */
    static boolean waits(Terms terms, boolean open) {
        return terms != null && terms.lobby() && open && gives(terms.role());
    }

    /** Makes somebody a member, or of a member what they are to be; the link counts whom it let in. */
    static Future<Person> come(SqlConnection connection, UUID session, UUID programme, UUID link, Sitting sitting,
                               Person as) {
        if (sitting != null && as.equals(sitting.person)) {
            return Future.succeededFuture(as);
        }
        Future<Person> coming = sitting == null ? admit(connection, session, programme, as)
                : connection.preparedQuery("update person set role = $2, party = $3, muted = muted and not $4"
                        + " where id = $1")
                        .execute(Tuple.of(as.number(), as.role().wire(), as.party().wire(), as.role().leads())).map(as);
        return link == null ? coming : coming.compose(person -> connection.preparedQuery(USED)
                .execute(Tuple.of(link)).map(person));
    }

    private static Party party(Terms terms, Party wanted) throws Refusal {
        Party party = terms.party() != null ? terms.party()
                : wanted == null && terms.role() != Role.INVITED ? terms.role().parties().get(0) : wanted;
        if (party == null || !terms.role().parties().contains(party)) {
            throw Refusal.invalid("invalid_party");
        }
        return party;
    }

    /** Of two who come in or are let in, or of one who comes and one who locks the door, one is first. */
    static Future<RowSet<Row>> lock(SqlConnection connection, UUID programme) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(programme));
    }

    /** Makes somebody a member; the programme is locked. */
    private static Future<Person> admit(SqlConnection connection, UUID session, UUID programme, Person as) {
        return connection.preparedQuery(NAMES).execute(Tuple.of(programme)).compose(rows -> {
            if (rows.size() >= MOST_PEOPLE) {
                return Future.failedFuture(Refusal.tooLarge("too_many_people"));
            }
            List<String> others = new ArrayList<>();
            rows.forEach(row -> others.add(row.getString(0)));
            return PostgresProgrammes.seat(connection, session, programme,
                    new Person(0, Names.distinct(as.name(), others), as.party(), as.role()));
        });
    }

    private static Future<Joined> seated(SqlConnection connection, UUID programme, UUID board, Person person,
                                         boolean fresh) {
        return (fresh ? PostgresInvitations.insertReturn(connection, programme, person.number())
                : Future.<String>succeededFuture()).compose(back -> shared(connection, programme, board, person)
                        .map(seat -> new Joined(seat, fresh, back, null)));
    }

    /** The sessions of whoever came, or got another role, learn what they may now. */
    static Future<Void> counts(Pool pool, PostgresSessions sessions, Seat seat) {
        return seat == null ? Future.succeededFuture()
                : PostgresMemberships.affected(pool, seat.person().number())
                        .onSuccess(all -> all.forEach(sessions::changed)).mapEmpty();
    }

    static Future<Seat> shared(SqlConnection connection, UUID programme, UUID board, Person person) {
        return connection.preparedQuery(OWNER).execute(Tuple.of(programme, person.number()))
                .map(rows -> new Seat(programme, board, Table.SHARED, person,
                        Boolean.TRUE.equals(Outage.first(rows).getBoolean(0)), Outage.first(rows).getBoolean(1)));
    }
}

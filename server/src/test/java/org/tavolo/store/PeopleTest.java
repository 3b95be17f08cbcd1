package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.people.Invitations;
import org.tavolo.people.Invitations.Kind;
import org.tavolo.people.Invitations.Terms;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes;
import org.tavolo.people.Role;
import org.tavolo.people.Sessions;

/** Programmes, people, sessions and links on PostgreSQL. */
@ExtendWith(TestDatabase.class)
class PeopleTest {
    private static final Terms ANYBODY = new Terms(Role.INVITED, null, null, false);
    private static final Programmes.Heading HEADING =
            new Programmes.Heading("Capaci - Mechelen", "Inclusion", "Capaci", "", "it");
    private static Vertx vertx;
    private static DatabaseAddress address;
    private static Database database;
    private static Sessions sessions;
    private static Programmes programmes;
    private static Invitations invitations;
    private UUID anna;
    private Programmes.Created made;

    @BeforeAll
    static void open(DatabaseAddress fresh) {
        address = fresh;
        vertx = Vertx.vertx();
        database = Database.of(vertx, address);
        sessions = database.sessions();
        programmes = database.programmes();
        invitations = database.invitations();
    }

    private static Revision first(int person) {
        return new Revision(1, UUID.randomUUID(), 1, person, 0, List.of());
    }

    @AfterAll
    static void close() throws Exception {
        await(database.close());
        await(vertx.close());
    }

    private static Programmes.Founder founder(String name) {
        return new Programmes.Founder(name, Role.FACILITATOR, Party.MENTEE);
    }

    @BeforeEach
    void annaMakesAProgramme() throws Exception {
        anna = await(sessions.begin()).session();
        made = await(programmes.create(anna, HEADING, founder("Anna"), PeopleTest::first));
    }

    @Test
    void whoMakesAProgrammeIsItsFirstFacilitator() throws Exception {
        assertEquals(new Person(made.me().number(), "Anna", Party.MENTEE, Role.FACILITATOR), made.me());
        Programmes.Programme programme = new Programmes.Programme(made.programme(), made.board(), HEADING);
        assertEquals(List.of(new Programmes.Mine(programme, made.me())), await(programmes.mine(anna)));
        assertEquals(programme, await(programmes.find(made.programme())));
        assertEquals(List.of(made.me()), await(programmes.people(made.programme())));
        assertEquals(1, await(Future.fromCompletionStage(database.journal().open(made.board()))).head());
        assertEquals(made.me(), await(sessions.look(anna)).at(made.board()).person());
    }

    @Test
    void thereIsNothingOfAProgrammeThatDoesNotExist() throws Exception {
        assertNull(await(programmes.find(UUID.randomUUID())));
        assertEquals(List.of(), await(programmes.people(UUID.randomUUID())));
        assertEquals(List.of(), await(programmes.mine(UUID.randomUUID())));
    }

    @Test
    void aProgrammeNeedsATitleAndItsMakerAName() {
        assertRefused("invalid_name", programmes.create(anna, heading("  "), founder("Anna"), PeopleTest::first));
        assertRefused("invalid_name",
                programmes.create(anna, heading("x".repeat(201)), founder("Anna"), PeopleTest::first));
        assertRefused("invalid_name", programmes.create(anna, HEADING, founder("\u202E"), PeopleTest::first));
        assertRefused("invalid_language", programmes.create(anna,
                new Programmes.Heading("x", "", "", "", "xx-<script>"), founder("Anna"),
                PeopleTest::first));
    }

    @Test
    void aTokenIsKeptOnlyAsItsHash() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        assertEquals(32, begun.token().length());
        for (String table : List.of("server_session", "invitation")) {
            for (String row : rows("select t::text from " + table + " t")) {
                for (String token : List.of(begun.token(), made.joinToken(), made.facilitatorToken(),
                        made.returnToken())) {
                    assertFalse(row.contains(token));
                }
            }
        }
    }

    @Test
    void aSessionIsFoundByItsTokenUntilItEnds() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        assertEquals(begun.session(), await(sessions.find(begun.token())).session());
        assertEquals(Map.of(), await(sessions.find(begun.token())).seats());
        assertNull(await(sessions.find(begun.token().substring(1) + "A")));
        assertNull(await(sessions.find("")));
        await(sessions.end(begun.session()));
        assertNull(await(sessions.find(begun.token())));
        assertNull(await(sessions.look(begun.session())));
        assertNull(await(sessions.renew(begun.session(), begun.token())));
    }

    @Test
    void aRenewedSessionHasAnotherTokenAndTheSameSeats() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        await(invitations.join(begun.session(), made.joinToken(), "Marc", Party.MENTOR));
        await(sessions.find(begun.token()));
        String renewed = await(sessions.renew(begun.session(), begun.token()));
        assertRefused("session_renewed", sessions.find(begun.token()));
        assertEquals("Marc", await(sessions.find(renewed)).in(made.programme()).person().name());
    }

    @Test
    void ofTwoWhoRenewASessionAtOnceOneIsGivenTheTokenAndItStaysValid() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        Future<String> one = sessions.renew(begun.session(), begun.token());
        Future<String> two = sessions.renew(begun.session(), begun.token());
        List<String> given = Stream.of(await(one), await(two)).filter(Objects::nonNull).toList();
        assertEquals(1, given.size());
        assertEquals(begun.session(), await(sessions.find(given.get(0))).session());
        assertRefused("session_renewed", sessions.find(begun.token()));
    }

    @Test
    void aSessionThatWasNotSeenForHalfAYearIsOver() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        rows("update server_session set seen_at = now() - interval '181 days' where id = '" + begun.session()
                + "' returning id::text");
        assertNull(await(sessions.find(begun.token())));
    }

    @Test
    void whatHoldsNobodyIsTidiedAway() throws Exception {
        Sessions.Begun passing = await(sessions.begin());
        rows("update server_session set seen_at = now() - interval '3 days' where id in ('" + passing.session()
                + "', '" + anna + "') returning id::text");
        await(((PostgresSessions) sessions).tidy());
        assertNull(await(sessions.look(passing.session())));
        assertEquals(made.board(), await(sessions.look(anna)).in(made.programme()).board());
    }

    @Test
    void whoJoinsHasTheRoleOfTheLinkAndAReturnLink() throws Exception {
        Sessions.Begun marc = await(sessions.begin());
        assertEquals(new Invitations.Invitation(Kind.MEMBER, HEADING, ANYBODY, false, false, false),
                await(invitations.look(marc.session(), made.joinToken())));
        Invitations.Joined joined = await(invitations.join(marc.session(), made.joinToken(), " Marc  Dupont ",
                Party.MENTOR));
        assertTrue(joined.fresh());
        Person person = joined.seat().person();
        assertEquals(new Person(person.number(), "Marc Dupont", Party.MENTOR, Role.INVITED), person);
        assertEquals(List.of(made.me(), person), await(programmes.people(made.programme())));
        assertTrue(await(invitations.look(marc.session(), made.joinToken())).member());
        assertTrue(await(invitations.look(null, joined.returnToken())).kind() == Kind.RETURN);
    }

    @Test
    void whoOpensTheLinkAgainStaysWhoTheyAre() throws Exception {
        UUID marc = await(sessions.begin()).session();
        Person first = await(invitations.join(marc, made.joinToken(), "Marc", Party.MENTOR)).seat().person();
        Invitations.Joined again = await(invitations.join(marc, made.joinToken(), "Somebody else", Party.OTHER));
        assertEquals(first, again.seat().person());
        assertFalse(again.fresh());
        assertEquals(2, await(programmes.people(made.programme())).size());
    }

    @Test
    void theFacilitatorsLinkRaisesAMemberAndTheJoinLinkLowersNobody() throws Exception {
        UUID marc = await(sessions.begin()).session();
        Person first = await(invitations.join(marc, made.joinToken(), "Marc", Party.MENTOR)).seat().person();
        // Who has a seat is not asked for a name again.
        Invitations.Joined raised = await(invitations.join(marc, made.facilitatorToken(), "", Party.OTHER));
        assertEquals(first.number(), raised.seat().person().number());
        assertEquals(new Person(first.number(), "Marc", Party.MENTOR, Role.FACILITATOR), raised.seat().person());
        UUID nobody = await(sessions.begin()).session();
        assertRefused("invalid_name", invitations.join(nobody, made.joinToken(), "", Party.MENTOR));
        assertTrue(raised.fresh());
        assertEquals(Role.FACILITATOR,
                await(invitations.join(marc, made.joinToken(), "Marc", Party.MENTOR)).seat().person().role());
        assertEquals(Role.FACILITATOR, await(sessions.look(marc)).at(made.board()).person().role());
    }

    @Test
    void twoTabsThatJoinAtOnceAreOnePerson() throws Exception {
        UUID marc = await(sessions.begin()).session();
        List<Future<Invitations.Joined>> joining = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            joining.add(invitations.join(marc, i % 2 == 0 ? made.joinToken() : made.facilitatorToken(), "Marc " + i,
                    Party.MENTOR));
        }
        for (Future<Invitations.Joined> each : joining) {
            await(each);
        }
        assertEquals(2, await(programmes.people(made.programme())).size());
    }

    @Test
    void theFiveHundredAndFirstPersonIsRefusedAndAMemberStillComesIn() throws Exception {
        rows("insert into person (programme, name, party, role) select '" + made.programme()
                + "', 'Person ' || i, 'other', 'invited' from generate_series(1, 498) i returning id::text");
        List<Future<Invitations.Joined>> joining = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID session = await(sessions.begin()).session();
            joining.add(invitations.join(session, made.joinToken(), "Late", Party.OTHER));
        }
        int refused = 0;
        for (Future<Invitations.Joined> each : joining) {
            try {
                await(each);
            } catch (ExecutionException e) {
                assertEquals("too_large/too_many_people", e.getCause().getMessage());
                refused++;
            }
        }
        assertEquals(4, refused);
        assertEquals(made.me(), await(invitations.join(anna, made.joinToken(), "Anna", Party.MENTEE)).seat().person());
    }

    @Test
    void aReturnLinkMakesAnotherDeviceTheSamePerson() throws Exception {
        UUID phone = await(sessions.begin()).session();
        assertEquals(made.me(), await(invitations.comeBack(phone, made.returnToken())).person());
        assertEquals(made.me(), await(sessions.look(phone)).at(made.board()).person());
        String another = await(invitations.returnToken(made.programme(), made.me().number()));
        UUID tablet = await(sessions.begin()).session();
        assertEquals(made.me(), await(invitations.comeBack(tablet, another)).person());
        assertEquals(made.me(), await(invitations.comeBack(tablet, made.returnToken())).person());
    }

    @Test
    void ofSomebodysReturnLinksTheTenNewestBringThemBack() throws Exception {
        List<String> tokens = new ArrayList<>(List.of(made.returnToken()));
        for (int i = 0; i < 10; i++) {
            tokens.add(await(invitations.returnToken(made.programme(), made.me().number())));
        }
        UUID phone = await(sessions.begin()).session();
        assertRefused("invitation", invitations.comeBack(phone, tokens.get(0)));
        for (String token : tokens.subList(1, 11)) {
            assertEquals(made.me(), await(invitations.comeBack(phone, token)).person());
        }
    }

    @Test
    void onASharedDeviceTheReturnLinkReplacesWhoSatThere() throws Exception {
        UUID hall = await(sessions.begin()).session();
        await(invitations.join(hall, made.joinToken(), "Marc", Party.MENTOR));
        await(invitations.comeBack(hall, made.returnToken()));
        assertEquals("Anna", await(sessions.look(hall)).at(made.board()).person().name());
    }

    @Test
    void nobodyGetsAReturnLinkForSomebodyOfAnotherProgramme() throws Exception {
        Programmes.Created other = await(programmes.create(anna, HEADING, founder("Anna"), PeopleTest::first));
        assertRefused("not_found", invitations.returnToken(made.programme(), other.me().number()));
    }

    @Test
    void everyTokenThatLetsNobodyInIsToldInTheSameWords() throws Exception {
        Invitations.NewLink expired = await(invitations.create(made.programme(), ANYBODY, 1));
        rows("update invitation set expires_at = now() where id = '" + expired.link().link() + "' returning id::text");
        Invitations.NewLink revoked = await(invitations.create(made.programme(), ANYBODY, 1));
        await(invitations.revoke(made.programme(), revoked.link().link()));
        UUID marc = await(sessions.begin()).session();
        for (String token : List.of("", "x", "x".repeat(5_000), made.joinToken().substring(1) + "_",
                expired.token(), revoked.token())) {
            assertRefused("invitation", invitations.look(marc, token));
            assertRefused("invitation", invitations.join(marc, token, "Marc", Party.MENTOR));
            assertRefused("invitation", invitations.comeBack(marc, token));
        }
        assertRefused("invitation", invitations.comeBack(marc, made.joinToken()));
        assertRefused("invitation", invitations.join(marc, made.returnToken(), "Marc", Party.MENTOR));
        assertEquals(Map.of(), await(sessions.look(marc)).seats());
    }

    @Test
    void lookingAtALinkUsesNothingUp() throws Exception {
        for (int i = 0; i < 20; i++) {
            await(invitations.look(null, made.joinToken()));
        }
        assertEquals(List.of("0"), rows("select sum(used)::text from invitation where programme = '"
                + made.programme() + "'"));
        await(invitations.join(await(sessions.begin()).session(), made.joinToken(), "Marc", Party.MENTOR));
        assertEquals(List.of("1"), rows("select sum(used)::text from invitation where programme = '"
                + made.programme() + "'"));
    }

    @Test
    void linksAreListedWhileTheyLetSomebodyIn() throws Exception {
        Invitations.NewLink link = await(invitations.create(made.programme(), ANYBODY, 30));
        assertEquals(30L * 24 * 3_600_000, link.link().expires() - link.link().at());
        List<Invitations.Link> before = await(invitations.links(made.programme()));
        assertEquals(3, before.size());
        assertTrue(before.contains(link.link()));
        await(invitations.revoke(made.programme(), link.link().link()));
        assertFalse(await(invitations.links(made.programme())).contains(link.link()));
    }

    @Test
    void aLinkOfAnotherProgrammeIsNotFound() throws Exception {
        Programmes.Created other = await(programmes.create(anna, HEADING, founder("Anna"), PeopleTest::first));
        UUID link = await(invitations.links(other.programme())).get(0).link();
        assertRefused("not_found", invitations.revoke(made.programme(), link));
        assertRefused("not_found", invitations.revoke(made.programme(), UUID.randomUUID()));
        assertEquals(2, await(invitations.links(other.programme())).size());
    }

    @Test
    void aLinkLastsOneToThreeHundredAndSixtyFiveDays() {
        assertRefused("invalid_value", invitations.create(made.programme(), ANYBODY, 0));
        assertRefused("invalid_value", invitations.create(made.programme(), ANYBODY, 366));
        assertRefused("invalid_value", invitations.create(made.programme(), new Terms(Role.MENTOR, Party.MENTEE, null,
                false), 1));
    }

    @Test
    void theListKnowsTheHeadingOfTheBoard() throws Exception {
        Programmes.Heading better = new Programmes.Heading("Better", "", "Capaci", "Mechelen", "en");
        await(programmes.retitle(made.board(), better));
        assertEquals(better, await(programmes.find(made.programme())).heading());
    }

    @Test
    void whatChangesASessionIsToldAndSeenAtOnce() throws Exception {
        Sessions.Begun marc = await(sessions.begin());
        List<UUID> told = new CopyOnWriteArrayList<>();
        sessions.whenChanged(told::add);
        assertEquals(Map.of(), await(sessions.find(marc.token())).seats());
        await(invitations.join(marc.session(), made.joinToken(), "Marc", Party.MENTOR));
        assertEquals(Role.INVITED, await(sessions.find(marc.token())).at(made.board()).person().role());
        await(invitations.join(marc.session(), made.facilitatorToken(), "Marc", Party.MENTOR));
        assertEquals(Role.FACILITATOR, await(sessions.find(marc.token())).at(made.board()).person().role());
        await(sessions.end(marc.session()));
        assertEquals(List.of(marc.session(), marc.session(), marc.session()), told);
    }

    @Test
    void aDatabaseThatIsAwayIsToldAsUnavailable() throws Exception {
        Database away = Database.of(vertx, new DatabaseAddress("127.0.0.1", 1, "x", "x", "x", "disable", null));
        assertRefused("unavailable", away.sessions().begin());
        assertRefused("unavailable", away.programmes().mine(anna));
        assertRefused("unavailable", away.invitations().look(anna, "x"));
        assertThrows(ExecutionException.class, () -> await(away.ready()));
        await(away.close());
    }

    @Test
    void tokensDifferEachTime() {
        assertNotEquals(made.joinToken(), made.facilitatorToken());
        assertTrue(made.joinToken().matches("[A-Za-z0-9_-]{32}"));
    }

    private static Programmes.Heading heading(String title) {
        return new Programmes.Heading(title, "", "", "", "it");
    }

    private static void assertRefused(String reason, Future<?> future) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(future));
        assertEquals(reason, assertInstanceOf(Refusal.class, failure.getCause()).reason());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}

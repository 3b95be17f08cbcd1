package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tavolo.board.Refusal;
import org.tavolo.board.Revision;
import org.tavolo.people.Account;
import org.tavolo.people.Askings;
import org.tavolo.people.Confidants;
import org.tavolo.people.Confidants.State;
import org.tavolo.people.Doors;
import org.tavolo.people.Invitations;
import org.tavolo.people.Invitations.Terms;
import org.tavolo.people.Party;
import org.tavolo.people.Person;
import org.tavolo.people.Polls;
import org.tavolo.people.Programmes;
import org.tavolo.people.Releases;
import org.tavolo.people.Role;
import org.tavolo.people.Rounds;
import org.tavolo.people.Seat;
import org.tavolo.people.Sessions;
import org.tavolo.people.Traces;
import org.tavolo.people.Visitor;

/**
 * Each condition by which a statement decides who somebody is and what is theirs, where it alone decides: in two
 * programmes, whose people did everything that could make the one look like the other.
 */
@ExtendWith(TestDatabase.class)
class StatementsTest {
    private static final Programmes.Heading HEADING =
            new Programmes.Heading("Capaci - Mechelen", "Inclusion", "Capaci", "", "it");
    private static final Terms MENTOR = new Terms(Role.MENTOR, null, null, false);
    private static final Terms LOBBY = new Terms(Role.SUPPORT, null, null, true);
    private static Vertx vertx;
    private static DatabaseAddress address;
    private static Database database;
    private static Sessions sessions;
    private static Invitations invitations;
    private UUID anna;
    private Programmes.Created here;
    private Programmes.Created elsewhere;
    private UUID marc;
    private Seat mentor;

    @BeforeAll
    static void open(DatabaseAddress fresh) {
        address = fresh;
        vertx = Vertx.vertx();
        database = Database.of(vertx, address);
        sessions = database.sessions();
        invitations = database.invitations();
    }

    @AfterAll
    static void close() throws Exception {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void twoProgrammes() throws Exception {
        anna = session();
        here = make(anna);
        elsewhere = make(session());
        marc = session();
        mentor = join(marc, here, MENTOR, "Marc");
    }

    // Sessions

    @Test
    void anAccountThatEndedIsNobodysAlsoInASessionThatDidNot() throws Exception {
        Account account = await(database.accounts().create("Ida", null)).account();
        execute("update server_session set account = '" + account.id() + "' where id = '" + anna + "'");
        assertEquals(account, look(anna).account());
        execute("update account set ended_at = now() where id = '" + account.id() + "'");
        assertNull(look(anna).account());
    }

    @Test
    void whatWasReadWhileItChangedIsNotRemembered() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        Future<Visitor> reading = sessions.find(begun.token());
        ((PostgresSessions) sessions).changed(begun.session());
        await(reading);
        execute("update server_session set ended_at = now() where id = '" + begun.session() + "'");
        assertNull(await(sessions.find(begun.token())));
    }

    @Test
    void aSessionThatEndedIsGivenNoOtherToken() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        await(sessions.end(begun.session()));
        assertNull(await(sessions.renew(begun.session(), begun.token())));
    }

    @Test
    void nobodySignsInBySessionsThatEndedOrIsSentAwayByASetupLinkThatExpired() throws Exception {
        Sessions.Begun ended = await(sessions.begin());
        await(sessions.end(ended.session()));
        String token = await(database.accounts().create("Ida", null)).token();
        await(database.accounts().signIn(ended.session(), token));
        assertEquals("0", row("select count(account)::text from server_session where id = '" + ended.session() + "'"));
        execute("insert into sign_in (id, token_hash, expires_at) values (gen_random_uuid(),"
                + " sha256(convert_to('expired', 'UTF8')), now() - interval '1 second')");
        assertRefused("invitation", database.oidcLogins().send(anna, "expired"));
    }

    @Test
    void whoseNameIsForgottenIsNamelessAtOnce() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        Seat seat = join(begun.session(), here, MENTOR, "Nora");
        assertEquals("Nora", await(sessions.find(begun.token())).at(here.board()).person().name());
        await(database.traces().forgetName(new Traces.Erased(here.programme(), seat.person().number(), Traces.Kind.NAME,
                Instant.now()), begun.session()));
        assertEquals("", await(sessions.find(begun.token())).at(here.board()).person().name());
    }

    // Links

    @Test
    void aLinkKnowsWhoIsAMemberAndWhoIsNoneAnyMore() throws Exception {
        assertTrue(await(invitations.look(marc, here.joinToken())).member());
        assertEquals(false, await(invitations.look(session(), here.joinToken())).member());
        assertEquals(false, await(invitations.look(marc, elsewhere.joinToken())).member());
        end(mentor.person());
        assertEquals(false, await(invitations.look(marc, here.joinToken())).member());
    }

    @Test
    void whoWasRemovedComesBackByALinkAsSomebodyElseAndByTheirOwnNotAtAll() throws Exception {
        Seat again = join(marc, here, MENTOR, "Marc");
        assertEquals(mentor.person().number(), again.person().number());
        String back = await(invitations.returnToken(here.programme(), mentor.person().number()));
        String other = await(invitations.returnToken(here.programme(), mentor.person().number()));
        await(database.memberships().end(here.programme(), mentor.person().number()));
        assertEquals("0", row("select count(*)::text from invitation where person = " + mentor.person().number()
                + " and revoked_at is null"));
        // Also a link that was missed then.
        execute("update invitation set revoked_at = null where person = " + mentor.person().number());
        assertRefused("invitation", invitations.comeBack(session(), back));
        assertRefused("invitation", invitations.comeBack(marc, other));
        assertRefused("not_found", invitations.returnToken(here.programme(), mentor.person().number()));
        assertNotEquals(mentor.person().number(), join(marc, here, MENTOR, "Marc").person().number());
    }

    @Test
    void oneProgrammesLinksAreListedAndRevokedThereAloneAndReturnLinksByNobody() throws Exception {
        UUID link = await(invitations.links(elsewhere.programme())).get(0).link();
        assertTrue(await(invitations.links(here.programme())).stream().noneMatch(one -> one.link().equals(link)));
        UUID back = UUID.fromString(row("select id::text from invitation where kind = 'return' and programme = '"
                + here.programme() + "' limit 1"));
        assertRefused("not_found", invitations.revoke(here.programme(), back));
    }

    @Test
    void aLinkForSomebodyElseMakesNobodyWhoTheyAreNot() throws Exception {
        for (Role role : List.of(Role.MENTEE, Role.FACILITATOR, Role.OBSERVER)) {
            assertEquals(Role.MENTOR, join(marc, here, new Terms(role, null, null, false), "Marc").person().role());
        }
        UUID guest = session();
        join(guest, here, new Terms(Role.INVITED, Party.OTHER, null, false), "Guest");
        assertEquals(Role.INVITED, join(guest, here, new Terms(Role.OBSERVER, null, null, false), "Guest").person()
                .role());
    }

    @Test
    void nobodySitsForAPartyThatIsNotTheirRoles() throws Exception {
        String token = await(invitations.create(here.programme(), MENTOR, 1)).token();
        assertRefused("invalid_party", invitations.join(session(), token, "Mallory", Party.MENTEE));
    }

    @Test
    void whoComesBackSitsThereAtOnce() throws Exception {
        Sessions.Begun begun = await(sessions.begin());
        assertNull(await(sessions.find(begun.token())).at(here.board()));
        await(invitations.comeBack(begun.session(), here.returnToken()));
        assertEquals(here.me(), await(sessions.find(begun.token())).at(here.board()).person());
    }

    @Test
    void whoComesByACodeOrIsLetInSitsThereAtOnce() throws Exception {
        Seat by = look(anna).in(here.programme());
        String code = await(database.doors().open(by, Role.INVITED, false, 4)).code();
        Sessions.Begun one = await(sessions.begin());
        assertNull(await(sessions.find(one.token())).at(here.board()));
        await(database.doors().enter(one.session(), code, "Guest", Party.OTHER));
        assertEquals(Role.INVITED, await(sessions.find(one.token())).at(here.board()).person().role());
        Sessions.Begun other = await(sessions.begin());
        UUID knock = knock(other.session());
        assertNull(await(sessions.find(other.token())).at(here.board()));
        await(database.doors().decide(by, knock, true));
        assertEquals(Role.SUPPORT, await(sessions.find(other.token())).at(here.board()).person().role());
    }

    // Doors

    @Test
    void aDoorThatHasClosedIsShownToNobodyAndLetsNobodyIn() throws Exception {
        String code = await(database.doors().open(look(anna).in(here.programme()), Role.INVITED, false, 4)).code();
        assertEquals(Role.INVITED, await(database.doors().look(here.programme())).role());
        assertNull(await(database.doors().look(elsewhere.programme())));
        execute("update door set closes_at = now() - interval '1 second' where programme = '" + here.programme() + "'");
        assertNull(await(database.doors().look(here.programme())));
        UUID guest = session();
        assertRefused("invitation", database.doors().look(guest, code));
        assertRefused("invitation", database.doors().enter(guest, code, "Guest", Party.OTHER));
    }

    @Test
    void aSpokenCodeLeadsToTheSharedTableAndKnowsWhoIsAMember() throws Exception {
        // Put in before the shared one, it comes first wherever nobody asks for one of the two.
        UUID programme = UUID.randomUUID();
        UUID shared = UUID.randomUUID();
        execute("insert into programme (id, title) values ('" + programme + "', 'Capaci')");
        for (String board : List.of("'" + UUID.randomUUID() + "', '" + programme + "', 'confidential'",
                "'" + shared + "', '" + programme + "', 'shared'")) {
            execute("insert into board (id, programme, kind, head) values (" + board + ", 0)");
        }
        UUID leads = session();
        execute("with p as (insert into person (programme, name, party, role) values ('" + programme
                + "', 'Rosa', 'facilitator', 'facilitator') returning id) insert into seat (session, programme, person)"
                + " select '" + leads + "', '" + programme + "', id from p");
        Doors.Opened code = await(database.doors().open(look(leads).in(programme), Role.INVITED, false, 4));
        assertEquals(shared, await(database.doors().enter(session(), code.code(), "Guest", Party.OTHER)).seat().board());
        Doors.Opened opened = await(database.doors().open(look(anna).in(here.programme()), Role.INVITED, false, 4));
        UUID guest = session();
        assertEquals(false, await(database.doors().look(guest, opened.code())).member());
        Seat seat = await(database.doors().enter(guest, opened.code(), "Guest", Party.OTHER)).seat();
        assertEquals(here.board(), seat.board());
        assertTrue(await(database.doors().look(guest, opened.code())).member());
        end(seat.person());
        assertEquals(false, await(database.doors().look(guest, opened.code())).member());
    }

    @Test
    void whoKnocksIsHeardAtThatDoorAloneAndLetInOnce() throws Exception {
        UUID guest = session();
        UUID knock = knock(guest);
        assertEquals(List.of(knock), waiting(here));
        assertEquals(List.of(), waiting(elsewhere));
        Seat other = new Seat(elsewhere.programme(), elsewhere.board(), org.tavolo.people.Table.SHARED, elsewhere.me(),
                true, false);
        assertRefused("not_found", database.doors().decide(other, knock, true));
        Seat by = look(anna).in(here.programme());
        assertNull(await(database.doors().decide(by, knock, false)));
        assertEquals(List.of(), waiting(here));
        assertRefused("not_found", database.doors().decide(by, knock, true));
    }

    @Test
    void whoWasLetInAndRemovedIsGivenNoWayBackByHavingWaited() throws Exception {
        UUID guest = session();
        join(guest, elsewhere, MENTOR, "Guest");
        UUID knock = knock(guest);
        Person came = await(database.doors().decide(look(anna).in(here.programme()), knock, true)).person();
        assertEquals(came, await(database.doors().state(guest, knock)).joined().seat().person());
        end(came);
        assertNull(await(database.doors().state(guest, knock)).joined());
    }

    @Test
    void whoKnocksAtTheConfidentialTableIsNotHeardAtTheSharedOne() throws Exception {
        confidential();
        await(database.confidants().enter(mentor, marc, StatementsTest::first));
        UUID knock = UUID.fromString(row("select id::text from knock where session = '" + marc + "'"));
        assertEquals(List.of(), waiting(here));
        assertRefused("not_found", database.doors().decide(look(anna).in(here.programme()), knock, true));
        assertRefused("not_found", database.doors().state(marc, knock));
    }

    // The confidential table

    @Test
    void nobodyOfAnotherRoleSitsThereEvenWhenAPlaceIsLeft() throws Exception {
        UUID board = confidential();
        await(database.confidants().enter(mentor, marc, StatementsTest::first));
        await(database.confidants().decide(board, onlyKnock(board), true, 1));
        assertTrue(look(marc).confidentialIn(here.programme()) != null);
        for (String role : List.of("coordinator", "association", "support", "facilitator", "observer")) {
            execute("update person set role = '" + role + "' where id = " + mentor.person().number());
            assertNull(look(marc).confidentialIn(here.programme()), role);
        }
        int number = mentor.person().number();
        execute("update confidant set by_mentee = " + number + " where person = " + number);
        execute("update person set role = 'facilitator' where id = " + number);
        assertNull(look(marc).confidentialIn(here.programme()), "asked in by one team");
        execute("update confidant set by_mentor = " + number + " where person = " + number);
        assertTrue(look(marc).confidentialIn(here.programme()) != null, "asked in by both");
        execute("update person set role = 'association' where id = " + number);
        assertNull(look(marc).confidentialIn(here.programme()), "asked in as who leads");
    }

    @Test
    void whoEndedKnocksInVainIsNotHeardNotLetInAndNotInTheCircle() throws Exception {
        UUID board = confidential();
        await(database.confidants().enter(mentor, marc, StatementsTest::first));
        UUID knock = onlyKnock(board);
        assertEquals(new Confidants.Standing(State.WAITING, null), await(database.confidants().look(mentor)));
        execute("update person set ended_at = now() where id = " + mentor.person().number());
        assertEquals(List.of(), await(database.confidants().waiting(board)));
        assertRefused("not_found", database.confidants().decide(board, knock, true, 1));
        assertRefused("not_found", database.confidants().look(mentor));
        execute("update person set ended_at = null where id = " + mentor.person().number());
        await(database.confidants().decide(board, knock, true, 1));
        assertEquals(2, await(database.confidants().circle(board)).members().size());
        execute("update person set ended_at = now() where id = " + mentor.person().number());
        assertEquals(1, await(database.confidants().circle(board)).members().size());
        execute("update person set ended_at = null where id = " + mentor.person().number());
        await(database.memberships().end(here.programme(), mentor.person().number()));
        assertEquals("0", row("select count(*)::text from confidant where person = " + mentor.person().number()));
    }

    @Test
    void whoseRoleIsTakenAtThisMomentOpensNoConfidentialTable() throws Exception {
        try (Connection other = address.connect(); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("update person set role = 'invited' where id = " + mentor.person().number());
            Future<?> entering = database.confidants().enter(mentor, marc, StatementsTest::first);
            for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); !entering.isComplete() && row(
                    "select count(*)::text from pg_stat_activity where wait_event_type = 'Lock'").equals("0"); ) {
                assertTrue(System.nanoTime() < until, "neither waits nor is done");
            }
            other.commit();
            assertRefused("not_found", entering);
        }
    }

    @Test
    void aKnockAndAnInvitationAreThoseOfOneTable() throws Exception {
        UUID board = confidential();
        UUID otherBoard = UUID.randomUUID();
        execute("insert into board (id, programme, kind, head) values ('" + otherBoard + "', '" + elsewhere.programme()
                + "', 'confidential', 0)");
        await(database.confidants().enter(mentor, marc, StatementsTest::first));
        UUID knock = onlyKnock(board);
        assertEquals(List.of(), await(database.confidants().waiting(otherBoard)));
        assertRefused("not_found", database.confidants().decide(otherBoard, knock, true, 1));
        Seat by = new Seat(here.programme(), board, org.tavolo.people.Table.CONFIDENTIAL, mentor.person(), false, false);
        assertRefused("not_found", database.confidants().invite(by, elsewhere.me().number()));
        assertEquals(Role.FACILITATOR, here.me().role());
        await(database.confidants().invite(by, here.me().number()));
        assertRefused("not_found", database.confidants().takeBack(otherBoard, here.me().number()));
        assertEquals(1, await(database.confidants().circle(board)).invited().size());
        UUID left = session();
        Person gone = join(left, here, new Terms(Role.FACILITATOR, null, null, false), "Gone").person();
        end(gone);
        assertRefused("not_found", database.confidants().invite(by, gone.number()));
    }

    @Test
    void aMemberOfATeamIsNobodysGuestAndLosesNoPlaceAsOne() throws Exception {
        UUID board = confidential();
        await(database.confidants().enter(mentor, marc, StatementsTest::first));
        await(database.confidants().decide(board, onlyKnock(board), true, 1));
        assertRefused("not_found", database.confidants().takeBack(board, mentor.person().number()));
        // Whom both teams asked in while they led, and who sits in a team now, waits like everybody else of the team.
        Person rosa = here.me();
        for (String by : List.of("by_mentee", "by_mentor")) {
            execute("insert into confidant (board, person, " + by + ") values ('" + board + "', " + rosa.number() + ", "
                    + rosa.number() + ") on conflict (board, person) do update set " + by + " = excluded." + by);
        }
        execute("update person set role = 'mentee' where id = " + rosa.number());
        Seat seat = look(anna).in(here.programme());
        assertEquals(State.WAITING, await(database.confidants().enter(seat, anna, StatementsTest::first)).state());
    }

    // Members

    @Test
    void aMemberIsFoundAndChangedInTheirOwnProgrammeAlone() throws Exception {
        int there = elsewhere.me().number();
        assertNull(await(database.memberships().find(here.programme(), there)));
        assertRefused("not_found", database.memberships().change(here.programme(), there, Role.MENTOR, Party.MENTOR));
        end(mentor.person());
        assertNull(await(database.memberships().find(here.programme(), mentor.person().number())));
        assertRefused("not_found", database.memberships().change(here.programme(), mentor.person().number(), Role.MENTEE,
                Party.MENTEE));
    }

    @Test
    void whatIsToldOfAProgrammeIsItsOwn() throws Exception {
        assertEquals(List.of(here.me(), mentor.person()), await(database.programmes().people(here.programme())));
        assertEquals(2, await(database.programmes().members(here.programme())).size());
        database.acts().note(look(anna).in(here.programme()), "opened", null, "x");
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); await(database.acts()
                .list(here.programme(), 0, 100)).isEmpty(); ) {
            assertTrue(System.nanoTime() < until, "the act was not noted");
        }
        assertEquals(List.of(), await(database.acts().list(elsewhere.programme(), 0, 100)));
        assertEquals(List.of(here.programme()), await(database.programmes().mine(marc)).stream()
                .map(one -> one.programme().programme()).toList());
        end(mentor.person());
        assertEquals(List.of(), await(database.programmes().mine(marc)));
    }

    @Test
    void whoForgetsTheirNameAfterTheyWereRemovedIsNotSeatedByIt() throws Exception {
        end(mentor.person());
        UUID fresh = session();
        await(database.traces().forgetName(new Traces.Erased(here.programme(), mentor.person().number(),
                Traces.Kind.NAME, Instant.now()), fresh));
        assertEquals("0", row("select count(*)::text from seat where session = '" + fresh + "'"));
    }

    // What is led in a session

    @Test
    void aRoundOfTheSameIdAtAnotherTableIsAnotherAndSoAreItsTokensAndItsNotes() throws Exception {
        UUID id = UUID.randomUUID();
        Rounds rounds = database.rounds();
        Rounds.Round ours = new Rounds.Round(here.board(), id, false);
        Rounds.Round theirs = new Rounds.Round(elsewhere.board(), id, false);
        Rounds.Draft draft = new Rounds.Draft(UUID.randomUUID(), "ours", null, null);
        Rounds.Writer writer = new Rounds.Writer(mentor.person().number(), null);
        await(rounds.write(ours, writer, draft));
        assertEquals(List.of(), await(rounds.mine(theirs, writer)));
        assertEquals(new Rounds.Count(0, 0), await(rounds.count(elsewhere.board(), id)));
        Rounds.Writer other = new Rounds.Writer(elsewhere.me().number(), null);
        await(rounds.write(theirs, other, new Rounds.Draft(draft.draft(), "theirs", null, null)));
        await(rounds.write(theirs, other, new Rounds.Draft(draft.draft(), "", null, null)));
        assertEquals(List.of(draft), await(rounds.mine(ours, writer)));
        assertEquals(Map.of(), await(rounds.unrevealed(elsewhere.board(), mentor.person().number())));
        assertEquals(Map.of(id, List.of(draft)), await(rounds.unrevealed(here.board(), mentor.person().number())));
        assertEquals(List.of(), await(rounds.reveal(theirs, 100)).notes());
        await(rounds.revealed(elsewhere.board(), id));
        await(rounds.write(ours, writer, draft));
        assertEquals(new Rounds.Count(1, 1), await(rounds.count(here.board(), id)));
        UUID hidden = UUID.randomUUID();
        Rounds.Round nameless = new Rounds.Round(here.board(), hidden, true);
        String token = await(rounds.pseudonym(nameless, mentor.person().number()));
        await(rounds.write(nameless, new Rounds.Writer(null, token), draft));
        assertRefused("invalid_value", rounds.write(new Rounds.Round(elsewhere.board(), hidden, true),
                new Rounds.Writer(null, token), draft));
    }

    @Test
    void whatIsNotBeingRevealedIsNotTakenAway() throws Exception {
        Rounds.Round round = new Rounds.Round(here.board(), UUID.randomUUID(), false);
        Rounds.Writer writer = new Rounds.Writer(mentor.person().number(), null);
        await(database.rounds().write(round, writer, new Rounds.Draft(UUID.randomUUID(), "still mine", null, null)));
        await(database.rounds().revealed(here.board(), round.round()));
        assertEquals(1, await(database.rounds().mine(round, writer)).size());
        assertRefused("too_many_items", database.rounds().reveal(round, 0));
        assertEquals(1, await(database.rounds().reveal(round, 1)).notes().size());
        assertEquals(await(database.rounds().reveal(round, 0)), await(database.rounds().reveal(round, 0)));
    }

    @Test
    void aVoteOfTheSameIdAtAnotherTableIsAnother() throws Exception {
        Polls polls = database.polls();
        UUID of = UUID.randomUUID();
        int person = mentor.person().number();
        for (boolean secret : new boolean[] {false, true}) {
            UUID id = UUID.randomUUID();
            Polls.Poll ours = new Polls.Poll(here.board(), id, Polls.How.DOTS, secret, 3);
            Polls.Poll theirs = new Polls.Poll(elsewhere.board(), id, Polls.How.DOTS, secret, 3);
            await(polls.vote(ours, person, new Polls.Ballot(Map.of(of, 2), Map.of()), Set.of(of)));
            assertEquals(0, await(polls.look(theirs, person)).voters());
            assertEquals(false, await(polls.look(theirs, person)).voted());
            await(polls.vote(theirs, elsewhere.me().number(), new Polls.Ballot(Map.of(of, 1), Map.of()), Set.of(of)));
            assertEquals(1, await(polls.close(theirs)).votes().get(of).counts()[0]);
            assertEquals(true, await(polls.look(ours, person)).open());
            assertEquals(true, await(polls.look(ours, person)).voted());
            assertEquals(secret ? 0 : 1, await(polls.ballots(here.board(), id)).size());
            assertEquals(!secret, await(polls.mine(here.board(), person)).containsKey(id));
            assertEquals(Map.of(), await(polls.mine(elsewhere.board(), person)));
            assertEquals(2, await(polls.close(ours)).votes().get(of).counts()[0]);
        }
    }

    @Test
    void whatIsAskedOutsideIsOfItsProgrammeAndOfItsTime() throws Exception {
        Askings askings = database.askings();
        UUID item = UUID.randomUUID();
        Askings.NewAsking asked = await(askings.ask(here.programme(), item, "Anagrafe", 1));
        assertEquals(List.of(asked.asking()), await(askings.all(here.programme())));
        assertEquals(List.of(), await(askings.all(elsewhere.programme())));
        assertEquals(here.board(), await(askings.look(asked.token())).board());
        assertRefused("not_found", askings.withdraw(elsewhere.programme(), asked.asking().asking()));
        assertRefused("invalid_value", askings.ask(here.programme(), item, "Anagrafe", 0));
        execute("update asking set expires_at = now() - interval '1 second'");
        assertRefused("invitation", askings.look(asked.token()));
        assertEquals(List.of(), await(askings.all(here.programme())));
        await(((PostgresSessions) sessions).tidy());
        assertRefused("invitation", askings.look(asked.token()));
        execute("update asking set expires_at = now() - interval '31 days'");
        await(((PostgresSessions) sessions).tidy());
        execute("update asking set expires_at = now() + interval '1 day'");
        assertRefused("invitation", askings.look(asked.token()));
        execute("insert into asking (id, programme, item, service, token_hash, expires_at) select gen_random_uuid(), '"
                + here.programme() + "', gen_random_uuid(), 'x', sha256(n::text::bytea), now() + interval '1 day'"
                + " from generate_series(1, 500) n");
        assertRefused("too_many_links", askings.ask(here.programme(), item, "Anagrafe", 1));
        await(askings.ask(elsewhere.programme(), item, "Anagrafe", 1));
    }

    @Test
    void whatIsReleasedIsOfItsProgrammeAndOneOfEachKind() throws Exception {
        Releases releases = database.releases();
        Releases.Released first = await(releases.release(here.programme(), "needs", 3, 1, "[]"));
        await(releases.release(elsewhere.programme(), "needs", 4, 1, "[]"));
        await(releases.release(here.programme(), "levels", 5, 1, "[]"));
        Releases.Released anew = await(releases.release(here.programme(), "needs", 6, 2, "[1]"));
        assertEquals(List.of("levels", "needs"),
                await(releases.in(List.of(here.programme()))).stream().map(Releases.Released::kind).toList());
        assertEquals(3, await(releases.in(List.of(here.programme(), elsewhere.programme()))).size());
        assertEquals(List.of(), await(releases.in(List.of())));
        await(releases.correct(first, "[2]"));
        await(releases.remove(first));
        assertEquals("[1]", await(releases.in(List.of(here.programme()))).get(1).items());
        await(releases.correct(anew, "[2]"));
        assertEquals("[2]", await(releases.in(List.of(here.programme()))).get(1).items());
        await(releases.remove(anew));
        assertRefused("not_found", releases.withdraw(here.programme(), "needs"));
        await(releases.withdraw(here.programme(), "levels"));
        assertEquals(1, await(releases.in(List.of(here.programme(), elsewhere.programme()))).size());
    }

    private static UUID session() throws Exception {
        return await(sessions.begin()).session();
    }

    private static Visitor look(UUID session) throws Exception {
        return await(sessions.look(session));
    }

    private static Programmes.Created make(UUID session) throws Exception {
        return await(database.programmes().create(session, HEADING,
                new Programmes.Founder("Anna", Role.FACILITATOR, Party.FACILITATOR), StatementsTest::first));
    }

    private static Revision first(int person) {
        return new Revision(1, UUID.randomUUID(), 1, person, 0, List.of());
    }

    private static Seat join(UUID session, Programmes.Created where, Terms terms, String name) throws Exception {
        String token = await(invitations.create(where.programme(), terms, 1)).token();
        return await(invitations.join(session, token, name, null)).seat();
    }

    private UUID knock(UUID session) throws Exception {
        String token = await(invitations.create(here.programme(), LOBBY, 1)).token();
        return await(invitations.join(session, token, "Guest", null)).knock();
    }

    private static List<UUID> waiting(Programmes.Created where) throws Exception {
        return await(database.doors().waiting(where.programme())).stream().map(Doors.Knock::knock).toList();
    }

    /** Opened by somebody of the mentee city. */
    private UUID confidential() throws Exception {
        UUID mia = session();
        Seat mentee = join(mia, here, new Terms(Role.MENTEE, null, null, false), "Mia");
        return await(database.confidants().enter(mentee, mia, StatementsTest::first)).board();
    }

    private static UUID onlyKnock(UUID board) throws Exception {
        return await(database.confidants().waiting(board)).get(0).knock();
    }

    /** As another server, or somebody at the database, would do it. */
    private static void end(Person person) throws Exception {
        execute("update person set ended_at = now() where id = " + person.number());
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String row(String sql) throws Exception {
        try (Connection connection = address.connect(); Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void assertRefused(String reason, Future<?> future) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(future));
        assertEquals(reason, assertInstanceOf(Refusal.class, failure.getCause()).reason());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}

package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ten minutes without a network, on the browser's own clock turned forward. What the client core does meanwhile, poll by
 * poll, is tried in {@code web-client/test/sync/offline.test.ts}; here it is the real IndexedDB, the real locks and
 * pages that really end.
 */
class TenMinutesOfflineIT {
    private static final long MINUTE = 60_000;
    private static final int LETTERS = 60;

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void whatIsTypedInTenMinutesOfflineArrivesOnceAlsoWhenThePageWasReloadedOrItsTabKilled() {
        Table table = Table.set(hall.server(), "Ten minutes").fill(Collections.nCopies(3, List.of()));
        Participant stays = clockwork(table, "Ada");
        Participant reloads = clockwork(table, "Ben");
        Participant dies = clockwork(table, "Carla");
        Participant watches = hall.join(table, "Dora", "mentor");
        List<Participant> away = List.of(stays, reloads, dies);
        dies.open();
        var second = dies.page();
        dies.anotherTab();

        away.forEach(Participant::goOffline);
        for (int i = 0; i < away.size(); i++) {
            away.get(i).enter(i + 1, "results");
        }
        watches.write(1, "results", "Dora meanwhile. ").saved();
        for (int letter = 0; letter < LETTERS; letter++) {
            for (Participant one : away) {
                one.type(text(one, letter, letter + 1));
                one.page().clock().fastForward(10 * MINUTE / LETTERS);
            }
        }
        away.forEach(one -> one.leave());
        away.forEach(one -> assertThat(one.state()).containsText(one.words().get("state_offline"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(Participant.PATIENCE)));
        assertEquals(List.of("Dora meanwhile. ", "", ""), results(table.plan()), "nothing has left the three devices");

        reloads.reload();
        assertTrue(reloads.askedBeforeLeaving() > 0, "the page asks before it is left with unsent text");
        dies.kill();

        away.forEach(Participant::comeBack);
        reloads.open();
        // The other tab looks once a minute for what dead tabs have left; to the browser that one is dead by then.
        second.waitForFunction("async () => (await navigator.locks.query()).held"
            + ".filter(lock => lock.name.startsWith('tavolo tab')).length === 1");
        second.clock().fastForward(MINUTE);
        dies.continueIn(second);

        List<String> expected = away.stream().map(one -> text(one, 0, LETTERS)).toList();
        for (Participant one : List.of(stays, reloads, dies, watches)) {
            one.saved();
            one.page().waitForFunction("letters => letters.every(letter => document.getElementById('plan')"
                + ".textContent.includes(letter))", expected.stream().map(text -> text.substring(LETTERS - 1)).toList());
        }
        List<String> arrived = results(table.plan());
        assertEquals(expected, List.of(arrived.get(0).replace("Dora meanwhile. ", ""), arrived.get(1), arrived.get(2)));
        assertTrue(arrived.get(0).contains("Dora meanwhile. "), arrived.get(0));
        List.of(stays, reloads, dies, watches).forEach(one -> one.sees(table.plan()));
        System.out.println("ten minutes offline, reloaded, killed: " + 3 * LETTERS + " characters once each");
    }

    private Participant clockwork(Table table, String name) {
        Participant one = hall.guest(table, name, "mentee");
        one.context().clock().install();
        return one.open();
    }

    /** Letters of which each occurs once: everybody's own stretch of the CJK block. */
    private static String text(Participant who, int from, int to) {
        int start = 0x4e00 + who.name().charAt(0) % 32 * 256;
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.appendCodePoint(start + i);
        }
        return text.toString();
    }

    private static List<String> results(List<List<String>> plan) {
        List<String> results = new ArrayList<>();
        plan.forEach(row -> results.add(row.get(1)));
        return results;
    }
}

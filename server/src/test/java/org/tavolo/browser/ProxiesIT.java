package org.tavolo.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two browsers at one table, both behind a proxy, through each kind of proxy. The four stories are told at the same
 * time, step by step, since most of each is waiting for something to be noticed.
 */
class ProxiesIT {
    /** Each letter of what is typed is another, so that what is lost or doubled can be named. */
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    /** Milliseconds between two letters of one person, so that the typing goes on over several cuts. */
    private static final double PACE = 20;

    @RegisterExtension
    final Hall hall = new Hall();

    private record Story(String name, ProxyServer proxy, Table table, Participant ada, Participant ben) {}

    @Test
    void whatIsTypedBehindEachProxyArrivesExactlyOnceAlsoWhatIsTypedBeforeTheLossIsNoticed() {
        int port = hall.serverBehindProxies().getPort();
        try (StrippingProxy stripping = new StrippingProxy(port);
             BufferingProxy buffering = new BufferingProxy(port);
             CuttingProxy cutting = new CuttingProxy(port);
             SilentProxy silent = new SilentProxy(port)) {
            List<Story> stories = List.of(story("strips Upgrade", stripping), story("buffers responses", buffering),
                story("cuts after 5 s", cutting), story("falls silent", silent));

            stories.forEach(story -> story.ada().write(1, "actions", "Ada was here.").saved());
            stories.forEach(story -> story.ben().sees(rows("Ada was here.", "")));

            stories.forEach(story -> story.ada().enter(1, "results"));
            stories.forEach(story -> story.ben().enter(2, "results"));
            for (int i = 0; i < LETTERS.length(); i++) {
                if (i == 20) {
                    silent.fallSilent();
                } else if (i == 40) {
                    silent.comeBack();
                }
                for (Story story : stories) {
                    type(story.ada(), LETTERS.charAt(i));
                    type(story.ben(), LETTERS.charAt(i));
                }
            }
            List<List<String>> both = List.of(List.of("Ada was here.", LETTERS, "", "", "", ""),
                List.of("", LETTERS, "", "", "", ""));
            for (Story story : stories) {
                story.ada().saved().sees(both);
                story.ben().saved().sees(both);
                assertEquals(both, story.table().plan(), story.name());
                assertTrue(story.proxy().mischief() > 0, story.name() + ": nothing was tried");
            }

            stories.forEach(story -> story.ada().leave().write(2, "actions", "and again"));
            stories.forEach(story -> story.ben().sees(List.of(both.get(0), List.of("and again", LETTERS, "", "", "", ""))));
            stories.forEach(story -> System.out.println("the proxy that " + story.name() + ": " + LETTERS.length() * 2
                + " letters once each, " + story.proxy().mischief() + " times it did so"));
        }
    }

    private Story story(String name, ProxyServer proxy) {
        Table table = Table.set(hall.serverBehindProxies(), name).fill(List.of(List.of(), List.of()));
        return new Story(name, proxy, table, hall.joinThrough(proxy.base(), table, "Ada", "mentor"),
            hall.joinThrough(proxy.base(), table, "Ben", "mentee"));
    }

    private static void type(Participant who, char letter) {
        who.page().keyboard().type(String.valueOf(letter), new Keyboard.TypeOptions().setDelay(PACE));
    }

    private static List<List<String>> rows(String... firsts) {
        IntFunction<List<String>> row = i -> List.of(firsts[i], "", "", "", "", "");
        return java.util.stream.IntStream.range(0, firsts.length).mapToObj(row).toList();
    }
}

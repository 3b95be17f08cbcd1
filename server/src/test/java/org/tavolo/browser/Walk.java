package org.tavolo.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One way through the whole catalogue, with one hand, in one language, on a screen of one width: in every state its
 * {@link Round} is asked, and axe in three themes. Axe sees the areas as they are when full; what lies beside and over
 * them on a small table, which is quicker. Themes change colours alone, so the rules about colours are asked in each
 * theme and all others once, and those about colours only where a text or its ground is new on this walk ({@link Axe}).
 * {@code -Dtavolo.axe=whole} asks every rule about the whole page in every theme; {@code -Dtavolo.states=} goes through
 * those states alone whose ids match an expression.
 */
final class Walk {
    static final boolean WHOLE = "whole".equals(System.getProperty("tavolo.axe"));
    private static final String ONLY = System.getProperty("tavolo.states", ".*");

    private final String language;
    private final int width;
    private final Supplier<Round> rounds;
    private final Axe axe = new Axe();
    private final List<String> violations = new ArrayList<>();
    private int looks;
    private long looking;
    private long asking;

    /** @param unreached the states that were not, and why; @param complaints what must not have happened in any browser */
    record Found(List<String> unreached, List<String> byHand, List<String> byAxe, List<String> complaints) {}

    /** @param width 1280 or 360 */
    Walk(String language, int width, Supplier<Round> rounds) {
        this.language = language;
        this.width = width;
        this.rounds = rounds;
    }

    /** Goes all the way, with everybody gone at its end. @param hall where nobody is yet */
    Found through(Hall hall) {
        long began = System.nanoTime();
        Round round = rounds.get();
        Hand hand = round.hand();
        List<Catalogue.Entry> entries = Catalogue.entries().stream().filter(entry -> entry.id().matches(ONLY)).toList();
        List<Catalogue.Entry> reached = entries.stream().filter(hand::reaches).toList();
        States states = new States(hall, Table.small(hall.server()), language, hand);
        List<String> unreached = new ArrayList<>(states.each(reached, (entry, page) -> {
            long there = System.nanoTime();
            round.arrive(entry, page);
            if (!showsAnArea(entry)) {
                asking += System.nanoTime() - there;
                look(entry, page);
                there = System.nanoTime();
            }
            round.around(entry, page);
            asking += System.nanoTime() - there;
        }));
        List<Catalogue.Entry> others =
            entries.stream().filter(entry -> showsAnArea(entry) || !hand.reaches(entry)).toList();
        unreached.addAll(new States(hall, Table.sample(hall.server()), language, Hand.MOUSE).each(others, this::look));
        System.out.printf(Locale.ROOT,
            "catalogue, %s, %d px: %d states, %s, %d faults, %.1f s; axe: %d looks, %d texts asked for their colours, %d violations, %.1f s; %.1f s in all%n",
            language, width, reached.size(), round.counted(), round.faults().size(), asking / 1e9, looks, axe.asked(), violations.size(),
            looking / 1e9, (System.nanoTime() - began) / 1e9);
        return new Found(unreached, round.faults(), violations, hall.leave());
    }

    private void look(Catalogue.Entry entry, Page page) {
        long began = System.nanoTime();
        boolean asItIs = page.viewportSize().width == width;
        if (!asItIs) {
            page.setViewportSize(width, width == 360 ? 740 : 900);
        }
        List<String> found = WHOLE ? axe.everythingInEachTheme(page) : axe.inEachTheme(page);
        found.forEach(one -> violations.add(entry.id() + ", " + width + " px, " + one));
        if (!asItIs) {
            page.setViewportSize(1280, 900);
        }
        looks += Axe.THEMES.size();
        looking += System.nanoTime() - began;
    }

    private static boolean showsAnArea(Catalogue.Entry entry) {
        return entry.path().matches("/p/:programme(#[a-z]+)?") && entry.steps().isEmpty();
    }
}

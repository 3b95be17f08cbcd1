package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Votes while they are taken (docs/protocol.md H55-H58). Of a secret one it is kept who has voted, and sums; of an open
 * one everybody's ballot. May be called from any thread; futures fail with a {@link org.tavolo.board.Refusal}:
 * {@code retry/unavailable} when the database cannot be reached.
 */
public interface Polls {
    /** How one votes. */
    enum How {
        /** So many dots to each of what is voted on, together no more than there are. */
        DOTS,
        /** From 1 to 5. */
        SCALE,
        /** 1 agree, 2 a concern, 3 block. */
        CONSENT;

        /** The word on the board and in the tables: lower case. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The way of this word; dots where a board says none. */
        public static How of(String wire) {
            return List.of(values()).stream().filter(how -> how.wire().equals(wire)).findFirst().orElse(DOTS);
        }
    }

    /** A vote as its board says it. Which way and whether in secret stands when the first votes. */
    record Poll(UUID board, UUID poll, How how, boolean secret, int budget) {}

    /** Where somebody's dots are. @param dots on the one asked for; @param spent altogether */
    record Dots(int dots, int spent) {}

    /** What somebody chose. @param choices by what is voted on, never 0; @param reasons of some of them */
    record Ballot(Map<UUID, Integer> choices, Map<UUID, String> reasons) {}

    /** @param how the way of the first who voted; @param mine null in a secret vote, and while there is none */
    record Standing(How how, boolean open, int voters, boolean voted, Ballot mine) {}

    /**
     * @param counts  dots first and alone, otherwise how many chose 1, 2 … 5
     * @param parties the same by the party for which each sits now, of those that have voted on it; empty in secret
     * @param reasons of a secret vote alone
     */
    record Votes(int[] counts, Map<Party, int[]> parties, List<String> reasons) {}

    /** @param command the client id of the result; @param votes of whatever was voted on */
    record Result(How how, UUID command, int voters, Map<UUID, Votes> votes) {}

    /**
     * Puts one dot there or takes one back, in an open vote. Fails with {@code budget} when there is none left,
     * {@code invalid_value} when none is there, {@code closed}, {@code changed}.
     *
     * @param change 1 or -1
     */
    Future<Dots> dots(Poll poll, int person, UUID of, int change);

    /**
     * The whole of somebody's ballot; in an open vote it replaces the one before. Fails with {@code voted} when they did
     * in secret before, {@code closed}, {@code changed} when the way of voting is another than that of the first.
     *
     * @param on everything that is voted on
     */
    Future<Void> vote(Poll poll, int person, Ballot ballot, Set<UUID> on);

    /** How it stands, as far as everybody may know, with one's own vote. */
    Future<Standing> look(Poll poll, int person);

    /** Whose ballot says what, in an open vote; by the numbers of people. */
    Future<Map<Integer, Ballot>> ballots(UUID board, UUID poll);

    /** Somebody's ballots in the open votes of a board, by vote. */
    Future<Map<UUID, Ballot>> mine(UUID board, int person);

    /** Counts: no vote is taken any more, and every one that was is in it. The same whenever it is asked for again. */
    Future<Result> close(Poll poll);
}

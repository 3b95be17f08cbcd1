package org.tavolo.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tavolo.board.Refusal;
import org.tavolo.board.Text;
import org.tavolo.people.Polls.Ballot;
import org.tavolo.people.Polls.How;
import org.tavolo.people.Polls.Poll;
import org.tavolo.protocol.Ids;
import org.tavolo.protocol.Members;

/** A ballot as it is sent: judged by itself; whether it speaks of what is voted on is for the caller to say. */
final class BallotIn {
    /** Longest reason, in code points. */
    private static final int REASON = 500;
    private static final int GREATEST = 5;
    private static final List<String> CONSENT = List.of("agree", "concern", "block");

    private final Poll poll;

    BallotIn(Poll poll) {
        this.poll = poll;
    }

    /** The name of the member that holds the choices. */
    static String member(How how) {
        return how == How.SCALE ? "values" : how.wire();
    }

    /** A choice as it is told. */
    static Object word(How how, int choice) {
        return how == How.CONSENT ? CONSENT.get(choice - 1) : (Object) choice;
    }

    /**
     * Reads a body. Refuses with {@code invalid_value} what is no vote of this way, an empty one in secret, and a block
     * without a reason; with {@code budget} more dots than there are.
     */
    Ballot read(Members members) throws Refusal {
        Members said = members.members(member(poll.how()), "invalid_value");
        Map<UUID, Integer> choices = new LinkedHashMap<>();
        long spent = 0;
        for (String name : said.names()) {
            UUID of = id(name);
            long choice = choice(said, name);
            spent += choice;
            if (poll.how() == How.DOTS && spent > poll.budget()) {
                throw Refusal.invalid("budget");
            }
            if (choice > 0) {
                choices.put(of, (int) choice);
            }
        }
        Map<UUID, String> reasons = poll.how() == How.CONSENT ? reasons(members, choices) : Map.of();
        members.end();
        if (choices.isEmpty() && poll.secret()) {
            // It could not be taken back, and says nothing.
            throw Refusal.invalid("invalid_value");
        }
        return new Ballot(choices, reasons);
    }

    private long choice(Members said, String name) throws Refusal {
        if (poll.how() == How.CONSENT) {
            int choice = CONSENT.indexOf(said.text(name, "invalid_value")) + 1;
            if (choice == 0) {
                throw Refusal.invalid("invalid_value");
            }
            return choice;
        }
        long choice = said.whole(name, poll.how() == How.SCALE ? 1 : 0, "invalid_value");
        if (poll.how() == How.SCALE && choice > GREATEST) {
            throw Refusal.invalid("invalid_value");
        }
        return choice;
    }

    private static Map<UUID, String> reasons(Members members, Map<UUID, Integer> choices) throws Refusal {
        Map<UUID, String> reasons = new LinkedHashMap<>();
        if (members.has("reasons")) {
            Members said = members.members("reasons", "invalid_value");
            for (String name : said.names()) {
                UUID of = id(name);
                String reason = reason(said.text(name, "invalid_value"));
                if (!choices.containsKey(of)) {
                    throw Refusal.invalid("invalid_value");
                }
                if (!reason.isEmpty()) {
                    reasons.put(of, reason);
                }
            }
        }
        for (Map.Entry<UUID, Integer> each : choices.entrySet()) {
            if (CONSENT.get(each.getValue() - 1).equals("block") && !reasons.containsKey(each.getKey())) {
                throw Refusal.invalid("invalid_value");
            }
        }
        return reasons;
    }

    /** One line, since many stand below one another in a result. */
    private static String reason(String text) throws Refusal {
        Text.check(text);
        Text.checkMarks(text);
        String reason = text.strip().replaceAll("\\s+", " ");
        if (Text.length(reason) > REASON) {
            throw Refusal.tooLarge("too_long");
        }
        return reason;
    }

    private static UUID id(String name) throws Refusal {
        UUID id = Ids.orNull(name);
        if (id == null) {
            throw Refusals.notFound();
        }
        return id;
    }
}

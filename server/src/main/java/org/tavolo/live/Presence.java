package org.tavolo.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;

/**
 * Who is here on one board, in which field, with the caret where (L8). In memory only, never acknowledged; what
 * happens within {@link Limits#PRESENCE_SPACING} goes out as one frame. On the rooms' thread.
 */
public final class Presence {
    private final Scheduler thread;
    private final Consumer<Frame> listener;
    private final Map<UUID, Guest> guests = new LinkedHashMap<>();
    private final Map<Integer, Integer> carriersOfPerson = new HashMap<>();
    private final Set<UUID> changed = new LinkedHashSet<>();
    private boolean frameDue;
    private boolean sweepDue;
    private long lastFrame;

    Presence(Scheduler thread, Consumer<Frame> listener) {
        this.thread = thread;
        this.listener = listener;
        this.lastFrame = thread.now() - Limits.PRESENCE_SPACING;
    }

    /** Where one tab is. {@code item}, {@code field}, {@code caret} are null when there is none. */
    public record Here(UUID client, int person, UUID item, String field, Caret caret, long rev) {}

    /** In code points of the text at the revision said beside it. */
    public record Caret(int from, int to) {}

    /** @param full whether {@code people} is everybody, else only who changed. @param gone tabs that left */
    public record Frame(boolean full, List<Here> people, List<UUID> gone) {}

    private static final class Guest {
        Here here;
        Object socket;
        long until = Long.MAX_VALUE;
    }

    /**
     * Refuses when one more carrier of this person would be too many; a tab that is here already always may. Another
     * person's it is not: {@code invalid_op_id}.
     */
    public void mayEnter(UUID client, int person) throws Refusal {
        Guest same = guests.get(client);
        if (same != null && same.here.person() != person) {
            throw Refusal.invalid("invalid_op_id");
        }
        if (same != null) {
            return;
        }
        if (!carriersOfPerson.containsKey(person) && carriersOfPerson.size() >= Limits.PEOPLE) {
            throw Refusal.tooLarge("too_many_people");
        }
        if (carriersOfPerson.getOrDefault(person, 0) >= Limits.SOCKETS_PER_PERSON) {
            throw new Refusal(Code.RATE, "too_many_connections");
        }
    }

    /**
     * A tab is here through a socket until {@link #leave} is called with the same socket. When the tab comes again
     * through another socket, the new one counts and leaving of the old one has no effect.
     */
    public void enter(UUID client, int person, Object socket) throws Refusal {
        mayEnter(client, person);
        Guest guest = guest(client, person);
        guest.socket = socket;
        guest.until = Long.MAX_VALUE;
    }

    /** A tab polled, or posted where it is: it counts as present for {@link Limits#POLLER_PRESENT}. */
    public void polled(UUID client, int person) throws Refusal {
        mayEnter(client, person);
        Guest guest = guest(client, person);
        if (guest.socket == null) {
            guest.until = thread.now() + Limits.POLLER_PRESENT;
            sweepAt(guest.until);
        }
    }

    /** A tab tells where it is; ignored when it has not entered or is another person's. */
    public void at(Here here) {
        Guest guest = guests.get(here.client());
        if (guest != null && guest.here.person() == here.person() && !guest.here.equals(here)) {
            guest.here = here;
            tell(here.client());
        }
    }

    /** The tab's socket is closed. */
    public void leave(UUID client, Object socket) {
        Guest guest = guests.get(client);
        if (guest != null && guest.socket == socket) {
            remove(client);
        }
    }

    /** Everybody, as a full frame. */
    public Frame everybody() {
        return new Frame(true, guests.values().stream().map(guest -> guest.here).toList(), List.of());
    }

    /** Whether nobody is here. */
    public boolean isEmpty() {
        return guests.isEmpty();
    }

    private Guest guest(UUID client, int person) {
        Guest guest = guests.get(client);
        if (guest == null) {
            guest = new Guest();
            guest.here = new Here(client, person, null, null, null, 0);
            guests.put(client, guest);
            carriersOfPerson.merge(person, 1, Integer::sum);
            tell(client);
        }
        return guest;
    }

    private void remove(UUID client) {
        Guest guest = guests.remove(client);
        carriersOfPerson.computeIfPresent(guest.here.person(), (person, count) -> count == 1 ? null : count - 1);
        tell(client);
    }

    /** One timer for all pollers of the board: when it is over, the next one is for whoever is due first then. */
    private void sweepAt(long first) {
        if (!sweepDue) {
            sweepDue = true;
            thread.after(first + 1 - thread.now(), this::sweep);
        }
    }

    private void sweep() {
        sweepDue = false;
        long now = thread.now();
        long next = Long.MAX_VALUE;
        List<UUID> over = new ArrayList<>();
        for (Map.Entry<UUID, Guest> guest : guests.entrySet()) {
            if (guest.getValue().until <= now) {
                over.add(guest.getKey());
            } else {
                next = Math.min(next, guest.getValue().until);
            }
        }
        over.forEach(this::remove);
        if (next != Long.MAX_VALUE) {
            sweepAt(next);
        }
    }

    private void tell(UUID client) {
        changed.add(client);
        if (!frameDue) {
            frameDue = true;
            thread.after(Math.max(1, lastFrame + Limits.PRESENCE_SPACING - thread.now()), this::send);
        }
    }

    private void send() {
        frameDue = false;
        lastFrame = thread.now();
        List<Here> people = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        for (UUID client : changed) {
            Guest guest = guests.get(client);
            if (guest == null) {
                gone.add(client);
            } else {
                people.add(guest.here);
            }
        }
        changed.clear();
        listener.accept(new Frame(false, people, gone));
    }
}

package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * The log of who did what, for the owner of a programme: joins, invitations, changes of role, exports, erasures; never
 * what somebody wrote. May be called from any thread.
 */
public interface Acts {
    /**
     * Notes an act; that it cannot be noted never keeps anybody from it.
     *
     * @param by     whose act, who may be nobody's any more
     * @param what   a word of docs/protocol.md H39
     * @param about  whom it concerns, or null
     * @param detail a word more, such as a role; never a name
     */
    void note(Seat by, String what, Person about, String detail);

    /** The acts of a programme before number {@code before} (0: the newest), newest first. */
    Future<List<Act>> list(UUID programme, long before, int limit);

    /** At a time in milliseconds since 1970. @param by null for the server itself */
    record Act(long n, long at, Integer by, String what, Integer about, String detail) {}
}

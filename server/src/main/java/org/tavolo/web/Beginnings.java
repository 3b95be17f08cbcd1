package org.tavolo.web;

import io.vertx.core.Future;
import java.util.UUID;
import org.tavolo.board.Revision;
import org.tavolo.people.Pen;
import org.tavolo.people.Programmes;

/** Makes programmes with what stands on their boards at the beginning. May be called from any thread. */
public interface Beginnings {
    /**
     * A programme with its head and what its preset puts on the table. Fails with {@code invalid_value} when there is no
     * such preset, or when it does not have so many meetings.
     *
     * @param pen who writes in the plan at first
     */
    Future<Programmes.Created> programme(UUID session, Programmes.Heading heading, String associations, Pen pen,
                                         Way way, Programmes.Founder founder);

    /**
     * In which way the method is used.
     *
     * @param preset   by its name; null: as in the guide of the method
     * @param meetings how many visits, where the preset asks; null: as many as it proposes
     */
    record Way(String preset, Long meetings) {}

    /** Revision 1 of a confidential table. @param by number of the person who opens it */
    Revision confidential(int by);

    /** The sample. @param language of the programme, a tag */
    Future<Programmes.Created> sample(UUID session, String name, String language);
}

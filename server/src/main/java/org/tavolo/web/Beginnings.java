package org.tavolo.web;

import io.vertx.core.Future;
import java.util.UUID;
import org.tavolo.board.Revision;
import org.tavolo.people.Pen;
import org.tavolo.people.Programmes;

/** Makes programmes with what stands on their boards at the beginning. May be called from any thread. */
public interface Beginnings {
    /** A programme with its head and empty areas. @param pen who writes in the plan at first */
    Future<Programmes.Created> programme(UUID session, Programmes.Heading heading, String associations, Pen pen,
                                         Programmes.Founder founder);

    /** Revision 1 of a confidential table. @param by number of the person who opens it */
    Revision confidential(int by);

    /** The sample. @param language of the programme, a tag */
    Future<Programmes.Created> sample(UUID session, String name, String language);
}

package org.tavolo.live.sim;

import java.util.List;
import org.tavolo.board.Revision;
import org.tavolo.board.Submission;
import org.tavolo.live.Journal;

/** Where a bug can be planted around the real parts; as it stands here, there is none. One object a history. */
class Plant {
    /** What a node's rooms take for the journal. */
    Journal journal(Journal real, ServerNode node) {
        return real;
    }

    /** What a room is given of what a client submitted. */
    Submission door(ServerNode node, Submission submission) {
        return submission;
    }

    /** What a node hears of what a client submitted, as JSON. */
    String onTheWay(String body) {
        return body;
    }

    /** The snapshot as it is sent. */
    String snapshot(String json) {
        return json;
    }

    /** The revisions of a frame behind a gap as the client takes them; null: it notices the gap. */
    List<Revision> overTheGap(List<Revision> revisions, long missed) {
        return null;
    }

    /** A bug that the peer plants around the client core; null: none. */
    String inThePeer() {
        return null;
    }
}

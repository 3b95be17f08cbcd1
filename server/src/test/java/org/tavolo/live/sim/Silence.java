package org.tavolo.live.sim;

import java.util.List;
import java.util.UUID;
import org.tavolo.board.Revision;
import org.tavolo.live.Audience;
import org.tavolo.live.Presence;

/** Nobody listens. */
final class Silence implements Audience {
    @Override
    public void revised(UUID board, long from, List<Revision> revisions) {
    }

    @Override
    public void present(UUID board, Presence.Frame frame) {
    }
}

package org.tavolo.web;

import org.tavolo.live.Presence;
import org.tavolo.protocol.Message;

/** Where somebody is: from the words of the protocol into those of the rooms. */
final class Here {
    private Here() {
    }

    static Presence.Here of(Message.Presence said, int person) {
        Presence.Caret caret = said.caret() == null ? null
                : new Presence.Caret(bounded(said.caret().from()), bounded(said.caret().to()));
        return new Presence.Here(said.client(), person, said.item(), said.field(), caret,
                said.rev() == null ? 0 : said.rev());
    }

    private static int bounded(long offset) {
        return (int) Math.min(offset, Integer.MAX_VALUE);
    }
}

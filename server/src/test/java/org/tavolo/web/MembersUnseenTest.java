package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.app.RunningServer;

/** What those learn of the members whom their list is not shown (H31). */
class MembersUnseenTest {
    @Test
    @DisplayName("H31 who may remove nobody learns of no number whether it is a member's")
    void noOracle() {
        try (RunningServer server = RunningServer.start()) {
            Peer rosa = Peer.visit(server.base());
            Peer.Programme made = rosa.create("Una città per tutti", "Rosa");
            String members = "/api/programmes/" + made.programme() + "/members/";
            for (String role : List.of("approver", "service", "referent", "observer")) {
                Peer outside = Peer.visit(server.base());
                int own = outside.join(rosa.invite(made.programme(), role, null, false), "The " + role, null).person();
                for (int number : new int[] {made.person(), 999_999}) {
                    assertEquals("denied/role", outside.delete(members + number).problem(), role);
                }
                assertEquals(204, outside.delete(members + own).status(), role);
            }
        }
    }
}

package org.tavolo.board;

import java.util.List;
import java.util.UUID;

/** A numbered submission: one step of the board's history (S2). @param at milliseconds since 1970, server's clock */
public record Revision(long rev, UUID client, long n, int by, long at, List<Edit> edits) {
}

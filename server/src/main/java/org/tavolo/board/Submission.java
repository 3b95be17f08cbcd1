package org.tavolo.board;

import java.util.List;
import java.util.UUID;

/**
 * What one person's client asks for: edits that apply whole or not at all, speaking of the board at revision
 * {@code base} (S1).
 *
 * @param by number of the person, filled in by the server, never taken from the client
 */
public record Submission(UUID board, UUID client, long n, long base, int by, List<Edit> edits) {
}

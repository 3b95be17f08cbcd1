package org.tavolo.board;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One thing on the board (M2), immutable. A field's value is a {@code String} (text, choice, date, party, language,
 * line), a {@code Boolean} (flag), a {@code Number} ({@code Long} when whole, else {@code Double}) or a sorted
 * {@code List<String>} (set); absent fields are not in the map (M3).
 *
 * @param parent null at the top
 * @param by     number of the person who created it
 * @param at     creation, milliseconds since 1970
 */
public record Item(UUID id, String type, UUID parent, String pos, Map<String, Object> fields, List<Link> links,
                   int by, long at, boolean deleted) {
}

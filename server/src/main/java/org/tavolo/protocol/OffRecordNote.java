package org.tavolo.protocol;

import java.util.UUID;

/** A note off the record as the others are told of it. @param by number of the person; @param at milliseconds since 1970 */
public record OffRecordNote(UUID note, int by, long at, String text) {
}

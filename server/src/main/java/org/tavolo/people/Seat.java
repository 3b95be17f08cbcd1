package org.tavolo.people;

import java.util.UUID;

/** Whom a server session is in a programme, and the board that belongs to it. */
public record Seat(UUID programme, UUID board, Person person) {
}

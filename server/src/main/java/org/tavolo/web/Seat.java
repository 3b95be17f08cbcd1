package org.tavolo.web;

import java.util.UUID;
import org.tavolo.people.Person;

/** Whom a server session is on a board. */
record Seat(UUID programme, UUID board, Person person) {
}

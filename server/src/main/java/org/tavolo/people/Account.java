package org.tavolo.people;

import java.util.UUID;

/**
 * Somebody whom this installation knows beyond one programme.
 *
 * @param email         null when they gave none
 * @param administrator whether they make and end accounts; it opens no programme
 */
public record Account(UUID id, String name, String email, boolean administrator) {
}

package org.tavolo.people;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whom somebody is in a programme, at one of its tables.
 *
 * @param board the board of that table
 * @param owner whether the programme is theirs
 * @param muted whether who leads muted them, which counts at the shared table alone
 */
public record Seat(UUID programme, UUID board, Table table, Person person, boolean owner, boolean muted) {
    private static final Set<Right> AT_THE_CONFIDENTIAL_TABLE =
            EnumSet.of(Right.BELONG, Right.READ, Right.SUBMIT, Right.CONFIDE);

    /** Whether they have this right here. At the confidential table everybody has the same few. */
    public boolean has(Right right) {
        return table == Table.CONFIDENTIAL ? AT_THE_CONFIDENTIAL_TABLE.contains(right)
                : right.has(person.role(), owner);
    }

    /** They, as {@link Permissions} see them. */
    public Permissions.Asker asker() {
        return new Permissions.Asker(person.role(), person.party(), owner, muted && table == Table.SHARED);
    }
}

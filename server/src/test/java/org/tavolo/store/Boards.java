package org.tavolo.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Boards for tests that need no people. */
public final class Boards {
    private Boards() {
    }

    /** An empty shared board of a programme without people. */
    public static UUID make(DatabaseAddress address) {
        UUID programme = UUID.randomUUID();
        UUID board = UUID.randomUUID();
        try (Connection connection = address.connect();
                PreparedStatement insert = connection.prepareStatement("with p as (insert into programme (id, title)"
                        + " values (?, 'A programme') returning id)"
                        + " insert into board (id, programme, kind) select ?, id, 'shared' from p")) {
            insert.setObject(1, programme);
            insert.setObject(2, board);
            insert.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return board;
    }
}

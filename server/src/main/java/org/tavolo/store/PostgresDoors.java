package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.tavolo.people.Person;

/** Who waits at the doors of tables, in PostgreSQL. */
final class PostgresDoors {
    private static final String KNOCK = """
            insert into knock (id, board, session, name, role, party) values ($1, $2, $3, $4, $5, $6)
            on conflict (board, session) do update set name = excluded.name, role = excluded.role,
              party = excluded.party, asked_at = now(), decided_at = null, decided_by = null, admitted = null
            returning id""";

    private PostgresDoors() {
    }

    /** Somebody who is no member waits. @param as but for the number */
    static Future<UUID> knock(SqlConnection connection, UUID session, UUID board, Person as) {
        return connection.preparedQuery(KNOCK)
                .execute(Tuple.of(UUID.randomUUID(), board, session, as.name(), as.role().wire(), as.party().wire()))
                .map(rows -> Outage.first(rows).getUUID(0));
    }
}

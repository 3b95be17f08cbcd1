package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the end of a programme must not forget. */
@ExtendWith(TestDatabase.class)
class KeepingsTest {
    @Test
    void everyTableThatRefersToAProgrammeItsBoardsOrItsPeopleIsClearedWhenItEnds(DatabaseAddress address) throws Exception {
        Set<String> referring = new TreeSet<>(Set.of("programme"));
        try (Connection connection = address.connect(); Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select conrelid::regclass::text from pg_constraint where contype = 'f'"
                        + " and confrelid in ('programme'::regclass, 'board'::regclass, 'person'::regclass)")) {
            while (rows.next()) {
                referring.add(rows.getString(1));
            }
        }
        assertTrue(referring.size() > 8, referring.toString());
        Set<String> cleared = new TreeSet<>();
        PostgresKeepings.END.forEach(statement -> {
            var deleted = Pattern.compile("delete from (\\w+)").matcher(statement);
            if (deleted.find()) {
                cleared.add(deleted.group(1));
            }
        });
        assertEquals(referring, cleared);
    }

    @Test
    void theProgrammeIsLockedFirstAndWhatItsOwnerSaidMeanwhileCounts(DatabaseAddress address) throws Exception {
        UUID programme = UUID.randomUUID();
        Vertx vertx = Vertx.vertx();
        Database database = Database.of(vertx, address);
        try (Connection other = address.connect(); Statement statement = other.createStatement();
                Connection third = address.connect(); Statement looking = third.createStatement()) {
            statement.executeUpdate("insert into programme (id, title) values ('" + programme + "', 'Capaci')");
            statement.executeUpdate("insert into board (id, programme, kind) values (gen_random_uuid(), '" + programme
                    + "', 'shared')");
            other.setAutoCommit(false);
            statement.executeUpdate("update programme set keep_until = '2999-01-01' where id = '" + programme + "'");
            Future<Boolean> ending = database.keepings().end(programme,
                    keeping -> Future.succeededFuture(keeping.until().getYear() < 2999));
            for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); ; ) {
                try (var rows = looking.executeQuery("select exists (select from pg_stat_activity"
                        + " where wait_event_type = 'Lock')")) {
                    rows.next();
                    if (rows.getBoolean(1)) {
                        break;
                    }
                }
                assertTrue(!ending.isComplete() && System.nanoTime() < until, "it did not wait");
            }
            // As whoever joins does next: it would wait for who waits for it.
            statement.execute("select from board where programme = '" + programme + "' for update nowait");
            other.commit();
            assertFalse(ending.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS));
            try (var rows = statement.executeQuery("select from board where programme = '" + programme + "'")) {
                assertTrue(rows.next());
            }
            other.commit();
            assertTrue(database.keepings().end(programme, keeping -> Future.succeededFuture(true)).toCompletionStage()
                    .toCompletableFuture().get(20, TimeUnit.SECONDS));
        } finally {
            database.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void noColumnIsMadeForAnAddressOfAMachine(DatabaseAddress address) throws Exception {
        Set<String> columns = new TreeSet<>();
        try (Connection connection = address.connect(); Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'public' and (udt_name in ('inet', 'cidr', 'macaddr', 'macaddr8')"
                        + " or column_name ~ '(^|_)(ip|addr|address|remote|host)(_|$)')")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        assertEquals(Set.of(), columns);
    }
}

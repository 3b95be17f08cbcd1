package org.tavolo.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
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

package org.tavolo.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a database must promise before the server relies on it: that a commit is on disk when it returns, that a torn
 * page is repaired, that every character can be kept, and that it may be written to.
 */
public final class DatabaseRequirements {
    private static final int OLDEST_VERSION = 150000;

    private DatabaseRequirements() {
    }

    /**
     * Asks the database behind this connection for its settings as they hold for this user. Blocks.
     *
     * @throws StartRefused naming the first setting that is not as it must be, and how to change it
     * @throws SQLException when the database cannot be asked
     */
    public static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT current_setting('server_version_num')::int,
                               current_setting('fsync') AS fsync,
                               current_setting('full_page_writes') AS full_page_writes,
                               current_setting('synchronous_commit') AS synchronous_commit,
                               current_setting('server_encoding'), pg_is_in_recovery(),
                               current_setting('default_transaction_read_only')""")) {
            row.next();
            if (row.getInt(1) < OLDEST_VERSION) {
                throw new StartRefused("The database is PostgreSQL " + row.getInt(1) / 10000
                        + ", and Tavolo needs 15 or newer.");
            }
            for (int column = 2; column <= 4; column++) {
                if (row.getString(column).equals("off")) {
                    String name = row.getMetaData().getColumnLabel(column);
                    throw new StartRefused("The database runs with " + name + " = off, so it could lose what people "
                            + "were told is saved: set it to on in its configuration and start again.");
                }
            }
            if (!row.getString(5).equals("UTF8")) {
                throw new StartRefused("The database keeps its text as " + row.getString(5)
                        + ", which cannot hold every language: create it with ENCODING 'UTF8'.");
            }
            if (row.getBoolean(6) || row.getString(7).equals("on")) {
                throw new StartRefused("The database can only be read (it is a standby, or "
                        + "default_transaction_read_only is on): DATABASE_URL must name the primary.");
            }
        }
    }
}

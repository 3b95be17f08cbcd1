package org.tavolo.store;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The tables of the database, brought to what this server knows by the files in {@code db/migration}. Of several
 * servers that start together one does it and the others wait.
 */
public final class Schema {
    private Schema() {
    }

    /**
     * Runs the migrations that are missing. Blocks, over JDBC: for the start only.
     *
     * @throws StartRefused when the tables are of a newer server, when a migration stopped half-way, or when the
     *                      database is not one of Tavolo's; nothing is changed then
     */
    public static void migrate(DatabaseAddress address) {
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                // By default Flyway overlooks migrations it does not know.
                .ignoreMigrationPatterns(new String[0])
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
        try {
            check(flyway.info(), address);
            flyway.migrate();
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new StartRefused(address + " holds tables of another program: give Tavolo an empty database of "
                        + "its own.", e);
            }
            throw new StartRefused("The tables of " + address + " could not be brought up to date, and are as they "
                    + "were: " + e.getMessage().strip(), e);
        }
    }

    private static void check(MigrationInfoService info, DatabaseAddress address) {
        for (MigrationInfo migration : info.all()) {
            MigrationState state = migration.getState();
            if (state.isFailed()) {
                throw new StartRefused("Migration " + migration.getVersion() + " of " + address + " stopped half-way: "
                        + "restore the backup made before it, then start again.");
            }
            if (state == MigrationState.FUTURE_SUCCESS) {
                throw new StartRefused("The tables of " + address + " were made by a newer Tavolo (version "
                        + migration.getVersion() + ", and this one knows " + newest(info) + "): start that Tavolo, or "
                        + "restore a backup made before it.");
            }
        }
    }

    private static MigrationVersion newest(MigrationInfoService info) {
        return Arrays.stream(info.all()).filter(each -> each.getState() != MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getVersion).max(MigrationVersion::compareTo).orElse(MigrationVersion.EMPTY);
    }
}

package org.tavolo.app;

import java.net.BindException;
import java.sql.SQLException;
import org.tavolo.store.StartRefused;

/** Why a server could not start, in one line that names what a person has to change and repeats no value. */
final class Obstacle {
    private Obstacle() {
    }

    static String in(Throwable failure) {
        if (failure instanceof StartRefused refused) {
            return refused.getMessage();
        }
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SQLException) && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        if (cause instanceof BindException) {
            // Which of the two it is, the system says in its own language only.
            return "It cannot listen at TAVOLO_HOST and TAVOLO_PORT: another program listens there already (stop that one,"
                    + " or choose another port), or the host is no address of this machine (0.0.0.0 is all of them).";
        }
        return cause instanceof SQLException refused ? inDatabase(refused)
                : "Tavolo could not start: " + firstLine(cause.getMessage());
    }

    private static String inDatabase(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08")) {
            return "The database of DATABASE_URL cannot be reached: check its host, its port and its sslmode, and whether "
                    + "it runs.";
        }
        if (state.startsWith("28")) {
            return "The database of DATABASE_URL refuses the user: check the name and the password, or the file that "
                    + "TAVOLO_DB_PASSWORD_FILE names.";
        }
        if (state.equals("3D000")) {
            return "The server of DATABASE_URL has no database of that name: make it, or correct the name.";
        }
        return "The database could not be made ready (" + state + "): " + firstLine(failure.getMessage());
    }

    private static String firstLine(String message) {
        return message == null ? "without a reason" : message.strip().split("\\R", 2)[0];
    }
}

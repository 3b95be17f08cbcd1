package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens to every log line of the process from its making to its closing. */
final class QuietLog implements AutoCloseable {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    QuietLog() {
        Logger.getLogger("").addHandler(handler);
    }

    /** The lines as they would be written. */
    List<String> lines() {
        return records.stream().map(new SimpleFormatter()::formatMessage).toList();
    }

    /** No line carries an exception, and none says that the server itself was at fault. */
    void assertNoStackTrace() {
        assertEquals(List.of(), records.stream().filter(record -> record.getThrown() != null)
                .map(record -> record.getLoggerName() + " " + record.getThrown()).toList());
        assertEquals(List.of(), lines().stream().filter(line -> line.startsWith("fault ")).toList());
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
    }
}

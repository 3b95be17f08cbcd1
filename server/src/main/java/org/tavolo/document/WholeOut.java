package org.tavolo.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tavolo.board.Revision;
import org.tavolo.board.Snapshot;
import org.tavolo.people.Acts;
import org.tavolo.people.Keeping;
import org.tavolo.people.Person;
import org.tavolo.people.Programmes.Heading;
import org.tavolo.people.Programmes.Programme;
import org.tavolo.people.Releases;
import org.tavolo.people.Table;
import org.tavolo.protocol.Json;
import org.tavolo.protocol.Persons;
import org.tavolo.protocol.ReleasedItems;
import org.tavolo.protocol.Revisions;
import org.tavolo.protocol.Snapshots;

/**
 * Writes a whole programme as one JSON document (docs/protocol.md H47): the heading, the people, who did what, what was
 * released, and of each table the board as it is and its journal. To be called in the order of its methods; for one
 * thread at a time.
 */
public final class WholeOut {
    /** The form of the document; it rises when one could not read it as before. */
    public static final int VERSION = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OutputStreamWriter out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
    private boolean following;
    private boolean first;

    /** @param at milliseconds since 1970 */
    public WholeOut(Programme programme, Keeping keeping, List<Person> people, List<Acts.Act> acts,
                    List<Releases.Released> released, long at) {
        Heading heading = programme.heading();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("form", "tavolo-programme");
        head.put("version", VERSION);
        head.put("at", at);
        head.put("programme", programme.programme());
        head.put("title", heading.title());
        head.put("theme", heading.theme());
        head.put("mentee", heading.mentee());
        head.put("mentor", heading.mentor());
        head.put("language", heading.language());
        head.put("until", keeping.until().toString());
        head.put("people", people.stream().map(Persons::person).toList());
        head.put("acts", acts.stream().map(Persons::act).toList());
        head.put("releases", released.stream().map(ReleasedItems::told).toList());
        write(open(head) + ",\"tables\":[");
    }

    /** Begins the next table, as it is now. */
    public void table(Table table, UUID board, Snapshot now) {
        String body = new String(Snapshots.write(now, List.of()), StandardCharsets.UTF_8);
        write((following ? "]}," : "") + "{\"table\":\"" + table.wire() + "\",\"board\":\"" + board + "\",\"now\":" + body
                + ",\"revisions\":[");
        following = true;
        first = true;
    }

    /** The next revisions of this table. */
    public void revisions(List<Revision> revisions) {
        for (Revision revision : revisions) {
            write((first ? "" : ",") + new String(Revisions.write(revision), StandardCharsets.UTF_8));
            first = false;
        }
    }

    /** The document. */
    public byte[] end() {
        write((following ? "]}" : "") + "]}");
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object, to which something may still be added. */
    static String open(Map<String, Object> members) {
        String json = new String(Json.write(members), StandardCharsets.UTF_8);
        return json.substring(0, json.length() - 1);
    }
}

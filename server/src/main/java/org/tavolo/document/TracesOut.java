package org.tavolo.document;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.tavolo.document.Contributions.Contribution;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;
import org.tavolo.people.Person;
import org.tavolo.people.Polls;
import org.tavolo.people.Programmes.Programme;
import org.tavolo.people.Rounds;
import org.tavolo.people.Table;
import org.tavolo.protocol.Persons;
import org.tavolo.protocol.Snapshots;

/** Writes what one person contributed, for them to take along (docs/protocol.md H45). Thread-safe. */
public final class TracesOut {
    private static final Map<String, List<String>> HEADINGS = Map.of(
            "it", List.of("Tavolo", "Revisione", "Quando", "Che cosa", "Elemento", "Tipo", "Campo", "Testo"),
            "en", List.of("Table", "Revision", "When", "What", "Item", "Type", "Field", "Words"));
    private static final Map<String, Map<String, String>> VERBS = Map.of(
            "it", Map.of("create", "creato", "set", "scelto", "type", "scritto", "link", "collegato",
                    "unlink", "scollegato", "move", "spostato", "delete", "eliminato", "restore", "ripristinato"),
            "en", Map.of("create", "created", "set", "set", "type", "typed", "link", "linked",
                    "unlink", "unlinked", "move", "moved", "delete", "deleted", "restore", "restored"));
    private static final Map<String, Map<Table, String>> TABLES = Map.of(
            "it", Map.of(Table.SHARED, "comune", Table.CONFIDENTIAL, "riservato"),
            "en", Map.of(Table.SHARED, "shared", Table.CONFIDENTIAL, "confidential"));

    private final Method method;

    public TracesOut(Method method) {
        this.method = method;
    }

    /**
     * Everything, with one's items as they are now.
     *
     * @param drafts  what is not revealed yet, by round; @param ballots those of open votes, by vote
     * @param at      milliseconds since 1970
     */
    public byte[] json(Programme programme, Person person, Map<UUID, List<Rounds.Draft>> drafts,
                       Map<UUID, Polls.Ballot> ballots, List<Contributions> tables, long at) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("at", at);
        head.put("programme", programme.programme());
        head.put("title", programme.heading().title());
        head.put("person", Persons.person(person));
        head.put("drafts", drafts.entrySet().stream().flatMap(round -> round.getValue().stream()
                .map(draft -> draft(round.getKey(), draft))).toList());
        head.put("ballots", ballots.entrySet().stream().map(poll -> ballot(poll.getKey(), poll.getValue())).toList());
        StringBuilder out = new StringBuilder(WholeOut.open(head)).append(",\"tables\":[");
        String comma = "";
        for (Contributions table : tables) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("table", table.table().wire());
            members.put("board", table.items().board());
            members.put("contributions", table.all().stream().map(TracesOut::contribution).toList());
            out.append(comma).append(WholeOut.open(members)).append(",\"now\":")
                    .append(new String(Snapshots.write(table.items(), List.of(person)), StandardCharsets.UTF_8)).append('}');
            comma = ",";
        }
        return out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> draft(UUID round, Rounds.Draft draft) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("round", round);
        members.put("text", draft.text());
        members.put("kind", draft.kind());
        members.put("lang", draft.lang());
        return members;
    }

    private static Map<String, Object> ballot(UUID poll, Polls.Ballot ballot) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("poll", poll);
        members.put("choices", words(ballot.choices()));
        members.put("reasons", words(ballot.reasons()));
        return members;
    }

    private static Map<String, Object> words(Map<UUID, ?> values) {
        Map<String, Object> members = new LinkedHashMap<>();
        values.forEach((of, value) -> members.put(of.toString(), value));
        return members;
    }

    private static Map<String, Object> contribution(Contribution one) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rev", one.rev());
        members.put("at", one.at());
        members.put("item", one.item());
        members.put("type", one.type());
        members.put("field", one.field());
        members.put("e", one.verb());
        members.put("words", one.words());
        return members;
    }

    /** One line for each contribution, in a form like that of {@link PlanOut}. @param language {@code it} or {@code en} */
    public byte[] csv(List<Contributions> tables, String language) {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(';').setQuoteMode(QuoteMode.ALL).get();
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            printer.printRecord(HEADINGS.get(language));
            for (Contributions table : tables) {
                for (Contribution one : table.all()) {
                    printer.printRecord(List.of(TABLES.get(language).get(table.table()), String.valueOf(one.rev()),
                                    Instant.ofEpochMilli(one.at()).truncatedTo(ChronoUnit.SECONDS).toString(),
                                    VERBS.get(language).get(one.verb()), one.item().toString(), type(one, language),
                                    field(one, language), words(one.words())).stream()
                            .map(Formula::neutralised).toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String type(Contribution one, String language) {
        ItemType type = method.type(one.type());
        return type == null ? String.valueOf(one.type()) : type.label().get(language);
    }

    private String field(Contribution one, String language) {
        if (one.field() == null) {
            return "";
        }
        ItemType type = method.type(one.type());
        int sign = one.field().indexOf('@');
        String name = sign < 0 ? one.field() : one.field().substring(0, sign);
        String label = type == null ? name : type.fields().stream().filter(field -> field.name().equals(name))
                .map(field -> field.label().get(language)).findFirst().orElse(name);
        return sign < 0 ? label : label + " (" + one.field().substring(sign + 1) + ")";
    }

    private static String words(Object words) {
        return words == null ? "" : words instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList()) : words.toString();
    }
}

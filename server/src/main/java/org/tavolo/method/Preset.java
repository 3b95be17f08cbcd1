package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A way to use the method: with which parts of the table and which visits a programme begins, which phases it leaves
 * out, and in which product it ends. Everything can be changed afterwards. All words are by language.
 *
 * @param name     that of its file ({@code method/presets/<name>.json})
 * @param code     that of the method; presets are offered in this order, and nobody is shown it
 * @param purpose  for whom it is, in one sentence
 * @param areas    the parts that are made beside the plan, the needs and the notes
 * @param meetings how many visits there may be, where that is asked; null: those that it names
 * @param without  phases that are left out at first
 * @param emergency how the theme is changed when something happens that nobody expected; null where that is not offered
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record Preset(String name, String code, Map<String, String> label, Map<String, String> purpose, List<String> areas,
                     Meetings meetings, List<Visit> visits, List<String> without, Product product, Emergency emergency) {
    private static final int MOST_ENTRIES = 12;

    public Preset {
        areas = areas == null ? List.of() : List.copyOf(areas);
        visits = visits == null ? List.of() : List.copyOf(visits);
        without = without == null ? List.of() : List.copyOf(without);
    }

    /** @param first the number that is proposed */
    public record Meetings(int least, int most, int first) {}

    /**
     * A visit as it is planned at first.
     *
     * @param from how many meetings there have to be for this one to be among them; null: it always is
     */
    public record Visit(String host, String way, Integer from, Map<String, String> goal, Map<String, String> product,
                        List<Entry> agenda) {
        public Visit {
            agenda = agenda == null ? List.of() : List.copyOf(agenda);
        }
    }

    /** What happens in a visit. @param minutes null where that is left open */
    public record Entry(String kind, Map<String, String> title, Long minutes) {}

    /**
     * That in which it ends.
     *
     * @param phase the phase with which it is complete
     * @param wants what it wants besides what that phase does
     */
    public record Product(Map<String, String> label, String phase, List<Phase.Want> wants) {
        public Product {
            wants = wants == null ? List.of() : List.copyOf(wants);
        }
    }

    /** @param help when to use it, and what is kept of the theme before */
    public record Emergency(Map<String, String> label, Map<String, String> help) {}

    /** Whether so many meetings may be asked for; null is what it proposes. */
    public boolean allows(Long count) {
        return count == null || meetings != null && count >= meetings.least() && count <= meetings.most();
    }

    /** Its visits when there are so many meetings. @param count null: as many as it proposes */
    public List<Visit> visits(Long count) {
        long meet = count != null ? count : meetings == null ? visits.size() : meetings.first();
        return visits.stream().filter(visit -> visit.from() == null || visit.from() <= meet).toList();
    }

    /** @throws IllegalStateException when a programme could not begin with it, or would never come to its product */
    void check(Method method) {
        FileCheck file = new FileCheck("the preset " + name, method);
        file.label(label);
        file.sentence(purpose);
        file.value("programme", "preset", name);
        Set<String> once = new HashSet<>(List.of("plan", "needs", "notes"));
        for (String area : areas) {
            file.require(once.add(area) && method.type(area) != null && method.type(area).view() != null, "area " + area);
        }
        file.require(visits.isEmpty() || once.contains("visits"), "visits");
        for (long count = meetings == null ? 1 : meetings.least(); meetings != null && count <= meetings.most(); count++) {
            file.require(visits(count).size() == count, count + " meetings");
        }
        file.require(meetings == null || allows((long) meetings.first()), "meetings");
        file.require(meetings != null || visits.stream().allMatch(visit -> visit.from() == null), "from");
        visits.forEach(visit -> check(file, method, visit));
        Set<String> phases = new HashSet<>();
        method.phases().forEach(phase -> phases.add(phase.name()));
        file.require(phases.containsAll(without), "without");
        file.label(product.label());
        file.require(phases.contains(product.phase()) && !without.contains(product.phase()), "product");
        product.wants().forEach(want -> want.check(file, method));
        if (emergency != null) {
            file.label(emergency.label());
            file.sentence(emergency.help());
        }
    }

    private static void check(FileCheck file, Method method, Visit visit) {
        file.value("visit", "host", visit.host());
        file.value("visit", "way", visit.way());
        file.words(visit.goal(), method.limit("visit", "goal"));
        file.words(visit.product(), method.limit("visit", "product"));
        file.require(visit.agenda().size() <= MOST_ENTRIES, "agenda");
        for (Entry entry : visit.agenda()) {
            file.value("agendaEntry", "kind", entry.kind());
            file.value("agendaEntry", "minutes", entry.minutes());
            file.words(entry.title(), method.limit("agendaEntry", "title"));
        }
    }
}

package org.tavolo.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tavolo.people.Acts;
import org.tavolo.people.Person;

/** People, and what they did, as members of JSON objects to which more may be added (docs/protocol.md H14, H33). Thread-safe. */
public final class Persons {
    private Persons() {
    }

    /** Number, name, party and role. */
    public static Map<String, Object> person(Person person) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("person", person.number());
        members.put("name", person.name());
        members.put("party", person.party().wire());
        members.put("role", person.role().wire());
        return members;
    }

    /** An act, with its number. */
    public static Map<String, Object> act(Acts.Act act) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("n", act.n());
        members.put("at", act.at());
        members.put("by", act.by());
        members.put("what", act.what());
        members.put("about", act.about());
        members.put("detail", act.detail());
        return members;
    }
}

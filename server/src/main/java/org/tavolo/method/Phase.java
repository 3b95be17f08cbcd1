package org.tavolo.method;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A phase of the method: what it is for, and what its product still wants. What is missing at a table is told by the
 * page, which reads the same file. All words are by language.
 *
 * @param name    that of its file ({@code method/phases/<name>.json}); phases follow each other by it
 * @param code    that of the method; nobody is shown it
 * @param purpose what one does in it, in one sentence
 * @param product what it must leave, in one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record Phase(String name, String code, Map<String, String> label, Map<String, String> purpose,
                    Map<String, String> product, List<Want> wants) {
    private static final int LONGEST_WORDS = 120;

    public Phase {
        wants = wants == null ? List.of() : List.copyOf(wants);
    }

    /**
     * What a product wants of a table: with {@code least}, that so many items of a type are there that have what is
     * named besides; without it, that each one has it.
     *
     * @param of    the type of item
     * @param where the state an item has to be in to count; null: any
     * @param field a field that has a value
     * @param link  a relation that starts from it
     * @param back  a relation that leads to it
     * @param least how many there have to be; null: each
     * @param area  the part of the table where it is done
     * @param prepared whether it may be met before anybody worked in this phase, which has not begun by that
     * @param one   the words for what is missing, when it is one; {@code many} for any other number, with {@code {n}}
     */
    public record Want(String of, ItemType.State where, String field, String link, String back, Long least, String area,
                       boolean prepared, Map<String, String> one, Map<String, String> many) {
        void check(FileCheck file, Method method) {
            file.require(method.standsAt("shared", of), "of " + of);
            file.require(method.mayContain(null, area), "area " + area);
            file.require(least == null ? Stream.of(field, link, back).anyMatch(Objects::nonNull) : least > 0,
                    "nothing wanted of " + of);
            if (where != null) {
                file.require(method.kind(of, where.field()) != null, of + "." + where.field());
                file.value(of, where.field(), where.is());
            }
            file.require(field == null || method.kind(of, field) != null, of + "." + field);
            file.require(link == null || method.type(of).links().stream().anyMatch(one -> one.name().equals(link)),
                    of + " " + link);
            file.require(back == null || method.types().stream().anyMatch(from -> from.links().stream()
                    .anyMatch(to -> to.name().equals(back) && to.to().contains(of))), of + " " + back);
            file.words(one, LONGEST_WORDS);
            file.words(many, LONGEST_WORDS);
        }
    }

    /** @throws IllegalStateException when it wants what no table has, or says it in one language only */
    void check(Method method) {
        FileCheck file = new FileCheck("the phase " + name, method);
        file.label(label);
        file.sentence(purpose);
        file.sentence(product);
        file.value("programme", "phase", name);
        file.require(!wants.isEmpty(), "wants");
        wants.forEach(want -> want.check(file, method));
    }
}

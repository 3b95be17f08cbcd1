package org.tavolo.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.tavolo.board.Rules.Kind;

/** Whether the types that people put on a table are whole: what their chapters name is there, and nothing twice. */
final class Sheets {
    private static final Set<String> WHO = Set.of("mentee", "mentor", "association", "group", "facilitator", "everyone");
    /** What a sheet says of itself, outside its chapters. */
    private static final Set<String> BESIDES = Set.of("finished", "lang", "lock");

    private final ItemType type;
    private final Method method;

    private Sheets(ItemType type, Method method) {
        this.type = type;
        this.method = method;
    }

    /** @throws IllegalStateException with what is wrong */
    static void check(ItemType type, Method method) {
        new Sheets(type, method).check();
    }

    private void check() {
        require(type.view() == null || type.in().equals(Collections.singletonList(null)) && type.purpose() != null
                && !type.single(), "view");
        List<String> shown = new ArrayList<>();
        for (ItemType.Section section : type.sections()) {
            require(section.label() != null, "section " + section.name());
            require(section.by() == null || WHO.contains(section.by()), "by of " + section.name());
            shown.addAll(section.fields());
            for (String child : new String[] {section.rows(), section.within()}) {
                require(child == null || method.mayContain(type.name(), child), "rows of " + section.name());
            }
            section.sums().forEach(sum -> require(method.kind(section.rows(), sum) == Kind.NUMBER, "sum " + sum));
        }
        if (!type.sections().isEmpty()) {
            for (ItemType.Field field : type.fields()) {
                require(BESIDES.contains(field.name()) != (shown.stream().filter(field.name()::equals).count() == 1),
                        field.name());
            }
        }
        shown.forEach(field -> require(method.kind(type.name(), field) != null, field));
        for (ItemType.Field field : type.fields()) {
            require(field.by() == null || WHO.contains(field.by()), "by of " + field.name());
            require(field.beside() == null || method.kind(field.beside().of(), field.beside().field()) == Kind.TEXT,
                    "beside of " + field.name());
        }
        require(type.most() == null || method.kind(type.name(), type.most().field()) != null, "most");
        type.fields().forEach(field -> field.options().forEach(option -> require(option.without() == null
                || method.mayContain(type.name(), option.without().rows())
                && method.kind(option.without().rows(), option.without().field()) != null, "without of " + field.name())));
        for (ItemType.Ask ask : type.asks()) {
            require(method.knows(ask.of()) && (ask.where() == null || method.kind(ask.of(), ask.where().field()) != null)
                    && ask.alike().stream().allMatch(field -> method.kind(ask.of(), field) != null)
                    && Stream.of(ask.field(), ask.link(), ask.back(), ask.least(), ask.alike().isEmpty() ? null : ask)
                            .filter(Objects::nonNull).count() == 1, "asks of " + ask.of());
        }
        for (ItemType.After after : type.after()) {
            require(after.reason() != null && !after.any().isEmpty() && after.any().stream().allMatch(one ->
                    one.field() == null ? method.knows(one.type()) : method.kind(one.type(), one.field()) == Kind.TEXT),
                    "after " + after.reason());
        }
        require(type.fresh() == null || method.kind(type.name(), type.fresh().field()) == Kind.DATE, "fresh");
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("the type " + type.name() + " of the method is not whole: " + what);
        }
    }
}

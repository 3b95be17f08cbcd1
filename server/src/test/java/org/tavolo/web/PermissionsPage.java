package org.tavolo.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tavolo.people.Deed;
import org.tavolo.people.Part;
import org.tavolo.people.Permissions;
import org.tavolo.people.Permissions.When;
import org.tavolo.people.Right;
import org.tavolo.people.Role;

/** {@code docs/permissions.md}, printed from the code. */
final class PermissionsPage {
    private static final Map<When, String> SHORT = Map.of(When.NEVER, "·", When.ALWAYS, "yes", When.OWN, "own",
            When.WITH_PEN, "pen", When.WITH_PEN_BETWEEN_SESSIONS, "pen, between sessions", When.OWN_WITH_PEN, "own, pen", When.OWN_OR_WITH_PEN, "own or pen",
            When.NOT_MENTEES, "not the mentee's", When.NOT_MENTEES_WITH_PEN, "not the mentee's, pen");

    private PermissionsPage() {
    }

    static String print(List<Api.Route> routes) {
        List<Role> table = Arrays.stream(Role.values()).filter(Role::atTheTable).toList();
        StringBuilder page = new StringBuilder("""
                # Who may do what

                Printed from `org.tavolo.people.Permissions`, `Right` and the routes; the test `PermissionsPageTest` fails when this \
                page and the code differ (`-Dtavolo.print=true` prints it anew). The server asks these tables for \
                every edit at its turn and for every request; the browser only mirrors them.

                **yes**: always · **own**: what one wrote oneself · **pen**: while the pen is with this role ("The \
                mentee city writes": the mentee city; "Everyone writes": all but the mentor city's support group; \
                "Nobody writes": none) · **own or pen**: one of the two · **between sessions**: while no session is on · **not the mentee's**: what the mentee city did not write · **·**: never. Deleting takes along what is below: where the mentee city wrote some of that, it is as if it had written the whole. What is locked is refused to \
                everybody but for the steering itself. Whoever owns a programme steers it too. Whom whoever leads has muted \
                keeps of the shared table what is said of *read* and of the part *hand*, and votes; everything else is \
                refused (`muted`), until they may write again or lead themselves.

                ## At a table

                Roles that are not named here do not sit at a table: they are shown nothing of it but what was \
                released to them.

                """);
        page.append("| part | deed | ").append(table.stream().map(PermissionsPage::role)
                .collect(Collectors.joining(" | "))).append(" |\n|---|---|").append("---|".repeat(table.size()))
                .append('\n');
        for (Part part : Part.values()) {
            for (Deed deed : Deed.values()) {
                page.append("| ").append(part.wire()).append(" | ").append(lower(deed)).append(" | ")
                        .append(table.stream().map(role -> SHORT.get(Permissions.when(role, part, deed)))
                                .collect(Collectors.joining(" | "))).append(" |\n");
            }
        }
        page.append("""

                ## Beside the table

                What the owner has beside their role is marked **owner**. Members of the confidential table have there \
                only: belong, read, submit, confide.

                """);
        page.append("| right | who |\n|---|---|\n");
        for (Right right : Right.values()) {
            String who = EnumSet.allOf(Role.class).stream().filter(role -> right.has(role, false))
                    .map(PermissionsPage::role).collect(Collectors.joining(", "));
            if (right == Right.CONFIDE) {
                who = "members of the confidential table";
            }
            boolean owners = Arrays.stream(Role.values()).allMatch(role -> right.has(role, true));
            page.append("| ").append(right.word()).append(" | ").append(who)
                    .append(owners ? who.isEmpty() ? "**owner**" : ", **owner**" : "").append(" |\n");
        }
        page.append("""

                ## Giving roles

                """);
        page.append("| who | may give, change and take |\n|---|---|\n");
        for (Role role : Role.values()) {
            List<Role> given = Arrays.stream(Role.values()).filter(one -> Right.mayManage(role, false, one)).toList();
            if (!given.isEmpty()) {
                page.append("| ").append(role(role)).append(" | ").append(given.size() == Role.values().length
                        ? "every role" : given.stream().map(PermissionsPage::role).collect(Collectors.joining(", ")))
                        .append(" |\n");
            }
        }
        page.append("""
                | **owner** | every role |

                ## Routes

                A programme or board that somebody may know nothing of is 404 for them, whether it exists or not; a \
                right that they lack is 403 `role`.

                | route | who may ask |
                |---|---|
                """);
        routes.stream().sorted(Comparator.comparing(Api.Route::path).thenComparing(Api.Route::method))
                .forEach(route -> page.append("| `").append(route.method()).append(' ').append(route.path())
                        .append("` | ").append(route.access().right() == null
                                ? lower(route.access().kind()) : "right *" + route.access().right().word() + "*")
                        .append(" |\n"));
        return page.toString();
    }

    private static String role(Role role) {
        return role.number() + " " + role.wire().replace('_', ' ');
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

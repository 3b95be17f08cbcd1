package org.tavolo.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import org.tavolo.people.Deed;
import org.tavolo.people.Part;
import org.tavolo.people.Pen;
import org.tavolo.people.Permissions;
import org.tavolo.people.Permissions.When;
import org.tavolo.people.Right;
import org.tavolo.people.Role;

/**
 * The tables of {@link Permissions} and {@link Right} as browsers read them, so that they show what the server will
 * allow (H10). What is never allowed is left out.
 */
final class Mirror {
    private Mirror() {
    }

    /** The method with the tables beside its types. @param method as JSON, one object */
    static byte[] with(byte[] method) {
        JsonObject all = new JsonObject(new String(method, StandardCharsets.UTF_8));
        return all.put("permissions", permissions()).encode().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code {"parts":{part:{deed:{role:when}}},"pens":{pen:[role]},"rights":{right:{"roles":[role],"owner":bool}}}}. */
    static JsonObject permissions() {
        JsonObject parts = new JsonObject();
        for (Part part : Part.values()) {
            JsonObject deeds = new JsonObject();
            for (Deed deed : Deed.values()) {
                JsonObject roles = new JsonObject();
                for (Role role : Role.values()) {
                    When when = Permissions.when(role, part, deed);
                    if (when != When.NEVER) {
                        roles.put(role.wire(), wire(when));
                    }
                }
                deeds.put(wire(deed), roles);
            }
            parts.put(part.wire(), deeds);
        }
        JsonObject pens = new JsonObject();
        for (Pen pen : Pen.values()) {
            pens.put(pen.wire(), roles(role -> Permissions.holds(role, pen)));
        }
        JsonObject rights = new JsonObject();
        for (Right right : Right.values()) {
            boolean owner = Arrays.stream(Role.values()).allMatch(role -> right.has(role, true));
            rights.put(wire(right), new JsonObject().put("roles", roles(role -> right.has(role, false)))
                    .put("owner", owner));
        }
        return new JsonObject().put("parts", parts).put("pens", pens).put("rights", rights);
    }

    private static JsonArray roles(Predicate<Role> some) {
        JsonArray roles = new JsonArray();
        Arrays.stream(Role.values()).filter(some).forEach(role -> roles.add(role.wire()));
        return roles;
    }

    private static String wire(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

package org.tavolo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tavolo.people.Role;
import org.tavolo.web.Peer;

/**
 * Brings browsers into the states of the {@link Catalogue}, in one language and with one hand. A page that has only
 * shown something is led on, by its address or by hand; one in which something was done is loaded anew.
 */
final class States {
    /** The address of the table, and after it the area and what is beside the document. */
    private static final Pattern PANEL = Pattern.compile("(/p/:programme)#(plan|needs|notes)(?:/(.+))?");

    private final Map<String, Participant> who = new HashMap<>();
    private final Map<String, Boolean> touched = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Hand hand;
    private final Hall hall;
    private final Table table;
    private final Peer amina;
    private LedTable led;
    private final Browser.NewContextOptions options;
    /** What others did for the present state, to be taken back. */
    private final List<Runnable> back = new ArrayList<>();

    /** @param table what they look at; whoever is a facilitator there is one here */
    States(Hall hall, Table table, String language, Hand hand) {
        this.hand = hand;
        this.hall = hall;
        this.table = table;
        amina = Peer.visit(hall.server());
        String returnToken = amina.join(table.joinToken(), "Amina", "support").returnToken();
        options = options(language, hand);
        who.put("stranger", hall.enter(table, "stranger", null, options));
        who.put("newcomer", hall.enter(table, "newcomer", Peer.visit(hall.server()).signedIn("Nuovo").cookie(), options));
        Peer oda = Peer.visit(hall.server());
        String observers = table.facilitator().invite(table.programme(), "observer", null, false);
        oda.post("/api/join", new JsonObject().put("token", observers).put("name", "Oda"));
        who.put("observer", hall.enter(table, "Oda", oda.cookie(), options));
        who.put("administrator", hall.enter(table, "Ida", hall.administrator("Ida").cookie(), options));
        names.put(":lobby", table.facilitator().invite(table.programme(), "support", null, true));
        who.put("participant", hall.enter(table, "Amina", amina.cookie(), options));
        who.put("facilitator", hall.enter(table, "Rosa", table.facilitator().cookie(), options));
        names.put(":programme", table.programme().toString());
        for (String type : new String[] {"action", "need", "note", "group"}) {
            names.put(":" + type, table.first(type).toString());
        }
        names.put(":join", table.joinToken());
        names.put(":return", returnToken);
        names.put(":asking", table.facilitator().post("/api/programmes/" + table.programme() + "/askings", new JsonObject()
            .put("item", table.actions().get(0).toString()).put("service", "Anagrafe").put("days", 30)).json().getString("token"));
        names.put(":dead", "A".repeat(32));
    }

    /** Whoever looks; the two teams come when they are first asked for. */
    private Participant who(Catalogue.Entry entry) {
        if (List.of("mentee", "mentor").contains(entry.as()) && !who.containsKey(entry.as())) {
            Confidences confidences = new Confidences(table);
            names.putAll(confidences.names());
            who.put("mentee", hall.enter(table, "Marta", confidences.mentee().cookie(), options));
            who.put("mentor", hall.enter(table, "Jan", confidences.mentor().cookie(), options));
        }
        if (entry.as().equals("association") && !who.containsKey("association")) {
            Cities cities = new Cities(table.base());
            Cities.write(cities.porto, Cities.part(cities.porto, "matching", null), "criteria", "Una città che lavora con le scuole");
            for (Table one : List.of(cities.porto, cities.valle)) {
                Peer mentee = one.join("Vera", Role.MENTEE);
                Cities.release(mentee, one, "needs", one.all("need"));
                Cities.release(mentee, one, "levels", one.all("localContext"));
            }
            Cities.release(cities.jelgava.join("Liga", Role.MENTOR), cities.jelgava, "strengths", cities.jelgava.all("strengths"));
            names.put(":seeker", cities.porto.programme().toString());
            who.put("association", hall.enter(table, "Ada", cities.association().cookie(), options));
        }
        if (entry.path().contains(":led") && led == null) {
            led = new LedTable(table, amina);
            names.put(":led", led.programme().toString());
        }
        return who.get(entry.as());
    }

    private static Browser.NewContextOptions options(String language, Hand hand) {
        return hand.window().setLocale(language.equals("it") ? "it-IT" : "en-GB").setTimezoneId("Europe/Rome")
            .setReducedMotion(ReducedMotion.REDUCE);
    }

    /** The page in this state. @throws AssertionError when the state cannot be reached */
    Page reach(Catalogue.Entry entry) {
        Participant one = who(entry);
        Page page = one.page();
        Matcher panel = PANEL.matcher(entry.path());
        boolean byHand = !hand.byAddress() && panel.matches();
        String address = one.base() + address(byHand ? panel.group(1) : entry.path());
        page.setDefaultTimeout(Participant.PATIENCE);
        try {
            open(entry, page, address);
            if (byHand) {
                goTo(one, panel.group(2), panel.group(3));
            }
            for (JsonObject step : entry.steps()) {
                take(one, step);
            }
            page.locator(entry.shows()).first().waitFor();
            page.locator("main .opening, main[aria-busy=true]").waitFor(
                new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            return page;
        } catch (PlaywrightException unreached) {
            throw new AssertionError(entry.id() + " (" + entry.title() + ") is not reached: "
                + unreached.getMessage().lines().map(String::strip)
                .filter(line -> line.startsWith("message=") || line.startsWith("-")).toList(), unreached);
        }
    }

    /** Back from this state: what it changed in the browser is forgotten. */
    void leave(Catalogue.Entry entry) {
        who(entry).context().setOffline(false);
        back.forEach(Runnable::run);
        back.clear();
        if (entry.path().contains(":led")) {
            led.lowered();
        }
    }

    /** Looks at all of these states, one after another. @return those that were not reached, and why */
    List<String> each(Iterable<Catalogue.Entry> entries, BiConsumer<Catalogue.Entry, Page> look) {
        List<String> unreached = new ArrayList<>();
        for (Catalogue.Entry entry : entries) {
            Page page = null;
            try {
                page = reach(entry);
            } catch (AssertionError failure) {
                unreached.add(failure.getMessage());
                who(entry).photograph(Path.of("target", "screens"), "unreached-" + entry.id());
                touched.put(entry.as(), true);
            }
            if (page != null) {
                look.accept(entry, page);
            }
            leave(entry);
        }
        return unreached;
    }

    /** Ids and tokens in an address, back to the words of the catalogue; without the origin. */
    String pattern(String url) {
        String path = url.replaceFirst("^https?://[^/]+", "");
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace(name.getValue(), name.getKey());
        }
        return path;
    }

    private String address(String path) {
        String address = path;
        for (Map.Entry<String, String> name : names.entrySet()) {
            address = address.replaceAll(name.getKey() + "\\b", name.getValue());
        }
        return address;
    }

    private void open(Catalogue.Entry entry, Page page, String address) {
        boolean same = path(page.url()).equals(path(address)) && path(address).startsWith("/p/");
        boolean on = same && !touched.getOrDefault(entry.as(), true) && PANEL.matcher(entry.path()).matches()
            && (hand.byAddress() || page.locator("dialog[open], aside.panel").count() == 0);
        if (!on) {
            if (page.url().startsWith("http")) {
                page.evaluate("() => localStorage.clear()");
            }
            if (address.contains("#")) {
                // Where only what is behind the # differs, nothing would be loaded.
                page.navigate("about:blank");
            }
            page.navigate(address);
        } else if (hand.byAddress()) {
            page.evaluate("address => { location.href = address }", address);
        }
        touched.put(entry.as(), hand.byAddress() ? !entry.steps().isEmpty() : !(hand.goesOn() && entry.passes()));
        if (path(address).matches("/p/[^/]+") && !List.of("stranger", "observer").contains(entry.as())) {
            page.locator("header .state[data-state=saved]").waitFor();
        }
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "").replaceFirst("#.*", "");
    }

    /** From the table itself to an area and to what is beside it, as somebody goes who has been told no address. */
    private void goTo(Participant one, String area, String panel) {
        Page page = one.page();
        hand.activate(page, page.locator("nav a[href='#" + area + "']"));
        page.locator("#" + area + " h2:focus").waitFor();
        if (panel == null) {
            return;
        }
        String[] parts = panel.split("/");
        if (parts[0].equals("item")) {
            String id = names.get(parts[1]);
            hand.activate(page, page.locator("[data-row='" + id + "'] [aria-haspopup=dialog], [data-whole='" + id
                + "'] > .head [aria-haspopup=dialog]").first());
            hand.activate(page, page.locator("dialog [data-does=details]"));
            if (!parts[2].equals("details")) {
                hand.activate(page, page.locator("aside [data-does=" + parts[2] + "]"));
            }
            if (parts.length > 3) {
                page.locator("aside select option[value='" + parts[3] + "']").waitFor(
                    new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
                hand.choose(page, page.locator("aside select").first(), (int) page.evaluate("""
                    value => [...document.querySelector('aside select').options].findIndex(one => one.value === value)""",
                    parts[3]));
            }
        } else if (parts[0].equals("unsent")) {
            // It opens where the page says that something is unsent.
            one.hasAllForOffline().context().setOffline(true);
            page.locator("header button.state").waitFor();
            hand.activate(page, page.locator("header button.state"));
        } else {
            if (page.locator("[data-does='" + parts[0] + "']").count() == 0) {
                hand.activate(page, page.locator(parts[0].equals("teams") ? "[data-menu=leading]" : "[data-menu=more]"));
            }
            hand.activate(page, page.locator("[data-does='" + parts[0] + "']"));
        }
    }

    /** What somebody else does, and how it is taken back. */
    private void meanwhile(String what) {
        Peer rosa = table.facilitator();
        String programme = "/api/programmes/" + table.programme();
        switch (what) {
            case "knock" -> {
                String knock = Peer.visit(table.base()).post("/api/join", new JsonObject().put("token", names.get(":lobby"))
                    .put("name", "Nadia")).json().getString("waiting");
                back.add(() -> rosa.post(programme + "/lobby/" + knock, new JsonObject().put("admit", false)));
            }
            case "pen" -> change(table.only("programme"), "pen", "nobody");
            case "role" -> {
                String member = programme + "/members/" + table.person("Amina");
                rosa.post(member, new JsonObject().put("role", "migrants"));
                back.add(() -> rosa.post(member, new JsonObject().put("role", "support")));
            }
            case "mute" -> {
                String mute = programme + "/members/" + table.person("Amina") + "/mute";
                rosa.post(mute, new JsonObject().put("muted", true));
                back.add(() -> rosa.post(mute, new JsonObject().put("muted", false)));
            }
            case "lock" -> {
                rosa.post(programme + "/door/lock", new JsonObject().put("locked", true));
                back.add(() -> rosa.post(programme + "/door/lock", new JsonObject().put("locked", false)));
            }
            default -> back.add(led.does(what));
        }
    }

    private void change(UUID item, String field, String value) {
        String before = table.fields(item).getString(field);
        set(item, field, value);
        back.add(() -> set(item, field, before));
    }

    private void set(UUID item, String field, String value) {
        table.submit(UUID.randomUUID(), 1, new JsonArray().add(new JsonObject().put("e", "set")
            .put("item", item.toString()).put("field", field).put("value", value)));
    }

    private void take(Participant one, JsonObject step) {
        Page page = one.page();
        if (step.containsKey("click")) {
            hand.activate(page, page.locator(step.getString("click")).first());
        } else if (step.containsKey("fill")) {
            hand.fill(page, page.locator(step.getString("fill")).first(), step.getString("with"));
        } else if (step.containsKey("choose")) {
            hand.choose(page, page.locator(step.getString("choose")).first(), step.getInteger("option"));
        } else if (step.containsKey("type")) {
            page.locator("textarea:focus, .cm-content:focus").waitFor();
            page.keyboard().type(step.getString("type"));
        } else if (step.containsKey("meanwhile")) {
            meanwhile(step.getString("meanwhile"));
        } else if (step.containsKey("wait")) {
            page.locator(step.getString("wait")).first().waitFor();
        } else if (step.containsKey("offline")) {
            one.hasAllForOffline().context().setOffline(step.getBoolean("offline"));
        } else if (step.containsKey("full")) {
            // As on a device without room: every write is taken back.
            page.evaluate("() => { IDBObjectStore.prototype.put = function () { this.transaction.abort() } }");
        } else {
            throw new IllegalArgumentException("a step that nobody knows: " + step);
        }
    }
}

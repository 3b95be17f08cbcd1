package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.method.ItemType;
import org.tavolo.method.Method;

/** Needs with all that the method asks of them, and the notes of those around the table. */
class NeedsAndNotesIT {
    private static final ItemType NEED = Method.read().type("need");
    private static final ItemType NOTE = Method.read().type("note");

    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aNeedHoldsEverythingTheMethodAsks() {
        Table table = Table.set(hall.server(), "Bisogni");
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = desk(ada);
        ada.addNeed("policyGap").type("Si aspetta settimane per un posto a scuola").leave();
        Map<String, String> texts = new TreeMap<>(Map.of("area", "Scuola", "evidence", "Lo dicono i genitori",
            "obstacles", "Pochi mediatori", "resources", "Due scuole pronte", "actors", "Ufficio scolastico"));
        texts.forEach((field, text) -> desk.rewrite(desk.need(1), field, text));
        Locator kind = desk.control(desk.need(1), label(NEED, "kind"));
        assertThat(kind).hasValue("policyGap");
        // L8: it is one of the three from the beginning, and stays one.
        assertThat(kind.locator("option")).hasCount(3);
        kind.selectOption("supportGap");
        desk.control(desk.need(1), label(NEED, "callsFor")).selectOption("revision");
        ada.saved();
        Locator seen = desk(bea).need(1);
        Desk.reads(desk(bea).said(seen, "statement"), "Si aspetta settimane per un posto a scuola");
        texts.forEach((field, text) -> Desk.reads(desk(bea).said(seen, field), text));
        assertThat(desk.control(seen, label(NEED, "kind"))).hasValue("supportGap");
        assertThat(desk.control(seen, label(NEED, "callsFor"))).hasValue("revision");
        int named = (int) NEED.fields().stream().filter(field -> !field.name().equals("lang"))
            .filter(field -> !"steering".equals(field.part())).count();
        // Every field of the method is there.
        assertThat(seen.locator("[data-field], [data-value]")).hasCount(named);
    }

    @Test
    void needsMoveAndGoToTheTrashAsRowsDo() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = desk(ada);
        ada.addNeed("supportGap").type("Il secondo").leave();
        ada.page().setViewportSize(1280, 2400);
        desk.drag(desk.need(2).locator("[data-drag]"), desk.need(1), 0.5, 0.1);
        Desk.reads(desk.said(desk(bea).need(1), "statement"), "Il secondo");
        desk.button(desk.need(1), "move_down_name", "item", "bisogno 1").click();
        Desk.reads(desk.said(desk(bea).need(2), "statement"), "Il secondo");
        desk.menu(desk.need(2), "delete_it");
        Desk.counts(bea.page().locator("#needs article[data-row]"), 1);
        desk.button(ada.page().locator(".holder"), "bring_back").click();
        Desk.reads(desk.said(desk(bea).need(2), "statement"), "Il secondo");
        desk.button(desk.need(2), "new_action_for_need").click();
        Desk.says(ada.page().locator(".holder"), ada.words().get("notice_answers", "item", "azione 3"));
        assertThat(ada.page().locator("#plan .text-field.open")).hasAttribute("data-field", "actions");
        ada.type("Risposta").leave();
        desk.chip(desk(bea).row(3), "risponde a: bisogno 2").waitFor();
    }

    @Test
    void aNoteIsOneFieldAndEnterAndShowsWhoseItIs() {
        Table table = Table.set(hall.server(), "Note");
        Participant amina = hall.join(table, "Amina", "support");
        Participant bea = hall.join(table, "Bea", "mentor");
        Locator box = amina.page().locator("#notes .composer textarea");
        box.click();
        amina.type("Il corso è alle cinque");
        amina.page().reload();
        amina.seated();
        assertThat(box).hasValue("Il corso è alle cinque");
        amina.page().locator("#notes .composer select").first().selectOption("concern");
        box.press("Enter");
        assertThat(box).hasValue("");
        assertThat(box).isFocused();
        Locator card = desk(bea).note("Il corso è alle cinque");
        Desk.says(card.locator(".who"), "Amina");
        Desk.says(card.locator(".who"), words(bea, "party_support"));
        Desk.says(card, "preoccupazione");
        assertThat(card).hasClass(Pattern.compile("\\bof-support\\b"));
        // The party has a shape, not only a colour.
        assertThat(card.locator(".who svg")).hasCount(1);
        amina.type("E un'altra");
        amina.page().keyboard().press("Shift+Enter");
        amina.type("riga");
        desk(amina).button(amina.page().locator("#notes .composer"), "send_note").click();
        desk(bea).note("E un'altra\nriga").waitFor();
        desk(amina).rewrite(desk(amina).note("Il corso è alle cinque"), "text", "Il corso è alle sei");
        desk(bea).note("Il corso è alle sei").waitFor();
    }

    @Test
    void aNoteOnBehalfOfSomebodyShowsWhoseWordsTheyAreAndWhoTypedThem() {
        Table table = Table.set(hall.server(), "A nome di");
        Participant rosa = hall.facilitator(table);
        Participant bea = hall.join(table, "Bea", "mentor");
        Locator composer = rosa.page().locator("#notes .composer");
        desk(rosa).control(composer, words(rosa, "on_behalf_of_somebody")).check();
        composer.locator(".behalf input").fill("qualcuno al tavolo 2");
        composer.locator(".behalf select").selectOption("support");
        composer.locator("textarea").fill("Gli orari non vanno");
        composer.locator("textarea").press("Enter");
        Locator card = desk(bea).note("Gli orari non vanno");
        Desk.says(card.locator(".who"), "qualcuno al tavolo 2");
        Desk.says(card.locator(".who"), words(bea, "party_support"));
        Desk.says(card.locator(".who"), bea.words().get("typed_by", "name", "Rosa"));
        Desk.says(desk(rosa).note("Gli orari non vanno"), words(rosa, "typed_by_me"));
        // Said of it later, too: whose words a note holds is a field like any other.
        desk(rosa).menu(desk(rosa).note("Gli orari non vanno"), "details");
        desk(rosa).control(desk(rosa).panel(), label(NOTE, "onBehalf")).fill("Amina");
        desk(rosa).control(desk(rosa).panel(), label(NOTE, "onBehalf")).press("Enter");
        Desk.says(card.locator(".who"), "Amina");
    }

    @Test
    void notesAreGroupedByDraggingAndByMoveToAndNarrowedByKindPartyGroupAndSubject() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Desk desk = desk(ada);
        ada.page().setViewportSize(1280, 2600);
        ada.button("add_group").click();
        ada.page().locator(".cm-content:focus, textarea:focus").waitFor();
        ada.type("Orari").leave();
        Locator fresh = desk.group("Orari");
        desk.drag(desk.note("Bene così").locator("[data-drag]"), fresh, 0.5, 0.9);
        Desk.counts(desk(bea).group("Orari").locator("article"), 1);
        desk.menu(desk.note("Chi apre la mattina?"), "move_to");
        desk.dialog().locator("select").first().selectOption(new SelectOption()
            .setLabel("il gruppo «Orari»"));
        desk.button(desk.dialog(), "move_here").click();
        Desk.counts(desk(bea).group("Orari").locator("article"), 2);
        desk.menu(desk.note("Bene così"), "move_to");
        desk.dialog().locator("select").first().selectOption(new SelectOption()
            .setLabel(words(ada, "notes_ungrouped")));
        desk.button(desk.dialog(), "move_here").click();
        Desk.counts(desk(bea).group("Orari").locator("article"), 1);

        Locator filters = ada.page().locator("#notes .filters select");
        Locator cards = ada.page().locator("#notes article");
        filters.nth(0).selectOption("question");
        Desk.reads(cards.locator(".said"), "Chi apre la mattina?");
        assertThat(ada.page().locator("#notes p[role=status]").last()).hasText(ada.words().get("notes_shown", "n", 1));
        desk.button(ada.page().locator("#notes .filters"), "filter_off").click();
        filters.nth(1).selectOption("support");
        Desk.reads(cards.locator(".said"), "Bene così");
        filters.nth(1).selectOption("");
        filters.nth(2).selectOption("none");
        Desk.reads(cards.locator(".said"), "Bene così");
        filters.nth(2).selectOption("");
        filters.nth(3).selectOption(table.actions().get(0).toString());
        Desk.reads(cards.locator(".said"), "Chi apre la mattina?");
        filters.nth(0).selectOption("idea");
        Desk.counts(cards, 0);
        desk.button(ada.page().locator("#notes .filters"), "filter_off").click();
        desk.button(ada.page().locator("#notes .tools"), "view_list").click();
        Desk.counts(ada.page().locator("#notes ol.list article"), 2);
    }

    @Test
    void aNoteIsWrittenBesideTheRowOrNeedItConcerns() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "support");
        Map.of("Su questa riga", desk(ada).row(2), "Su questo bisogno", desk(ada).need(1)).forEach((text, thing) -> {
            desk(ada).menu(thing, "details").tab("links");
            Locator box = desk(ada).panel().locator(".composer textarea");
            box.fill(text);
            box.press("Enter");
            Desk.says(desk(ada).panel(), text);
            desk(ada).closePanel();
        });
        desk(bea).chip(desk(bea).note("Su questa riga"), "riguarda: azione 2").press("Enter");
        desk(bea).focusIsIn(desk(bea).row(2));
        desk(bea).chip(desk(bea).row(2), bea.words().get("notes_n", "n", 1)).press("Enter");
        Desk.says(desk(bea).panel(), "Su questa riga");
        desk(bea).closePanel();
        desk(bea).chip(desk(bea).need(1), bea.words().get("notes_n", "n", 1)).waitFor();
    }

    @Test
    void aNoteTurnsIntoANeedOrARowInOneStepShowsWhereItWentAndStaysLinked() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", "mentee");
        Participant bea = hall.join(table, "Bea", "mentor");
        Locator note = desk(ada).note("Chi apre la mattina?");
        note.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Fanne un bisogno"))).click();
        desk(ada).dialog().locator("[data-does=coordination]").click();
        Desk.says(ada.page().locator(".holder"), ada.words().get("notice_became", "item", "bisogno 2"));
        desk(ada).button(ada.page().locator(".holder"), "go_there").press("Enter");
        desk(ada).focusIsIn(desk(ada).need(2));
        Desk.reads(desk(bea).said(desk(bea).need(2), "statement"), "Chi apre la mattina?");
        assertThat(desk(bea).control(desk(bea).need(2), label(NEED, "kind"))).hasValue("coordination");
        desk(bea).chip(desk(bea).note("Chi apre la mattina?"), "ha dato origine a: bisogno 2").press("Enter");
        desk(bea).focusIsIn(desk(bea).need(2));
        desk(bea).chip(desk(bea).need(2), "nasce da: una nota").press("Enter");
        desk(bea).focusIsIn(desk(bea).note("Chi apre la mattina?"));
        // By keyboard, and as an action.
        desk(bea).note("Bene così").getByRole(AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(Pattern.compile("^Fanne un'azione"))).press("Enter");
        Desk.reads(desk(ada).said(desk(ada).row(3), "actions"), "Bene così");
        assertThat(desk(ada).row(3).locator("select.state")).hasValue("idea");
        desk(ada).chip(desk(ada).row(3), "nasce da: una nota").waitFor();
        bea.page().keyboard().press("Control+z");
        Desk.counts(ada.page().locator("#plan tr[data-row]"), 2);
    }

    private static Desk desk(Participant who) {
        return Desk.of(who);
    }

    private static String words(Participant who, String key) {
        return who.words().get(key);
    }

    private static String label(ItemType type, String field) {
        return type.fields().stream().filter(one -> one.name().equals(field)).findFirst().orElseThrow().label().get("it");
    }
}

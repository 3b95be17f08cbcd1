package org.tavolo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tavolo.people.Role;

/** What is said beside things: comments with replies, people called in them, and the answer that every note is owed. */
class TalkingIT {
    @RegisterExtension
    final Hall hall = new Hall();

    @Test
    void aCommentOnAFieldIsRepliedToAndDoneWith() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant bea = hall.join(table, "Bea", Role.MENTOR);
        desk(bea).menu(desk(bea).row(1), "comment_do");
        bea.page().locator("aside select").selectOption("results");
        Locator box = bea.page().locator("aside [data-composer=comment] textarea");
        box.fill("Tre giorni sono pochi");
        box.press("Enter");
        assertThat(box).hasValue("");
        assertThat(box).isFocused();
        desk(ada).chip(desk(ada).row(1), ada.words().get("comments_n", "n", 1)).press("Enter");
        Locator thread = desk(ada).panel().locator("[data-thread]");
        Desk.says(thread, "Tre giorni sono pochi");
        Desk.says(thread, ada.words().get("comment_on_field", "field", "Risultati"));
        assertThat(thread.locator("button.edit")).hasCount(0);
        thread.locator("[data-does=reply]").press("Enter");
        Locator reply = thread.locator("[data-composer=reply] textarea");
        assertThat(reply).isFocused();
        ada.type("Allora cinque");
        reply.press("Enter");
        assertThat(thread.locator("[data-does=reply]")).isFocused();
        Locator hers = desk(bea).panel().locator("[data-thread]");
        Desk.says(hers.locator(".replies"), "Allora cinque");
        assertEquals(List.of(), Axe.everything(bea.page()));
        hers.locator("[data-does=resolve]").press("Enter");
        Desk.says(desk(ada).panel().locator("[data-comments=done]"), "Tre giorni sono pochi");
        Desk.counts(desk(ada).row(1).locator("[data-chip=comments]"), 0);
        bea.page().locator("#main").focus();
        bea.page().keyboard().press("Control+z");
        Desk.counts(desk(ada).row(1).locator("[data-chip=comments]"), 1);
    }

    @Test
    void whoIsCalledIsToldAndLedThere() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant rut = hall.join(table, "Rut Amara", Role.MIGRANTS);
        desk(ada).menu(desk(ada).need(1), "comment_do");
        Locator box = ada.page().locator("aside [data-composer=comment] textarea");
        box.click();
        ada.type("Chiediamo a @ama");
        Desk.says(ada.page().locator("aside .people"), "Rut Amara");
        assertEquals(List.of(), Axe.everything(ada.page()));
        ada.page().keyboard().press("ArrowDown");
        ada.page().keyboard().press("Enter");
        assertThat(box).hasValue("Chiediamo a @Rut Amara ");
        assertThat(box).isFocused();
        box.press("Enter");
        Locator notice = rut.page().locator("[data-notice=called]");
        Desk.says(notice, rut.words().get("notice_called", "name", "Ada"));
        desk(rut).button(notice, "go_there").press("Enter");
        Locator comment = desk(rut).panel().locator("article.comment");
        Desk.says(comment.locator("[data-called]"), rut.words().get("me"));
        desk(rut).focusIsIn(comment);
        UUID said = table.only("comment");
        assertEquals(new JsonArray().add(String.valueOf(table.person("Rut Amara"))), table.fields(said).getJsonArray("mentions"));
    }

    @Test
    void oneAnswerServesTwoNotesAndTheReasonForANoIsAsked() {
        Table table = notes("Il corso è troppo tardi", "Le lezioni alle sei?", "Un corso la mattina");
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant rut = hall.join(table, "Rut", Role.MIGRANTS);
        Locator filter = ada.page().locator("[data-does=unanswered]");
        Desk.reads(filter, ada.words().get("filter_unanswered", "n", "3"));
        filter.press("Enter");
        Desk.counts(ada.page().locator("#notes article"), 3);
        desk(ada).note("Il corso è troppo tardi").locator(".state").press("Enter");
        Locator form = desk(ada).panel().locator("[data-form=answer]");
        assertEquals(List.of(), Axe.everything(ada.page()));
        form.locator("input[value=not]").check();
        desk(ada).button(form, "answer_send").click();
        Desk.says(form.locator("[role=alert]"), ada.words().get("answer_needs_why"));
        assertThat(form.locator("textarea")).isFocused();
        form.locator("input[value=taken]").check();
        form.locator("select").selectOption(table.actions().get(0).toString());
        form.locator("textarea").fill("Lo mettiamo alle otto");
        form.locator("[data-further]").getByLabel("Le lezioni alle sei?").check();
        desk(ada).button(form, "answer_send").press("Enter");
        desk(ada).focusIsIn(desk(ada).panel().locator("[data-state-of]"));
        for (String text : List.of("Il corso è troppo tardi", "Le lezioni alle sei?")) {
            Desk.says(desk(rut).note(text).locator(".answer"), rut.words().get("answer_taken", "items", "azione 1"));
            Desk.says(desk(rut).note(text).locator(".answer"), "Lo mettiamo alle otto");
        }
        Desk.counts(ada.page().locator("#notes article"), 1);
        desk(rut).chip(desk(rut).row(1), rut.words().get("takes_up_n", "n", 2)).press("Enter");
        Desk.says(desk(rut).panel(), "Le lezioni alle sei?");
        assertEquals(List.of(), Axe.everything(rut.page()));
        // Whoever may not answer reads it, and is offered nothing.
        desk(rut).note("Un corso la mattina").locator(".state").press("Enter");
        Desk.says(desk(rut).panel(), rut.words().get("answer_none"));
        assertThat(desk(rut).panel().locator("[data-form=answer]")).hasCount(0);
        // One step is one answer: taken back, both are open again.
        ada.page().locator("#main").focus();
        ada.page().keyboard().press("Control+z");
        Desk.counts(ada.page().locator("#notes article"), 3);
    }

    @Test
    void notesThatSayTheSameAreOneCardThatKeepsEveryAuthorAndHasOneAnswer() {
        Table table = notes("Il corso è troppo tardi");
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant rut = hall.join(table, "Rut", Role.MIGRANTS);
        rut.page().locator("#notes .composer select").first().selectOption("concern");
        rut.page().locator("#notes .composer textarea").fill("Alle sei si lavora ancora");
        rut.page().locator("#notes .composer textarea").press("Enter");
        desk(ada).menu(desk(ada).note("Alle sei si lavora ancora"), "says_the_same_as");
        desk(ada).dialog().locator("input[type=search]").fill("tardi");
        desk(ada).dialog().locator("li button").press("Enter");
        desk(ada).button(desk(ada).dialog(), "done").press("Enter");
        Locator card = desk(rut).note("Il corso è troppo tardi");
        Desk.says(card.locator(".same"), rut.words().get("me"));
        Desk.says(card.locator(".same"), "Alle sei si lavora ancora");
        Desk.counts(rut.page().locator("#notes article"), 1);
        Desk.reads(rut.page().locator("[data-does=unanswered]"), rut.words().get("filter_unanswered", "n", "1"));
        desk(ada).note("Il corso è troppo tardi").locator(".state").press("Enter");
        Locator form = desk(ada).panel().locator("[data-form=answer]");
        form.locator("input[value=later]").check();
        desk(ada).button(form, "answer_send").press("Enter");
        Desk.says(card.locator(".answer"), rut.words().get("answer_later"));
        Desk.counts(rut.page().locator("[data-does=unanswered]"), 0);
    }

    @Test
    void theAuthorReadsOnOnePageWhatBecameOfOwnNotesAndWhereTheyWereCalled() {
        Table table = Table.small(hall.server());
        Participant ada = hall.join(table, "Ada", Role.MENTEE);
        Participant rut = hall.join(table, "Rut", Role.MIGRANTS);
        rut.page().locator("#notes .composer select").first().selectOption("question");
        rut.page().locator("#notes .composer textarea").fill("Chi traduce?");
        rut.page().locator("#notes .composer textarea").press("Enter");
        desk(ada).note("Chi traduce?").locator(".state").press("Enter");
        Locator form = desk(ada).panel().locator("[data-form=answer]");
        form.locator("input[value=not]").check();
        form.locator("textarea").fill("Non c'è un mediatore");
        desk(ada).button(form, "answer_send").press("Enter");
        desk(ada).tab("comments");
        ada.page().locator("aside [data-composer] textarea").fill("@Rut ne parliamo?");
        ada.page().locator("aside [data-composer] textarea").press("Enter");
        rut.page().locator("[data-notice=called]").waitFor();
        rut.page().navigate(rut.base() + "/p/" + table.programme() + "/mine");
        Locator notes = rut.page().locator("[data-mine=notes]");
        Desk.says(notes, "Chi traduce?");
        Desk.says(notes, rut.words().get("answer_not"));
        Desk.says(notes, "Non c'è un mediatore");
        Desk.says(rut.page().locator("[data-mine=calls]"), "@Rut ne parliamo?");
        assertEquals(List.of(), Axe.everything(rut.page()));
        notes.locator("[data-answer-of] a").press("Enter");
        Desk.says(desk(rut).panel(), "Non c'è un mediatore");
    }

    /** A table with one action and notes of one group, all ideas, written by the facilitator. */
    private Table notes(String... texts) {
        Table table = Table.set(hall.server(), "Risposte").fill(List.of(List.of("Sportello", "", "", "", "", "")));
        UUID group = UUID.randomUUID();
        JsonArray edits = new JsonArray().add(create(group, "group", table.only("notes"), new JsonObject().put("name", "Corsi")));
        for (String text : texts) {
            edits.add(create(UUID.randomUUID(), "note", group,
                new JsonObject().put("text", text).put("lang", "it").put("kind", "idea")));
        }
        table.submit(UUID.randomUUID(), 1, edits);
        return table;
    }

    private static JsonObject create(UUID item, String type, UUID parent, JsonObject fields) {
        return new JsonObject().put("e", "create").put("item", item.toString()).put("type", type)
            .put("parent", parent.toString()).put("at", "last").put("fields", fields);
    }

    private static Desk desk(Participant who) {
        return Desk.of(who);
    }
}

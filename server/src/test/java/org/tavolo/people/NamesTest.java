package org.tavolo.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavolo.board.Refusal;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Aïcha", "Søren Kierkegaard", "Мария", "فاطمة", "王小明", "N'Golo", "María José", "X Æ A-12",
            "علی\u200Cرضا", "O", "Ana 👩‍🌾"})
    void namesOfPeopleStayAsTheyAre(String name) throws Refusal {
        assertEquals(name, Names.name(name));
    }

    @Test
    void whatCannotBeSeenIsTakenOut() throws Exception {
        assertEquals("Anna", Names.name("\u202EAn\u200Bna\u2066\uFEFF\u0007"));
        assertEquals("Anna Rossi", Names.name("  Anna \t\r\n\u00A0 Rossi\u3000"));
        assertEquals("Zo\u00EB", Names.name("Zoe\u0308"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200B", "\u202E\u202E", "\u0000\u0001", "\u200D", "...", "\uD800", "\uE000"})
    void whatLeavesNothingIsNoName(String name) {
        assertRefused(name);
    }

    @Test
    void aNameHasAtMostEightyCodePoints() throws Exception {
        assertEquals("𝒜".repeat(80), Names.name("𝒜".repeat(80)));
        assertRefused("𝒜".repeat(81));
        assertRefused("x".repeat(1_000_000));
        assertRefused(null);
    }

    @Test
    void eightMarksOnALetterAreEnough() throws Exception {
        String mark = "\u20D0";
        assertEquals("a" + mark.repeat(8), Names.name("a" + mark.repeat(8)));
        assertRefused("a" + mark.repeat(9));
    }

    @Test
    void aTitleMayBeEmptyAndHasAtMostTwoHundredCodePoints() throws Exception {
        assertEquals("", Names.title(" "));
        assertEquals("x".repeat(200), Names.title("x".repeat(200)));
        assertThrows(Refusal.class, () -> Names.title("x".repeat(201)));
    }

    private static void assertRefused(String name) {
        assertEquals("invalid_name", assertThrows(Refusal.class, () -> Names.name(name)).reason());
    }
}

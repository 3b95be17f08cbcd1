package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final InTurn inTurn = new InTurn();
    private final UUID anna = UUID.randomUUID();
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    private CompletableFuture<String> ask(UUID session) {
        return inTurn.ask(session, () -> {
            CompletableFuture<String> question = new CompletableFuture<>();
            begun.add(question);
            return question;
        }).toCompletableFuture();
    }

    @Test
    void theNextQuestionOfASessionBeginsWhenTheOneBeforeIsAnswered() {
        CompletableFuture<String> first = ask(anna);
        CompletableFuture<String> second = ask(anna);
        assertEquals(1, begun.size());
        begun.get(0).complete("one");
        assertEquals("one", first.join());
        assertEquals(2, begun.size());
        begun.get(1).complete("two");
        assertEquals("two", second.join());
    }

    @Test
    void anotherSessionWaitsForNobody() {
        ask(anna);
        ask(UUID.randomUUID());
        assertEquals(2, begun.size());
    }

    @Test
    void oneThatFailsLetsTheNextBegin() {
        ask(anna);
        CompletableFuture<String> second = ask(anna);
        begun.get(0).completeExceptionally(new IllegalStateException());
        assertFalse(second.isDone());
        begun.get(1).complete("two");
        assertEquals("two", second.join());
    }

    @Test
    void beyondAFewThatWaitItIsRefusedAndLaterTakenAgain() {
        for (int i = 0; i < 5; i++) {
            ask(anna);
        }
        CompletableFuture<String> refused = ask(anna);
        CompletionException why = Assertions.assertThrows(CompletionException.class, refused::join);
        assertTrue(why.getCause() instanceof TooOften);
        begun.get(0).complete("one");
        assertFalse(ask(anna).isCompletedExceptionally());
    }
}

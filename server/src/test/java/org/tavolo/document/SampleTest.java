package org.tavolo.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tavolo.board.Board;
import org.tavolo.board.Edit;
import org.tavolo.board.Item;
import org.tavolo.method.Method;

class SampleTest {
    @Test
    @DisplayName("the sample applies as it stands: six actions, six needs, a dozen notes")
    void applies() throws Exception {
        Method method = Method.read();
        Board board = new Board(method);
        for (Sample.Part part : new Sample(method).parts(UUID::randomUUID)) {
            for (Edit edit : part.edits()) {
                board.apply(edit, part.author() + 1, 0);
            }
        }
        Collection<Item> items = board.snapshot(UUID.randomUUID(), 1, 1).items();
        var byType = items.stream().collect(Collectors.groupingBy(Item::type, Collectors.counting()));
        assertEquals(6L, byType.get("action"));
        assertEquals(6L, byType.get("need"));
        assertEquals(12L, byType.get("note"));
        assertTrue(items.stream().allMatch(item -> method.isComplete(item.type(), item.fields())));
        assertEquals(1L, byType.get("programme"));
        var byId = items.stream().collect(Collectors.toMap(Item::id, Function.identity()));
        assertEquals(5, items.stream().filter(item -> item.type().equals("action"))
                .flatMap(item -> item.links().stream()).filter(link -> byId.get(link.to()).type().equals("need")).count());
    }
}

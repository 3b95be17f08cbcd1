package org.tavolo.web;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tavolo.board.Board;
import org.tavolo.board.Item;
import org.tavolo.board.Refusal;
import org.tavolo.live.Room;
import org.tavolo.live.Rooms;

/**
 * A round or a vote as it stands on its board: an item of this type that is not hidden and was opened, as was its
 * session. One that is only prepared is none yet.
 */
final class Opened {
    private Opened() {
    }

    /** What is to be known of it. */
    interface Look<T> {
        T at(Board board, Item item) throws Refusal;
    }

    /** Looks at it. Fails with {@code not_found}, or as the look does. */
    static <T> CompletionStage<T> on(Rooms rooms, UUID board, UUID id, String type, Look<T> look) {
        return rooms.on(board, room -> in(room, id, type, look));
    }

    /** The same where the room is open already: what is done at once with the answer is done of the same board. */
    static <T> CompletionStage<T> in(Room room, UUID id, String type, Look<T> look) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        room.look(board -> {
            Item item = board.item(id).orElse(null);
            if (item == null || !item.type().equals(type) || board.hidden(id) || !item.fields().containsKey("opened")
                    || !board.item(item.parent()).orElseThrow().fields().containsKey("opened")) {
                answer.completeExceptionally(Refusals.notFound());
                return;
            }
            try {
                answer.complete(look.at(board, item));
            } catch (Refusal refusal) {
                answer.completeExceptionally(refusal);
            }
        });
        return answer;
    }

    /** A look that refuses nothing. */
    static <T> Look<T> of(Function<Item, T> look) {
        return (board, item) -> look.apply(item);
    }
}

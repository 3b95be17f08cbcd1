package org.tavolo.board;

import java.util.List;
import java.util.UUID;

/** A whole board at one revision; items in no particular order, deleted ones included. */
public record Snapshot(UUID board, long rev, int generation, List<Item> items) {
}

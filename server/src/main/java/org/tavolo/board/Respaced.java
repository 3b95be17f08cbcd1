package org.tavolo.board;

import java.util.UUID;

/** A sibling's fresh position key, given when the keys of a parent's children had grown too long (E9). */
public record Respaced(UUID item, String pos) {
}

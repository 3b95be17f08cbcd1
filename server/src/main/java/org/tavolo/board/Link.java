package org.tavolo.board;

import java.util.UUID;

/** A link of an item to another one (M9); sorted by relation, then by the text of the id. */
public record Link(String relation, UUID to) implements Comparable<Link> {
    @Override
    public int compareTo(Link other) {
        int byRelation = relation.compareTo(other.relation);
        return byRelation != 0 ? byRelation : to.toString().compareTo(other.to.toString());
    }
}

package org.tavolo.people;

/** What somebody does with an item, as far as {@link Permissions} tell it apart. */
public enum Deed {
    READ, CREATE,
    /** Setting a field or typing in it. */
    WRITE,
    /** Writing the version of a text in another language, which leaves the text as it is. */
    TRANSLATE,
    MOVE, LINK, UNLINK, DELETE, RESTORE
}

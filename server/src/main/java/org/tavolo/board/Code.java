package org.tavolo.board;

/** The ten stable codes of every refusal and error (docs/protocol.md §4). */
public enum Code {
    UPGRADE, AUTH, DENIED, INVALID, GONE, LOCKED, TOO_LARGE, RATE, RETRY, SUPERSEDED;

    /** The code as it stands on the wire: lower case. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

package org.tavolo.board;

/** What an author may do, asked for each edit at its turn; the answer may depend on the board as it stands then. */
@FunctionalInterface
public interface Permit {
    /** Everything: for what the server itself submits. */
    Permit ALL = (board, edit) -> { };

    /**
     * @param edit as it was submitted and rebased; it may speak of what is not there, which is for the board to refuse
     * @throws Refusal when the author may not
     */
    void check(Board board, Edit edit) throws Refusal;
}

package org.tavolo.board;

/**
 * Why something was not done, in a form that may travel: a code, a precise reason (docs/protocol.md §4) and which
 * edit of the submission it was (-1: none in particular). Never holds anything that a person wrote.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final Code code;
    private final String reason;
    private final int at;

    public Refusal(Code code, String reason) {
        this(code, reason, -1);
    }

    public Refusal(Code code, String reason, int at) {
        super(code.wire() + "/" + reason + (at < 0 ? "" : " at " + at), null, false, false);
        this.code = code;
        this.reason = reason;
        this.at = at;
    }

    public static Refusal invalid(String reason) {
        return new Refusal(Code.INVALID, reason);
    }

    public static Refusal tooLarge(String reason) {
        return new Refusal(Code.TOO_LARGE, reason);
    }

    /** The same refusal, said of the edit with this index. */
    public Refusal at(int index) {
        return new Refusal(code, reason, index);
    }

    public Code code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public int at() {
        return at;
    }
}

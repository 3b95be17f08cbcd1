package org.tavolo.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.people.Account;
import org.tavolo.people.Right;
import org.tavolo.people.Seat;
import org.tavolo.people.Visitor;
import org.tavolo.protocol.Ids;
import org.tavolo.protocol.Json;
import org.tavolo.protocol.Members;

/** A request that passed the gate: who asks, for what, with which body. Ids that are none are {@code not_found}. */
public final class Asked {
    private final RoutingContext context;
    private final Visitor visitor;
    private final Supplier<Future<Visitor>> again;
    private final byte[] body;
    private final String address;
    private Seat seat;

    Asked(RoutingContext context, Visitor visitor, Supplier<Future<Visitor>> again, byte[] body, String address) {
        this.again = again;
        this.context = context;
        this.visitor = visitor;
        this.body = body;
        this.address = address;
    }

    HttpServerRequest request() {
        return context.request();
    }

    /** Where the request comes from. */
    String address() {
        return address;
    }

    /** Who asks, as they stand by now. */
    Future<Visitor> again() {
        return again.get();
    }

    /** Who asks; null when the browser has no session. */
    public Visitor visitorOrNull() {
        return visitor;
    }

    /** Who asks. @throws Refusal {@code no_session} */
    public Visitor visitor() throws Refusal {
        if (visitor == null) {
            throw Refusals.noSession();
        }
        return visitor;
    }

    /**
     * Lets the asker on to the route, or refuses.
     *
     * @throws Refusal {@code no_session}, {@code no_account}, {@code role}, and {@code not_found} for what the path
     *                 names and they may know nothing of, whether it exists or not
     */
    void admit(Access access) throws Refusal {
        switch (access.kind()) {
            case ANYONE -> { }
            case VISITOR -> visitor();
            case ACCOUNT -> account();
            case ADMINISTRATOR -> require(account().administrator());
            case PROGRAMME -> seat = seated(visitor().in(id("programme")), access.right());
            case BOARD -> seat = seated(visitor().at(id("board")), access.right());
        }
    }

    private static Seat seated(Seat seat, Right right) throws Refusal {
        if (seat == null) {
            throw Refusals.notFound();
        }
        require(seat.has(right));
        return seat;
    }

    private static void require(boolean may) throws Refusal {
        if (!may) {
            throw new Refusal(Code.DENIED, "role");
        }
    }

    /** Their seat in the programme, or at the board, that the path names. */
    public Seat seat() {
        return seat;
    }

    /** Who is signed in. @throws Refusal {@code no_account} when nobody is */
    public Account account() throws Refusal {
        if (visitor().account() == null) {
            throw new Refusal(Code.DENIED, "no_account");
        }
        return visitor.account();
    }

    /** An id in the path. */
    public UUID id(String parameter) throws Refusal {
        UUID id = Ids.orNull(context.pathParam(parameter));
        if (id == null) {
            throw Refusals.notFound();
        }
        return id;
    }

    /** A word in the path. */
    public String pathWord(String parameter) {
        return context.pathParam(parameter);
    }

    /** A whole number in the path. @throws Refusal {@code invalid_seq} */
    public long pathNumber(String parameter) throws Refusal {
        return number(context.pathParam(parameter), 0, Json.GREATEST_WHOLE);
    }

    /** A whole number of the query, {@code fallback} when missing. @throws Refusal {@code invalid_seq} */
    public long number(String name, long fallback, long least, long most) throws Refusal {
        String text = text(name);
        return text == null ? fallback : number(text, least, most);
    }

    /** A parameter of the query, null when missing. @throws Refusal when it stands there twice or is long */
    public String text(String name) throws Refusal {
        List<String> values = context.queryParam(name);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw Refusal.invalid("invalid_value");
        }
        if (values.get(0).length() > 200) {
            throw Refusal.tooLarge("too_long");
        }
        return values.get(0);
    }

    /** An id of the query, null when missing. */
    public UUID idOrNull(String name) throws Refusal {
        String text = text(name);
        if (text == null) {
            return null;
        }
        UUID id = Ids.orNull(text);
        if (id == null) {
            throw Refusal.invalid("invalid_value");
        }
        return id;
    }

    public String header(String name) {
        return context.request().getHeader(name);
    }

    /** Whether the asker can read what is compressed. */
    boolean takesGzip() {
        return takesGzip(context.request());
    }

    static boolean takesGzip(HttpServerRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }

    /** The bytes that came with it; empty when none did. */
    public byte[] body() {
        return body;
    }

    /** The body as a JSON object. */
    public Members members() throws Refusal {
        return Json.members(body);
    }

    /** Called on the web's thread when the asker has gone before the answer. */
    void onGone(Runnable handler) {
        context.request().connection().closeHandler(ignored -> handler.run());
    }

    private static long number(String text, long least, long most) throws Refusal {
        if (text == null || !text.matches("[0-9]{1,16}") || Long.parseLong(text) < least) {
            throw Refusal.invalid("invalid_seq");
        }
        return Math.min(Long.parseLong(text), most);
    }
}

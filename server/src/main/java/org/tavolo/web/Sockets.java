package org.tavolo.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The open sockets by server session, so that ending a session or a membership reaches them. On the web's thread. */
final class Sockets {
    /** More sockets of one session are refused before the upgrade. */
    static final int PER_SESSION = 50;

    /** Questions of what sessions may, in the order in which they were asked. */
    private final AtomicLong asked = new AtomicLong();
    private final Map<UUID, Set<BoardSocket>> bySession = new HashMap<>();

    /** To be called before it is read what sessions may; from any thread. @return the number of the question */
    long ask() {
        return asked.incrementAndGet();
    }

    boolean mayOpen(UUID session) {
        return bySession.getOrDefault(session, Set.of()).size() < PER_SESSION;
    }

    void add(BoardSocket socket) {
        bySession.computeIfAbsent(socket.visitor().session(), ignored -> new HashSet<>()).add(socket);
    }

    void remove(BoardSocket socket) {
        bySession.computeIfPresent(socket.visitor().session(), (session, sockets) -> {
            sockets.remove(socket);
            return sockets.isEmpty() ? null : sockets;
        });
    }

    Set<UUID> sessions() {
        return Set.copyOf(bySession.keySet());
    }

    List<BoardSocket> of(UUID session) {
        return List.copyOf(bySession.getOrDefault(session, Set.of()));
    }

    int count() {
        return bySession.values().stream().mapToInt(Collection::size).sum();
    }

    void closeAll(int code, String reason) {
        List<BoardSocket> all = new ArrayList<>();
        bySession.values().forEach(all::addAll);
        all.forEach(socket -> socket.close(code, reason));
    }
}

package org.tavolo.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tavolo.board.Code;
import org.tavolo.board.Refusal;
import org.tavolo.live.Scheduler;
import org.tavolo.people.Acts;
import org.tavolo.people.Doors;
import org.tavolo.people.Invitations;
import org.tavolo.people.Right;
import org.tavolo.people.Role;
import org.tavolo.people.Seat;
import org.tavolo.protocol.Members;

/** Spoken codes, those who wait at the door until somebody lets them in, and locking it (H34-H37, H62). */
final class DoorRoutes {
    private static final long LONGEST_WAIT = 25;
    /** Whoever waits is told of a decision after this many milliseconds at the latest. */
    private static final long LOOK_EVERY = 1_000;

    private final Doors doors;
    private final JoinRoutes joining;
    private final Guesses guesses;
    private final Acts acts;
    private final Scheduler thread;

    DoorRoutes(Doors doors, JoinRoutes joining, Guesses guesses, Acts acts, Scheduler thread) {
        this.doors = doors;
        this.joining = joining;
        this.guesses = guesses;
        this.acts = acts;
        this.thread = thread;
    }

    void on(Api api) {
        api.get("/api/programmes/:programme/door", Access.programme(Right.ADMIT), this::look);
        api.post("/api/programmes/:programme/door", Access.programme(Right.ADMIT), this::open);
        api.delete("/api/programmes/:programme/door", Access.programme(Right.ADMIT), this::close);
        api.post("/api/programmes/:programme/door/lock", Access.programme(Right.ADMIT), this::lock);
        api.post("/api/code", Access.VISITOR, this::code);
        api.get("/api/programmes/:programme/lobby", Access.programme(Right.ADMIT), this::waiting);
        api.post("/api/programmes/:programme/lobby/:knock", Access.programme(Right.ADMIT), this::decide);
        api.get("/api/waiting/:knock", Access.VISITOR, this::state);
    }

    private CompletionStage<Answer> look(Asked asked) {
        return doors.look(asked.seat().programme()).map(door -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("door", door == null ? null : door(door));
            return Answer.of(answer);
        }).toCompletionStage();
    }

    private CompletionStage<Answer> open(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        Role role = ProgrammeRoutes.role(members);
        boolean lobby = members.flag("lobby", "invalid_value");
        long hours = members.whole("hours", 1, "invalid_value");
        members.end();
        // What anybody can overhear never makes them more than a guest.
        if (role != Role.INVITED && role != Role.SUPPORT && role != Role.OBSERVER || !lobby && role == Role.SUPPORT) {
            throw new Refusal(Code.DENIED, "role");
        }
        return doors.open(seat, role, lobby, (int) Math.min(hours, Integer.MAX_VALUE)).map(opened -> {
            acts.note(seat, "opened", null, role.wire());
            Map<String, Object> answer = door(opened.door());
            answer.put("code", opened.code());
            return Answer.made(answer);
        }).toCompletionStage();
    }

    private CompletionStage<Answer> close(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        return doors.close(seat.programme()).map(done -> {
            acts.note(seat, "closed", null, "");
            return Answer.nothing();
        }).toCompletionStage();
    }

    private CompletionStage<Answer> code(Asked asked) throws Refusal {
        UUID session = asked.visitor().session();
        Members members = asked.members();
        String code = members.text("code", "invitation");
        members.end();
        return guesses.guess(session, asked.address(), () -> doors.look(session, code))
                .map(JoinRoutes::invitation).toCompletionStage();
    }

    private CompletionStage<Answer> waiting(Asked asked) {
        UUID programme = asked.seat().programme();
        return doors.waiting(programme).compose(all -> doors.locked(programme).map(locked -> Answer.of(
                Map.of("waiting", all.stream().map(DoorRoutes::knock).toList(), "locked", locked)))).toCompletionStage();
    }

    private CompletionStage<Answer> lock(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        Members members = asked.members();
        boolean locked = members.mustFlag("locked", "invalid_value");
        members.end();
        return doors.lock(seat.programme(), locked).map(changed -> {
            if (changed) {
                acts.note(seat, locked ? "locked" : "unlocked", null, "");
            }
            return Answer.nothing();
        }).toCompletionStage();
    }

    private CompletionStage<Answer> decide(Asked asked) throws Refusal {
        Seat seat = asked.seat();
        UUID knock = asked.id("knock");
        Members members = asked.members();
        boolean admit = members.flag("admit", "invalid_value");
        members.end();
        return doors.decide(seat, knock, admit).map(came -> {
            if (came != null) {
                joining.arrived(came);
            }
            acts.note(seat, admit ? "admitted" : "declined", came == null ? null : came.person(), "");
            return Answer.nothing();
        }).toCompletionStage();
    }

    private CompletionStage<Answer> state(Asked asked) throws Refusal {
        UUID knock = asked.id("knock");
        long until = System.currentTimeMillis() + asked.number("wait", 0, 0, LONGEST_WAIT) * 1_000;
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        look(asked, knock, until, answer);
        return answer;
    }

    private void look(Asked asked, UUID knock, long until, CompletableFuture<Answer> answer) {
        doors.state(asked.visitorOrNull().session(), knock).onComplete(read -> {
            if (read.failed()) {
                answer.completeExceptionally(read.cause());
            } else if (read.result().admitted() == null && System.currentTimeMillis() + LOOK_EVERY < until) {
                thread.execute(() -> thread.after(LOOK_EVERY, () -> look(asked, knock, until, answer)));
            } else {
                Map<String, Object> members = new LinkedHashMap<>();
                members.put("admitted", read.result().admitted());
                Invitations.Joined joined = read.result().joined();
                if (joined == null) {
                    answer.complete(Answer.of(members));
                    return;
                }
                members.putAll(JoinRoutes.seat(joined.seat()));
                members.put("returnToken", joined.returnToken());
                if (!joined.fresh()) {
                    answer.complete(Answer.of(members));
                    return;
                }
                joining.freshly(asked, Answer.of(members)).onComplete(told -> {
                    if (told.succeeded()) {
                        answer.complete(told.result());
                    } else {
                        answer.completeExceptionally(told.cause());
                    }
                });
            }
        });
    }

    private static Map<String, Object> door(Doors.Door door) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("role", door.role().wire());
        members.put("lobby", door.lobby());
        members.put("opened", door.opened());
        members.put("closes", door.closes());
        return members;
    }

    private static Map<String, Object> knock(Doors.Knock knock) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("knock", knock.knock());
        members.put("name", knock.name());
        members.put("role", knock.role().wire());
        members.put("party", knock.party().wire());
        members.put("at", knock.at());
        return members;
    }
}

package org.tavolo.app;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.tavolo.document.Sample;
import org.tavolo.live.Erasures;
import org.tavolo.live.History;
import org.tavolo.live.Journal;
import org.tavolo.live.Rooms;
import org.tavolo.live.Scheduler;
import org.tavolo.method.Method;
import org.tavolo.people.Invitations;
import org.tavolo.people.Role;
import org.tavolo.store.Database;
import org.tavolo.store.DatabaseAddress;
import org.tavolo.store.ErasureFile;
import org.tavolo.web.Api;
import org.tavolo.web.Broadcast;
import org.tavolo.web.Carriers;
import org.tavolo.web.VertxScheduler;
import org.tavolo.web.InTurn;
import org.tavolo.web.Releasing;
import org.tavolo.web.WebServer;
import org.tavolo.web.WebSettings;

/** The rooms of the house, joined over a migrated database. Every method blocks and none is for an event loop. */
public final class Server implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final int START_SECONDS = 60;
    private static final int ERASING_SECONDS = 600;
    private static final int STOP_SECONDS = 20;
    /** The command that makes the sample programme when the server starts. */
    private static final UUID SAMPLE = UUID.fromString("5a3b1e00-7a70-7000-8000-000000000001");
    private static final int SAMPLE_DAYS = 90;

    private final Vertx vertx;
    private final Database database;
    private final Rooms rooms;
    private final WebServer web;
    private final FirstSubmissions beginnings;

    private Server(Vertx vertx, Database database, Rooms rooms, WebServer web, FirstSubmissions beginnings) {
        this.vertx = vertx;
        this.database = database;
        this.rooms = rooms;
        this.web = web;
        this.beginnings = beginnings;
    }

    /** A Vert.x as the server needs it: without a cache on disk, and with two event loops, the web's and the rooms'. */
    public static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /**
     * Starts to serve and returns when it listens.
     *
     * @param vertx   made by {@link #vertx()}; closed with the server
     * @param address a database that is up to date
     */
    public static Server start(Vertx vertx, DatabaseAddress address, WebSettings settings, Beside kept) {
        return start(vertx, address, settings, kept, Method.read());
    }

    /** The same with a method that was read before. */
    static Server start(Vertx vertx, DatabaseAddress address, WebSettings settings, Beside kept, Method method) {
        return start(vertx, address, settings, kept, method, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** The same over a journal that somebody stands in front of. */
    static Server start(Vertx vertx, DatabaseAddress address, WebSettings settings, Beside kept,
                        UnaryOperator<Journal> before) {
        return start(vertx, address, settings, kept, Method.read(), before, UnaryOperator.identity());
    }

    /** The same where the rooms go by another clock. */
    static Server startBy(Vertx vertx, DatabaseAddress address, WebSettings settings, Beside kept,
                          UnaryOperator<Scheduler> clock) {
        return start(vertx, address, settings, kept, Method.read(), UnaryOperator.identity(), clock);
    }

    /**
     * What a server goes by beside its database.
     *
     * @param erasures the file of erasures
     * @param clock    by which programmes are kept long enough
     */
    public record Beside(Path erasures, Clock clock) {}

    private static Server start(Vertx vertx, DatabaseAddress address, WebSettings settings, Beside kept, Method method,
                                UnaryOperator<Journal> before, UnaryOperator<Scheduler> clock) {
        Context web = ((VertxInternal) vertx).createEventLoopContext();
        Context thinking = ((VertxInternal) vertx).createEventLoopContext();
        Database database = Database.of(vertx, address);
        Scheduler thread = clock.apply(new VertxScheduler(vertx, thinking));
        Broadcast broadcast = new Broadcast(vertx, web, thread);
        Headings headings = new Headings(broadcast, database.programmes(), thread);
        Journal journal = before.apply(database.journal());
        Rooms rooms = new Rooms(journal, method, headings, thread);
        headings.readFrom(rooms);
        FirstSubmissions beginnings = new FirstSubmissions(database.programmes(), database.invitations(),
                database.sessions(), rooms, new Sample(method), method);
        History history = new History(journal, rooms);
        Forgetting forgetting = new Forgetting(vertx, database.traces(), database.keepings(), new Erasures(journal,
                database.past(), rooms, (type, field) -> isCommon(method, type, field), ForkJoinPool.commonPool()),
                new Releasing(history, method, database),
                new ErasureFile(kept.erasures()));
        int erased = await(forgetting.again(), ERASING_SECONDS);
        if (erased > 0) {
            LOG.log(System.Logger.Level.INFO, "erased again what an older database had: {0}", erased);
        }
        Retention retention = new Retention(database.keepings(), forgetting, kept.clock());
        vertx.setTimer(Retention.FIRST, first -> retention.look());
        vertx.setPeriodic(Retention.EVERY, day -> retention.look());
        InTurn inTurn = new InTurn();
        Carriers carriers = new Carriers(vertx, web, thread, rooms, history, broadcast,
                database, method, beginnings, database.backplane()::alone, database::ready, inTurn,
                List.of(new PlanRoutes(rooms, method, database.acts())::on,
                        new TraceRoutes(database, rooms, history, broadcast, forgetting, method, inTurn)::on,
                        new KeepingRoutes(database, rooms, history, forgetting, kept.clock(), inTurn)::on));
        database.backplane().listen(rooms::open, rooms::heads, rooms::generations);
        return await(WebServer.start(settings, carriers)
                .map(listening -> new Server(vertx, database, rooms, listening, beginnings)), START_SECONDS);
    }

    /**
     * The frame of the tables and the steering of sessions are the programme's, whoever wrote or set them; so is a value
     * that the method asks of every such thing.
     */
    private static boolean isCommon(Method method, String type, String field) {
        String part = field == null ? method.part(type) : method.part(type, field);
        return "frame".equals(part) || field != null && ("steering".equals(part) || method.requires(type, field));
    }

    public int port() {
        return web.port();
    }

    /** Every route of the API, and who may ask it. */
    List<Api.Route> routes() {
        return web.routes();
    }

    /** What makes the first account, once; null when there is one. */
    String setupToken() {
        return await(database.accounts().setupToken(), START_SECONDS);
    }

    /**
     * The links of the sample programme. It is made for a session that nobody holds, once in the life of a database;
     * when it is there, what an interrupted start left undone is done, and it gets new links, since those of before are
     * known to their holders alone.
     */
    SampleLinks sample() {
        return await(database.programmes().begunBy(SAMPLE).compose(found -> found == null ? makeSample()
                : beginnings.finish(found.programme(), found.board(), SAMPLE)
                        .compose(done -> link(found.programme(), Role.FACILITATOR))
                        .compose(facilitator -> link(found.programme(), Role.INVITED)
                        .map(join -> new SampleLinks(false, found.programme(), facilitator, join)))), START_SECONDS);
    }

    /** @param made whether it was made now. The tokens are told this once */
    record SampleLinks(boolean made, UUID programme, String facilitatorToken, String joinToken) {}

    private Future<SampleLinks> makeSample() {
        return database.sessions().begin().compose(begun -> beginnings.sample(begun.session(), "Tavolo", "it", SAMPLE)
                .compose(created -> database.sessions().end(begun.session()).map(new SampleLinks(true,
                        created.programme(), created.facilitatorToken(), created.joinToken()))));
    }

    private Future<String> link(UUID programme, Role role) {
        return database.invitations().create(programme, new Invitations.Terms(role, null, null, false), SAMPLE_DAYS).map(Invitations.NewLink::token);
    }

    /** Tells every browser to come back later, commits what has arrived, and lets go of the database. */
    @Override
    public void close() {
        await(web.stop().transform(done -> Future.fromCompletionStage(rooms.stop()))
                .transform(done -> database.close())
                .transform(done -> vertx.close()), STOP_SECONDS);
    }

    private static <T> T await(Future<T> future, int seconds) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new CompletionException("not done within " + seconds + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}

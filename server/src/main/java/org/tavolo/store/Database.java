package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.tavolo.live.Journal;
import org.tavolo.live.Past;
import org.tavolo.people.Accounts;
import org.tavolo.people.Acts;
import org.tavolo.people.Askings;
import org.tavolo.people.Confidants;
import org.tavolo.people.Doors;
import org.tavolo.people.Invitations;
import org.tavolo.people.Keepings;
import org.tavolo.people.Memberships;
import org.tavolo.people.OidcLogins;
import org.tavolo.people.People;
import org.tavolo.people.Polls;
import org.tavolo.people.Programmes;
import org.tavolo.people.Releases;
import org.tavolo.people.Rounds;
import org.tavolo.people.Sessions;
import org.tavolo.people.Traces;

/**
 * The database as the running server uses it: connections, and over them the journal and the people. Connects when it
 * is first asked, and again after the database was away. Thread-safe; expects a database that {@link Schema} brought up
 * to date.
 */
public final class Database implements People {
    /** The longest that the database works on one statement, in milliseconds. */
    private static final int STATEMENT_TIMEOUT = 8_000;
    /** A connection on which nothing came for so many seconds is closed, because it may have gone silent. */
    private static final int SILENCE = 15;

    /** Connections for appending; their number bounds how many boards commit at the same moment. */
    private static final int WRITING = 4;
    /** Connections for everything else, so that a long read never stands before a commit. */
    private static final int READING = 6;
    private static final int WAITING = 2_000;
    private static final long TIDY = 3_600_000;

    private final Pool writing;
    private final Pool reading;
    private final Backplane backplane;
    private final PostgresJournal journal;
    private final PostgresSessions sessions;
    private final Programmes programmes;
    private final Invitations invitations;
    private final Accounts accounts;
    private final OidcLogins oidcLogins;
    private final Memberships memberships;
    private final Acts acts;
    private final Doors doors;
    private final Confidants confidants;
    private final Traces traces;
    private final Keepings keepings;
    private final Rounds rounds;
    private final Polls polls;
    private final Askings askings;
    private final Releases releases;
    private final Runnable stopTidying;

    private Database(Vertx vertx, DatabaseAddress address, int statementTimeout, int silence) {
        PgConnectOptions options = options(address, statementTimeout);
        writing = pool(vertx, options, silence, WRITING);
        reading = pool(vertx, options, silence, READING);
        backplane = new PostgresBackplane(vertx, reading, options);
        journal = new PostgresJournal(vertx, writing, reading, backplane, statementTimeout);
        sessions = new PostgresSessions(reading);
        programmes = new PostgresProgrammes(reading, sessions);
        invitations = new PostgresInvitations(reading, sessions);
        accounts = new PostgresAccounts(reading, sessions);
        oidcLogins = new PostgresOidcLogins(reading);
        memberships = new PostgresMemberships(reading, sessions);
        acts = new PostgresActs(reading);
        doors = new PostgresDoors(reading, sessions);
        confidants = new PostgresConfidants(reading, sessions);
        traces = new PostgresTraces(reading, sessions);
        keepings = new PostgresKeepings(reading, sessions);
        rounds = new PostgresRounds(reading);
        polls = new PostgresPolls(reading);
        askings = new PostgresAskings(reading);
        releases = new PostgresReleases(reading);
        long timer = vertx.setPeriodic(TIDY, ignored -> sessions.tidy());
        stopTidying = () -> vertx.cancelTimer(timer);
    }

    /** Gets ready to use the database; connects to nothing yet. */
    public static Database of(Vertx vertx, DatabaseAddress address) {
        return new Database(vertx, address, STATEMENT_TIMEOUT, SILENCE);
    }

    /** The same with less patience: milliseconds for a statement, seconds for silence. */
    static Database of(Vertx vertx, DatabaseAddress address, int statementTimeout, int silence) {
        return new Database(vertx, address, statementTimeout, silence);
    }

    public Journal journal() {
        return journal;
    }

    /** The journal, where it may be rewritten. */
    public Past past() {
        return journal;
    }

    public Backplane backplane() {
        return backplane;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Programmes programmes() {
        return programmes;
    }

    @Override
    public Invitations invitations() {
        return invitations;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public OidcLogins oidcLogins() {
        return oidcLogins;
    }

    @Override
    public Memberships memberships() {
        return memberships;
    }

    @Override
    public Doors doors() {
        return doors;
    }

    @Override
    public Acts acts() {
        return acts;
    }

    @Override
    public Confidants confidants() {
        return confidants;
    }

    @Override
    public Traces traces() {
        return traces;
    }

    @Override
    public Keepings keepings() {
        return keepings;
    }

    @Override
    public Rounds rounds() {
        return rounds;
    }

    @Override
    public Polls polls() {
        return polls;
    }

    @Override
    public Askings askings() {
        return askings;
    }

    @Override
    public Releases releases() {
        return releases;
    }

    /** Succeeds when the database answers. */
    public Future<Void> ready() {
        return reading.query("select 1").execute().timeout(2, TimeUnit.SECONDS).mapEmpty();
    }

    /** Closes every connection; what is under way fails. */
    public Future<Void> close() {
        stopTidying.run();
        return backplane.close().eventually(writing::close).eventually(reading::close);
    }

    private static Pool pool(Vertx vertx, PgConnectOptions options, int silence, int size) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(options)
                .with(new NetClientOptions().setTcpKeepAlive(true).setReadIdleTimeout(silence).setConnectTimeout(5_000))
                .with(new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(WAITING)
                        .setConnectionTimeout(5).setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .build();
    }

    private static PgConnectOptions options(DatabaseAddress address, int statementTimeout) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password())
                .setSslMode(SslMode.of(address.sslMode()))
                .setCachePreparedStatements(true)
                .addProperty("application_name", "tavolo")
                .addProperty("statement_timeout", String.valueOf(statementTimeout));
        if (!address.sslMode().equals("disable")) {
            ClientSSLOptions ssl = new ClientSSLOptions();
            if (!address.sslMode().startsWith("verify-")) {
                ssl.setTrustAll(true);
            } else if (address.rootCert() != null) {
                ssl.setTrustOptions(new PemTrustOptions().addCertPath(address.rootCert().toString()));
            }
            ssl.setHostnameVerificationAlgorithm(address.sslMode().equals("verify-full") ? "HTTPS" : "");
            options.setSslOptions(ssl);
        }
        return options;
    }
}

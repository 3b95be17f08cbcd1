package org.tavolo.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.tavolo.people.OidcLogins;

/** Sign-ins under way at an identity provider, in PostgreSQL. */
final class PostgresOidcLogins implements OidcLogins {
    /** When nobody is expected back any more. */
    static final String LATE = "at < now() - interval '10 minutes'";
    /** Several tabs of one browser may be under way at once; more than these are not. */
    private static final int OTHERS = 4;
    private static final String SEND = "with gone as (delete from oidc_login where session = $2 and state_hash not in"
            + " (select state_hash from oidc_login where session = $2 order by at desc limit " + OTHERS + "))"
            + " insert into oidc_login (state_hash, session, nonce, verifier, setup) values ($1, $2, $3, $4, $5)";
    private static final String BACK = "delete from oidc_login where state_hash = $1 and session = $2"
            + " returning nonce, verifier, setup, " + LATE;

    private final Pool pool;

    PostgresOidcLogins(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Sent> send(UUID session) {
        return Outage.told(send(session, (UUID) null));
    }

    @Override
    public Future<Sent> send(UUID session, String setupToken) {
        return Outage.told(PostgresAccounts.setupLink(pool, setupToken).compose(setup -> send(session, setup)));
    }

    private Future<Sent> send(UUID session, UUID setup) {
        // A verifier has at least 43 characters.
        Sent sent = new Sent(Tokens.fresh(), Tokens.fresh(), Tokens.fresh() + Tokens.fresh(), setup);
        return pool.preparedQuery(SEND)
                .execute(Tuple.of(Tokens.hash(sent.state()), session, sent.nonce(), sent.verifier(), setup)).map(sent);
    }

    @Override
    public Future<Sent> back(UUID session, String state) {
        return Outage.told(pool.preparedQuery(BACK).execute(Tuple.of(Tokens.hash(state), session)).map(rows -> {
            Row row = Outage.first(rows);
            return row == null || row.getBoolean(3) ? null
                    : new Sent(state, row.getString(0), row.getString(1), row.getUUID(2));
        }));
    }
}

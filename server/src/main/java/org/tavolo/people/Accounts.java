package org.tavolo.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Accounts and how one signs in (docs/protocol.md H22-H27). A token that is wrong, expired or revoked fails with the
 * {@link org.tavolo.board.Refusal} {@code invitation}, always by the same way. May be called from any thread; futures
 * also fail with {@code retry/unavailable}.
 */
public interface Accounts {
    /** A link that makes the first account; those made before are void. Null when there is an account already. */
    Future<String> setupToken();

    /** Makes the first account, an administrator's, and signs the session in. Fails with {@code invalid_name}. */
    Future<Account> setUp(UUID session, String token, String name, String email);

    /**
     * Signs the session in by a personal link, which stays good until it is revoked. One that an administrator made is
     * good for this once, and the account begins anew: its other sessions and links end, the return links of its people
     * and their places at confidential tables too. So nobody comes by another's link and is not noticed.
     *
     * @return with the token of a link of their own when they came by an administrator's, else without
     */
    Future<Made> signIn(UUID session, String token);

    /**
     * Signs the session in as whom an identity provider vouches for; the account is made at their first visit. The
     * first account of all is an administrator's and is made only for whom the setup link sent there: being vouched for
     * is nothing that whoever runs the server would have chosen one by. Fails with {@code denied/setup} for anybody else.
     *
     * @param email may be null
     * @param setup the link by which they came ({@link OidcLogins.Sent#setup}), or null
     */
    Future<Account> signInBy(UUID session, String issuer, String subject, String name, String email, UUID setup);

    /** Makes an account with a personal link for one use. Fails with {@code invalid_name}, {@code invalid_email}. */
    Future<Made> create(String name, String email);

    /** Another personal link of one's own; those made before are void. Fails with {@code not_found}. */
    Future<String> linkAnew(UUID account);

    /** Another link for somebody else, for one use; those made before are void. Fails with {@code not_found}. */
    Future<String> linkFor(UUID account);

    /** All that have not ended, by name. */
    Future<List<Account>> all();

    /** Ends an account, its links and its sessions; what they wrote stays. Fails with {@code not_found}. */
    Future<Void> end(UUID account);

    /** The sessions of the same account as this one, or, without an account, of the same people; newest first. */
    Future<List<Device>> devices(UUID session);

    /** Ends one of those. Fails with {@code not_found}. */
    Future<Void> endDevice(UUID session, UUID device);

    /** Ends every session that an identity provider's subject signed in. */
    Future<Void> endAllOf(String issuer, String subject);

    /** @param token of a personal link, told this once; null when there is no new one */
    record Made(Account account, String token) {}

    /** A session as its owner knows it. Times in milliseconds since 1970. @param mine whether it is the asking one */
    record Device(UUID session, String device, long since, long seen, boolean mine) {}
}

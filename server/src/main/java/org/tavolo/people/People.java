package org.tavolo.people;

/** Everything that is known of people and programmes, port by port. */
public interface People {
    Sessions sessions();

    Accounts accounts();

    OidcLogins oidcLogins();

    Programmes programmes();

    Memberships memberships();

    Invitations invitations();

    Doors doors();

    Acts acts();

    Confidants confidants();

    Traces traces();

    Keepings keepings();

    Rounds rounds();

    Polls polls();

    Askings askings();

    Releases releases();
}

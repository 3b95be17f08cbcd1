package org.tavolo.protocol;

import java.util.UUID;

/** Where somebody is, as the others are told (docs/protocol.md L8). Every part but client and person may be null. */
public record Present(UUID client, int person, UUID item, String field, Message.Caret caret, Long rev) {
}

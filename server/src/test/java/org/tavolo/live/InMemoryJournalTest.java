package org.tavolo.live;

import java.util.UUID;

class InMemoryJournalTest extends JournalContract {
    private final InMemoryJournal journal = new InMemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Past past() {
        return journal;
    }

    @Override
    protected UUID newBoard() {
        return journal.create(UUID.randomUUID());
    }
}

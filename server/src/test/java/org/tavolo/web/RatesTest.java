package org.tavolo.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final AtomicLong now = new AtomicLong(1_790_000_000_000L);
    private final Rates rates = new Rates(60, 120, now::get);
    private final UUID one = UUID.randomUUID();

    @Test
    @DisplayName("the 501st request at once is told to wait ten milliseconds, after them there is one more, and nobody else waits")
    void requests() {
        for (int i = 0; i < 500; i++) {
            assertEquals(0, rates.request(one));
        }
        assertEquals(10, rates.request(one));
        assertEquals(0, rates.request(UUID.randomUUID()));
        now.addAndGet(10);
        assertEquals(0, rates.request(one));
        assertTrue(rates.request(one) > 0);
    }

    @Test
    @DisplayName("a clock that is put back neither gives nor takes")
    void clock() {
        for (int i = 0; i < 120; i++) {
            assertEquals(0, rates.submission(one));
        }
        now.addAndGet(-86_400_000);
        assertTrue(rates.submission(one) > 0);
        now.addAndGet(1_000);
        for (int i = 0; i < 60; i++) {
            assertEquals(0, rates.submission(one));
        }
        assertTrue(rates.submission(one) > 0);
    }

    @Test
    @DisplayName("those who have been quiet are forgotten, and those who wait are not")
    void sweep() {
        for (int i = 0; i < 120; i++) {
            rates.submission(one);
        }
        rates.sweep();
        assertTrue(rates.submission(one) > 0);
        now.addAndGet(60_000);
        rates.sweep();
        assertEquals(0, rates.counted());
    }

    @Test
    @DisplayName("a hall of a thousand first visits from one address comes in, the next waits")
    void visits() {
        for (int i = 0; i < 1_000; i++) {
            assertEquals(0, rates.newSession("192.0.2.1"));
        }
        assertEquals(100, rates.newSession("192.0.2.1"));
        assertEquals(0, rates.newSession("192.0.2.2"));
    }
}

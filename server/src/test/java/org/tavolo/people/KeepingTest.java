package org.tavolo.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tavolo.people.Keeping.Step;

/** How long a programme is kept, day by day on a clock of the test's. */
class KeepingTest {
    private static final LocalDate WRITTEN = LocalDate.of(2026, 3, 1);

    private LocalDate written = WRITTEN;
    private LocalDate visited;
    private LocalDate chosen;
    private Instant warned;
    private Instant offered;
    private Instant now = at(WRITTEN);

    private static Instant at(LocalDate day) {
        return day.atTime(3, 0).toInstant(ZoneOffset.UTC);
    }

    private Keeping keeping() {
        return new Keeping(new UUID(0, 1), written, visited, chosen, warned, offered);
    }

    /** Looks once a day until something is to be done or this day is over, and does it. */
    private List<String> until(LocalDate last) {
        List<String> done = new ArrayList<>();
        for (; !now.isAfter(at(last)); now = now.plus(1, ChronoUnit.DAYS)) {
            Step step = keeping().next(now);
            if (step != Step.NOTHING) {
                done.add(LocalDate.ofInstant(now, ZoneOffset.UTC) + " " + step);
            }
            if (step == Step.ERASE) {
                return done;
            }
            warned = step == Step.WARN ? now : step == Step.CALM ? null : warned;
        }
        return done;
    }

    @Test
    void twoYearsAfterTheLastWritingItGoesAndThirtyDaysBeforeItsOwnerIsWarned() {
        assertEquals(List.of("2028-01-31 WARN", "2028-03-02 ERASE"), until(WRITTEN.plusYears(3)));
    }

    @Test
    void aVisitCountsAndNotWhatWasWrittenBesides() {
        visited = LocalDate.of(2027, 5, 20);
        assertEquals(List.of("2029-04-20 WARN", "2029-05-21 ERASE"), until(WRITTEN.plusYears(4)));
    }

    @Test
    void whoeverExtendsItIsWarnedAnewInTime() {
        until(LocalDate.of(2028, 2, 10));
        chosen = LocalDate.of(2029, 6, 30);
        assertEquals(List.of("2028-02-11 CALM", "2029-05-31 WARN", "2029-07-01 ERASE"), until(WRITTEN.plusYears(4)));
    }

    @Test
    void whoeverWritesAgainIsNotWarnedAnyMore() {
        until(LocalDate.of(2028, 2, 10));
        written = LocalDate.of(2028, 2, 10);
        assertEquals(List.of("2028-02-11 CALM"), until(LocalDate.of(2029, 12, 31)));
    }

    @Test
    void whoeverWantsItToEndSoonHasThirtyDaysToTakeItAlong() {
        chosen = WRITTEN.plusDays(3);
        assertEquals(List.of("2026-03-01 WARN", "2026-03-31 ERASE"), until(WRITTEN.plusYears(1)));
    }

    @Test
    void whatItsOwnerTookAlongSinceTheyWereWarnedNeedNotWaitLongerThanTheyWished() {
        chosen = WRITTEN.plusDays(3);
        until(WRITTEN);
        offered = now;
        assertEquals(List.of("2026-03-05 ERASE"), until(WRITTEN.plusYears(1)));
    }

    @Test
    void nothingGoesWithoutAWarningOfThirtyDaysOrTheFileTakenSince() {
        long seed = Long.getLong("tavolo.seed", System.nanoTime());
        System.out.println("what is kept: -Dtavolo.seed=" + seed);
        Random random = new Random(seed);
        int erased = 0;
        for (int i = 0; i < 20_000; i++) {
            now = at(WRITTEN.plusDays(random.nextInt(1_200)));
            chosen = random.nextBoolean() ? null : WRITTEN.plusDays(random.nextInt(1_200));
            visited = random.nextBoolean() ? null : WRITTEN.plusDays(random.nextInt(900));
            warned = random.nextBoolean() ? null : now.minus(random.nextInt(60), ChronoUnit.DAYS);
            offered = random.nextBoolean() ? null : now.minus(random.nextInt(90), ChronoUnit.DAYS);
            if (keeping().next(now) == Step.ERASE) {
                erased++;
                boolean longEnough = !warned.plus(30, ChronoUnit.DAYS).isAfter(now);
                assertTrue(longEnough || !offered.isBefore(warned), "-Dtavolo.seed=" + seed + " " + keeping());
                assertTrue(now.isAfter(keeping().until().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
            }
        }
        assertTrue(erased > 500, "only " + erased);
    }
}

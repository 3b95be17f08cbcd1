package org.tavolo.app;

import org.tavolo.live.Rooms;
import org.tavolo.method.Method;
import org.tavolo.web.Api;

/** Bringing a plan in and taking it out (H8, H9). */
final class PlanRoutes {
    PlanRoutes(Rooms rooms, Method method) {
    }

    void on(Api api) {
    }
}

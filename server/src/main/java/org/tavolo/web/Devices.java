package org.tavolo.web;

import java.util.List;

/** By which words people know the browsers they use: its kind and the system, and nothing that could tell two apart. */
final class Devices {
    private static final List<String> BROWSERS = List.of("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari");
    private static final List<String> BROWSER_NAMES =
            List.of("Edge", "Opera", "Samsung Internet", "Firefox", "Chrome", "Safari");
    private static final List<String> SYSTEMS =
            List.of("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux");

    private Devices() {
    }

    /** @param userAgent may be null */
    static String of(String userAgent) {
        String said = userAgent == null ? "" : userAgent;
        String browser = BROWSERS.stream().filter(said::contains).findFirst()
                .map(word -> BROWSER_NAMES.get(BROWSERS.indexOf(word))).orElse("");
        String system = SYSTEMS.stream().filter(said::contains).findFirst().orElse("");
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }
}

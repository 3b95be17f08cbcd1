package org.tavolo.gates;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The house without one gate: its room is compiled anew, and everything of ours, the tests as well, is loaded once more
 * with what came out in place of the real classes.
 */
final class Without extends URLClassLoader {
    private final Gate gate;
    private final Path folder;

    private Without(Gate gate, Path folder, URL[] classes) {
        super(classes, Without.class.getClassLoader());
        this.gate = gate;
        this.folder = folder;
    }

    static Without of(Gate gate) throws IOException {
        Path folder = Files.createTempDirectory("tavolo-gates");
        Path compiled = compile(gate, folder);
        List<URL> classes = new ArrayList<>(List.of(compiled.toUri().toURL()));
        for (Class<?> one : List.of(org.tavolo.board.Board.class, Without.class)) {
            classes.add(one.getProtectionDomain().getCodeSource().getLocation());
        }
        return new Without(gate, folder, classes.toArray(URL[]::new));
    }

    /** The whole room, since constants are copied into the classes that use them. */
    private static Path compile(Gate gate, Path folder) throws IOException {
        Path source = gate.source();
        Path changed = folder.resolve("source").resolve(source.getFileName());
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, gate.removed());
        Path compiled = folder.resolve("classes");
        List<String> words = new ArrayList<>(List.of("--release", "17", "-nowarn", "-proc:none", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        + File.pathSeparator, "-d", compiled.toString(), changed.toString()));
        try (var beside = Files.list(source.getParent())) {
            beside.filter(file -> !file.equals(source) && file.toString().endsWith(".java"))
                    .forEach(file -> words.add(file.toString()));
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("no Java without the gate " + gate);
        }
        return compiled;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.tavolo.") || name.startsWith("org.tavolo.gates.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** Whether its test fails. */
    boolean isNoticed() throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            Class<?> test = loadClass(gate.testClass());
            int method = gate.test().indexOf('#');
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(method < 0
                    ? selectClass(test) : selectMethod(test, gate.test().substring(method + 1))).build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            TestExecutionSummary summary = listener.getSummary();
            if (summary.getTestsStartedCount() == 0 && summary.getTotalFailureCount() == 0) {
                throw new IllegalStateException("no test ran for " + gate);
            }
            return summary.getTotalFailureCount() > 0;
        } finally {
            stopDatabase();
            thread.setContextClassLoader(before);
        }
    }

    /** This loader's own, which would otherwise run until the end of all tests. */
    private void stopDatabase() throws ReflectiveOperationException {
        Method close = loadClass("org.tavolo.store.TestDatabase").getDeclaredMethod("close");
        close.setAccessible(true);
        close.invoke(null);
    }

    @Override
    public void close() throws IOException {
        super.close();
        try (var all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}

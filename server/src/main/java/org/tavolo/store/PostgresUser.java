package org.tavolo.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The user as whom the programs of PostgreSQL run. They refuse to run as root and as a user without a name, so in
 * those cases they are given another identity: inside a user namespace, where the same user has another number (the
 * files stay with whoever started the server), or else, for root, that of an unprivileged user, who then owns
 * PostgreSQL's own folder.
 */
final class PostgresUser {
    /** The ways in which another identity is had, best first. */
    enum Way { NAMESPACE, OTHER_USER }

    private static final List<String> PREFERRED = List.of("postgres", "nobody", "daemon");

    private final List<String> prefix;
    private final Integer uid;
    private final Integer gid;

    private PostgresUser(List<String> prefix, Integer uid, Integer gid) {
        this.prefix = prefix;
        this.uid = uid;
        this.gid = gid;
    }

    /**
     * Finds an identity that works here, by trying it.
     *
     * @param folder the data folder, and PostgreSQL's own folder in it, if there is one already
     * @param ways   the ways that may be taken
     * @throws StartRefused when none does, saying what to do
     */
    static PostgresUser choose(DataFolder folder, Set<Way> ways) throws IOException {
        boolean exists = Files.exists(folder.database());
        int me = owner(Path.of("/proc/self"));
        int owner = owner(exists ? folder.database() : folder.path());
        Map<String, int[]> named = namedUsers();
        if (me != 0 && owner != me && exists) {
            throw new StartRefused("The database in " + folder.database() + " belongs to user " + owner
                    + ", and this server runs as user " + me + ": start it as that user, or correct the owner.");
        }
        if (me != 0 && (named.values().stream().anyMatch(ids -> ids[0] == me) || succeeds(List.of("id", "-un")))) {
            return new PostgresUser(List.of(), null, null);
        }
        if (ways.contains(Way.NAMESPACE) && (me != 0 || owner == 0)) {
            PostgresUser user = inNamespace(folder.path(), named);
            if (user != null) {
                return user;
            }
        }
        if (me != 0) {
            throw new StartRefused("PostgreSQL does not run as user " + me + ", who has no name on this system: start "
                    + "Tavolo as a user listed in /etc/passwd, or set DATABASE_URL to a PostgreSQL of your own.");
        }
        PostgresUser user = ways.contains(Way.OTHER_USER) ? asOtherUser(folder.path(), owner, named) : null;
        if (user == null) {
            throw new StartRefused("PostgreSQL does not run as root, and here neither unshare (user namespaces) nor "
                    + "setpriv can give it another user: start Tavolo as an ordinary user, or set DATABASE_URL to a "
                    + "PostgreSQL of your own.");
        }
        return user;
    }

    /** A process of this user, with an environment in which nothing can redirect PostgreSQL. */
    ProcessBuilder process(List<String> command) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        ProcessBuilder process = new ProcessBuilder(words);
        process.environment().clear();
        process.environment().put("PATH", "/usr/bin:/bin");
        process.environment().put("LC_ALL", "C");
        process.redirectInput(new File("/dev/null"));
        return process;
    }

    /** Hands a file, or a folder with all it holds, to this user, unless it is theirs. */
    void own(Path root) throws IOException {
        if (uid == null || owner(root) == uid) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            // The folder itself comes last, so that an interrupted change is begun again at the next start.
            for (Path path : all.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList()) {
                Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Where one of the system's own programs is, or null. */
    static String program(String name) {
        for (String folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return folder + "/" + name;
            }
        }
        return null;
    }

    private static PostgresUser inNamespace(Path folder, Map<String, int[]> named) {
        String unshare = program("unshare");
        int[] ids = firstOf(named);
        if (unshare == null || ids == null) {
            return null;
        }
        List<String> prefix = List.of(unshare, "--user", "--map-user=" + ids[0], "--map-group=" + ids[0], "--");
        // What matters is not that the call exists but that the folder is still ours behind it.
        return succeeds(prefix, "/bin/sh", "-c", "[ \"$(id -u)\" = \"$1\" ] && [ -O \"$2\" ] && [ -w \"$2\" ]", "sh",
                String.valueOf(ids[0]), folder.toString()) ? new PostgresUser(prefix, null, null) : null;
    }

    private static PostgresUser asOtherUser(Path folder, int owner, Map<String, int[]> named) throws IOException {
        String setpriv = program("setpriv");
        int[] ids = named.values().stream().filter(each -> owner != 0 && each[0] == owner).findFirst()
                .orElse(firstOf(named));
        if (setpriv == null || ids == null) {
            return null;
        }
        List<String> prefix = List.of(setpriv, "--reuid=" + ids[0], "--regid=" + ids[1], "--clear-groups",
                "--no-new-privs", "--");
        if (!succeeds(prefix, "/bin/sh", "-c", "[ \"$(id -u)\" = \"$1\" ]", "sh", String.valueOf(ids[0]))) {
            return null;
        }
        for (int names = 0; names <= folder.getNameCount(); names++) {
            Path each = names == 0 ? folder.getRoot() : folder.getRoot().resolve(folder.subpath(0, names));
            if (!succeeds(prefix, "/bin/sh", "-c", "[ -x \"$1\" ]", "sh", each.toString())) {
                throw new StartRefused("PostgreSQL does not run as root, and user " + ids[0] + ", as whom it would "
                        + "run, may not enter " + each + (names == folder.getNameCount() ? ""
                                : " on the way to the data folder " + folder)
                        + ": name a folder elsewhere with TAVOLO_DATA (for instance /var/lib/tavolo), or start Tavolo "
                        + "as an ordinary user.");
            }
        }
        return new PostgresUser(prefix, ids[0], ids[1]);
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static Map<String, int[]> namedUsers() throws IOException {
        Map<String, int[]> users = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
            String[] parts = line.split(":");
            if (parts.length > 3 && parts[2].matches("[0-9]{1,9}") && parts[3].matches("[0-9]{1,9}")) {
                users.putIfAbsent(parts[0], new int[] {Integer.parseInt(parts[2]), Integer.parseInt(parts[3])});
            }
        }
        return users;
    }

    private static int[] firstOf(Map<String, int[]> named) {
        return Stream.concat(PREFERRED.stream().filter(named::containsKey).map(named::get), named.values().stream())
                .filter(ids -> ids[0] != 0).findFirst().orElse(null);
    }

    /** Whether a program ends well; it does not when it is not there or not done in ten seconds. */
    static boolean succeeds(List<String> prefix, String... command) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package org.tavolo.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, which travel in the jar as one archive and are unpacked once into the data folder, in
 * {@code postgresql-<fingerprint of the archive>}. A folder appears there only whole and on disk: it is filled under
 * another name and renamed, and it holds the list of its files with their sizes, which every start compares.
 */
final class PostgresBinaries {
    static final int MAJOR_VERSION = 17;
    private static final String PREFIX = "postgresql-";
    private static final String CONTENTS = "contents";
    /** What only those who compile against PostgreSQL need; leaving it out halves the number of files. */
    private static final List<String> NEEDLESS = List.of("include/", "lib/pkgconfig/", "lib/postgresql/pgxs/",
            "share/doc/", "share/man/", "share/postgresql/man/");

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /**
     * Finds the unpacked programs in the data folder, or unpacks them (about two seconds). Call it only while the
     * folder is locked for this process.
     *
     * @throws StartRefused when this machine is none the archive has programs for
     */
    static PostgresBinaries in(Path dataFolder) throws IOException {
        Platform platform = Platform.here();
        URL archive = PostgresBinaries.class.getResource("/" + platform.archive());
        if (archive == null) {
            throw new StartRefused("This build of Tavolo carries no PostgreSQL for " + System.getProperty("os.arch")
                    + ": set DATABASE_URL to a PostgreSQL of your own.");
        }
        Path folder = dataFolder.resolve(PREFIX + fingerprint(archive));
        if (!isWhole(folder)) {
            DataFolder.delete(folder);
            Path unfinished = Files.createTempDirectory(dataFolder, ".unpacking-");
            unpack(archive, unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            DataFolder.force(dataFolder);
        }
        return new PostgresBinaries(folder);
    }

    /** One of the programs, such as {@code postgres} or {@code initdb}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Removes what earlier versions and interrupted unpackings left in the data folder. */
    void deleteOthers() throws IOException {
        try (Stream<Path> children = Files.list(folder.getParent())) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (name.startsWith(".unpacking-") || name.startsWith(PREFIX) && !child.equals(folder)) {
                    DataFolder.delete(child);
                }
            }
        }
    }

    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            // The jar's own directory has the checksum: nothing needs to be read.
            return String.format("%d-%08x", MAJOR_VERSION, jar.getJarEntry().getCrc());
        }
        return String.format("%d-%d", MAJOR_VERSION, connection.getContentLengthLong());
    }

    private static boolean isWhole(Path folder) throws IOException {
        try {
            for (String line : Files.readAllLines(folder.resolve(CONTENTS))) {
                String[] sizeAndName = line.split(" ", 2);
                if (Files.size(folder.resolve(sizeAndName[1])) != Long.parseLong(sizeAndName[0])) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        TreeMap<String, Long> sizes = new TreeMap<>();
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new BufferedInputStream(new XZInputStream(packed), 1 << 16))) {
            byte[] buffer = new byte[1 << 16];
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                Path path = target.resolve(name).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive of PostgreSQL reaches outside its folder: " + name);
                }
                if (NEEDLESS.stream().anyMatch(name::startsWith) || name.endsWith(".a")) {
                    continue;
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
                        for (int n = tar.read(buffer); n > 0; n = tar.read(buffer)) {
                            out.write(buffer, 0, n);
                        }
                    }
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(path,
                            PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                    sizes.put(name, entry.getSize());
                }
            }
        }
        StringBuilder contents = new StringBuilder();
        sizes.forEach((name, size) -> contents.append(size).append(' ').append(name).append('\n'));
        Files.writeString(target.resolve(CONTENTS), contents);
        force(target);
    }

    /** Brings the folder with all it holds to the disk: at once where that can be, since file by file takes seconds. */
    private static void force(Path folder) throws IOException {
        String sync = PostgresUser.program("sync");
        if (sync != null && PostgresUser.succeeds(List.of(sync, "-f", folder.toString()))) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                DataFolder.force(path);
            }
        }
    }

    /** The machines there are programs for. */
    private enum Platform {
        AMD64("postgres-linux-x86_64.txz", "/lib64/ld-linux-x86-64.so.2"),
        ARM64("postgres-linux-arm_64.txz", "/lib/ld-linux-aarch64.so.1");

        private final String archive;
        private final Path loader;

        Platform(String archive, String loader) {
            this.archive = archive;
            this.loader = Path.of(loader);
        }

        String archive() {
            return archive;
        }

        static Platform here() {
            return of(System.getProperty("os.name"), System.getProperty("os.arch"));
        }

        private static Platform of(String system, String architecture) {
            Platform platform = switch (architecture) {
                case "amd64", "x86_64" -> AMD64;
                case "aarch64", "arm64" -> ARM64;
                default -> null;
            };
            if (!system.equals("Linux") || platform == null) {
                throw new StartRefused("Tavolo brings its own PostgreSQL only for Linux on amd64 and arm64, and this "
                        + "is " + system + " on " + architecture + ": set DATABASE_URL to a PostgreSQL of your own.");
            }
            if (!Files.exists(platform.loader)) {
                throw new StartRefused("Tavolo's own PostgreSQL needs a Linux with glibc, and this one has none ("
                        + platform.loader + " is missing; Alpine is such a system): set DATABASE_URL to a PostgreSQL "
                        + "of your own.");
            }
            return platform;
        }
    }
}

package org.tavolo.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that holds everything the embedded database keeps, held by one process at a time. The lock is the
 * kernel's, so it ends with the process that holds it, however that ends.
 */
final class DataFolder implements AutoCloseable {
    /** Closing a second channel on a file drops the whole process's lock on it, so none is ever opened. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none, and takes its lock.
     *
     * @throws StartRefused when another server holds it, or it cannot be written to
     */
    static DataFolder open(Path wanted) throws IOException {
        Path path;
        try {
            if (!Files.isDirectory(wanted)) {
                Files.createDirectories(wanted.toAbsolutePath().getParent());
                Files.createDirectory(wanted, PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rwx--x--x")));
            }
            path = wanted.toRealPath();
        } catch (IOException | UnsupportedOperationException e) {
            throw notWritable(wanted, e);
        }
        if (!HELD.add(path)) {
            throw taken(path, "this process");
        }
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                ByteBuffer holder = ByteBuffer.allocate(20);
                channel.read(holder, 0);
                throw taken(path, "process " + new String(holder.array(), 0, holder.position(),
                        StandardCharsets.US_ASCII).strip());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
            done = true;
            return new DataFolder(path, channel);
        } catch (AccessDeniedException e) {
            throw notWritable(path, e);
        } finally {
            if (!done) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(path);
            }
        }
    }

    /** The folder's real path. */
    Path path() {
        return path;
    }

    /** PostgreSQL's own folder of tables and logs. */
    Path database() {
        return path.resolve("database");
    }

    /**
     * The secret kept under this name, readable by this user only, or null when there is none.
     */
    String secret(String name) throws IOException {
        try {
            return Files.readString(path.resolve(name)).strip();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Makes a random secret of 192 bits and keeps it under this name, replacing what was there. */
    String newSecret(String name) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        write(name, secret);
        return secret;
    }

    /** Keeps one line under this name, readable by this user only, whole or not at all. */
    void write(String name, String line) throws IOException {
        Path unfinished = Files.createTempFile(path, "." + name, "");
        Files.writeString(unfinished, line + "\n");
        force(unfinished);
        Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(path);
    }

    /** Removes what interrupted work left under names that begin so. */
    void deleteUnfinished(String prefix) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path, prefix + "*")) {
            for (Path leftover : leftovers) {
                delete(leftover);
            }
        }
    }

    /** Gives the folder up, so that another server may take it. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (lock.isOpen()) {
            lock.close();
            HELD.remove(path);
        }
    }

    /** Brings a file or a folder's list of names to the disk. */
    static void force(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a file or a folder with all it holds, following no link; nothing there is fine. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static StartRefused taken(Path path, String holder) {
        return new StartRefused("The data folder " + path + " is in use by another Tavolo server (" + holder
                + "): stop that one, or give this one a folder of its own with TAVOLO_DATA.");
    }

    private static StartRefused notWritable(Path path, Exception cause) {
        return new StartRefused("The data folder " + path.toAbsolutePath() + " cannot be made or written to by user "
                + System.getProperty("user.name") + ": correct its owner, or name another folder with TAVOLO_DATA.",
                cause);
    }
}

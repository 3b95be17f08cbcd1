package org.tavolo.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Stands between a client and the database, and can swallow what either says, or cut the line. */
public final class CuttingProxy implements Closeable {
    private final ServerSocket server;
    private final DatabaseAddress behind;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean swallowsAnswers;
    private volatile boolean swallowsRequests;
    private volatile boolean refuses;
    private final Semaphore swallowed = new Semaphore(0);
    /** Raised by each cut: what a line of an earlier one still hears goes nowhere. */
    private volatile int cuts;

    public CuttingProxy(DatabaseAddress behind) throws IOException {
        this.behind = behind;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    public DatabaseAddress address() {
        return new DatabaseAddress("127.0.0.1", server.getLocalPort(), behind.database(), behind.user(),
                behind.password(), "disable", null);
    }

    /** From now on the database hears everything and nobody hears the database. */
    public void swallowAnswers() {
        swallowsAnswers = true;
    }

    /** From now on the database hears nothing. */
    public void swallowRequests() {
        swallowsRequests = true;
    }

    /** Waits until something was swallowed that nobody had waited for yet. */
    public void awaitSwallowed() throws InterruptedException {
        if (!swallowed.tryAcquire(60, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was said that could be swallowed");
        }
    }

    /** Whether whoever comes is sent away at once. */
    public void refuse(boolean everybody) {
        refuses = everybody;
    }

    /** Cuts every line there is; new ones work. */
    public synchronized void cut() throws IOException {
        cuts++;
        swallowsAnswers = false;
        swallowsRequests = false;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** New lines work, those that exist stay as they are: silent. */
    public void heal() {
        sockets.clear();
        swallowsAnswers = false;
        swallowsRequests = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (refuses) {
                    client.close();
                    continue;
                }
                Socket database = new Socket(behind.host(), behind.port());
                client.setTcpNoDelay(true);
                database.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(database);
                int line = cuts;
                thread(() -> pass(client, database, true, line));
                thread(() -> pass(database, client, false, line));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pass(Socket from, Socket to, boolean request, int line) {
        boolean silent = false;
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                silent |= request ? swallowsRequests : swallowsAnswers;
                if (silent) {
                    swallowed.release();
                } else if (line == cuts) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // Cut: both ends are closed.
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

package app.ajar.graph;

import app.ajar.model.ApiAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that may break off wherever it likes: one behaviour for every connection. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final Thread thread;

    /** What to do with a connection whose request was read. */
    interface Behaviour {
        void answer(Socket connection) throws IOException;
    }

    RawServer(Behaviour behaviour) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = Thread.ofPlatform().name("raw-server").start(() -> serve(behaviour));
    }

    static Behaviour writing(String answer) {
        return connection -> connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(Behaviour behaviour) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                readRequest(connection.getInputStream());
                requests.incrementAndGet();
                behaviour.answer(connection);
            } catch (IOException e) {
                // The client went first, or the test is over; the loop's condition tells which.
                broken.incrementAndGet();
            }
        }
    }

    /** Reads head and body, so that closing afterwards is a clean end and not a reset. */
    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        for (String line : head.toString().split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(line.substring("content-length:".length()).strip()));
            }
        }
    }

    int requests() {
        return requests.get();
    }

    ApiAddress address(String scheme) {
        return new ApiAddress(URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort()), "v26.0");
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }
}

package app.ajar.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether windows can be shown here, found out before the toolkit starts: once it has failed to open a display it cannot
 * be started another way.
 */
enum Display {
    /** Windows can be shown, as far as can be told. */
    THERE,
    /** No display is named. */
    NONE,
    /** A display is named but nothing answers there. */
    DEAD;

    private static final System.Logger LOG = System.getLogger(Display.class.getName());
    /** X11's {@code [host]:number[.screen]}. */
    private static final Pattern NAME = Pattern.compile("(?:(?<host>[^:/]*)):(?<number>[0-9]{1,4})(?:\\.[0-9]+)?");
    private static final int FIRST_PORT = 6000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Path SOCKETS = Path.of("/tmp/.X11-unix");
    /** Where Linux lists sockets; X servers also listen on one without a file. */
    private static final Path OPEN_SOCKETS = Path.of("/proc/net/unix");

    /** Looks at what the environment names. */
    static Display of(Map<String, String> environment, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("windows") || os.contains("mac")) {
            return THERE;
        }
        String x11 = environment.getOrDefault("DISPLAY", "");
        if (x11.isBlank()) {
            // The toolkit speaks X11 only: a Wayland session shows its windows where XWayland names a display.
            return NONE;
        }
        Matcher name = NAME.matcher(x11);
        if (!name.matches()) {
            return THERE;
        }
        return answers(name.group("host"), Integer.parseInt(name.group("number"))) ? THERE : DEAD;
    }

    private static boolean answers(String host, int number) {
        try {
            boolean here = host.isEmpty() || host.equals("unix");
            return here ? answersHere(number) : answersAt(host, number);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the display does not answer", e);
            return false;
        }
    }

    private static boolean answersHere(int number) throws IOException {
        Path socket = SOCKETS.resolve("X" + number);
        if (Files.isReadable(OPEN_SOCKETS)
                && Files.readString(OPEN_SOCKETS, StandardCharsets.ISO_8859_1).contains("@" + socket + "\n")) {
            return true;
        }
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        }
    }

    private static boolean answersAt(String host, int number) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, FIRST_PORT + number), (int) PATIENCE.toMillis());
            return true;
        }
    }
}

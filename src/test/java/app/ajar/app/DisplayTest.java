package app.ajar.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayTest {

    private static final int FIRST_PORT = 6000;
    private static final int PORTS = 1000;

    @Test
    void onLinux_withoutAName_thereIsNone() {
        assertThat(Display.of(Map.of(), "Linux")).isEqualTo(Display.NONE);
        assertThat(Display.of(Map.of("DISPLAY", " "), "Linux")).isEqualTo(Display.NONE);
        assertThat(Display.of(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux")).isEqualTo(Display.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {":9876", "unix:9876", ":9876.0"})
    void aNameThatNothingAnswersTo_isDead(String name) {
        assertThat(Display.of(Map.of("DISPLAY", name), "Linux")).isEqualTo(Display.DEAD);
    }

    @Test
    void aDisplayOverTheNetwork_isThereWhenItsPortAnswers() throws IOException {
        String name;
        try (ServerSocket server = listen()) {
            name = "127.0.0.1:" + (server.getLocalPort() - FIRST_PORT) + ".0";
            assertThat(Display.of(Map.of("DISPLAY", name), "Linux")).isEqualTo(Display.THERE);
        }
        assertThat(Display.of(Map.of("DISPLAY", name), "Linux")).isEqualTo(Display.DEAD);
    }

    @Test
    void aNameOfAnotherKind_isLeftToTheToolkit() {
        assertThat(Display.of(Map.of("DISPLAY", "/private/tmp/launch/org.xquartz:0"), "Linux"))
                .isEqualTo(Display.THERE);
    }

    @Test
    void otherSystems_needNoName() {
        assertThat(Display.of(Map.of(), "Mac OS X")).isEqualTo(Display.THERE);
        assertThat(Display.of(Map.of(), "Windows 11")).isEqualTo(Display.THERE);
    }

    /** A port that X11 would count as a display. */
    private static ServerSocket listen() throws IOException {
        for (int port = FIRST_PORT + PORTS; port > FIRST_PORT; port--) {
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                assertThat(port).as("a free port, the last one failed with %s", e).isGreaterThan(FIRST_PORT + 1);
            }
        }
        throw new IOException("no free port");
    }
}

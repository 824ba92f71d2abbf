package app.ajar.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The world a command runs in: the process's own, or a test's.
 *
 * @param out UTF-8
 * @param err UTF-8
 * @param errIsTerminal whether a person watches {@code err}, so that progress is worth showing
 * @param environment the process environment
 * @param standardFolder the data folder when none is named
 * @param version Ajar's own
 * @param desktop opens the window
 * @param logging starts the log in the data folder given, on {@code err} as well when true; a null folder means no file
 * @param stop asks a command that would go on to come to an end
 */
public record Surroundings(InputStream in, PrintStream out, PrintStream err, boolean errIsTerminal,
        Map<String, String> environment, Path standardFolder, String version, Clock clock,
        DesktopRequest.Desktop desktop, BiConsumer<@Nullable Path, Boolean> logging, StopSignal stop) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }
}

package app.ajar.cli;

import app.ajar.model.ApiAddress;
import app.ajar.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of the window.
 *
 * @param demo whether to open the demo account
 * @param screenshot the picture to write before leaving, null to stay open
 * @param size of the window's content, null for its usual size
 * @param theme null for the one the settings say
 * @param open the place in the list, from 1, of the conversation to open; 0 for none
 * @param page the name of the page to show, null for the inbox
 * @param data the data folder
 * @param dataGiven whether the user named that folder, on the command line or in the environment
 * @param api scheme, host and port of the API; passes {@link ApiAddress#allowed}
 * @param verbose whether the log goes to standard error as well
 * @param at the moment that a picture of the demo shows, null for now; only with both
 */
public record DesktopRequest(boolean demo, @Nullable Path screenshot, @Nullable Size size,
        Settings.@Nullable Theme theme, int open, @Nullable String page, Path data, boolean dataGiven, URI api,
        boolean verbose, @Nullable Instant at) {

    /** A size in pixels. */
    public record Size(int width, int height) {}

    /** Opens the window; given by {@code app}, because no command may know the toolkit. */
    @FunctionalInterface
    public interface Desktop {

        /**
         * Opens the window and returns when it is closed.
         *
         * @return the picture that was written, if one was
         * @throws CommandFailure when the window cannot be opened
         */
        Optional<Path> open(DesktopRequest request);
    }
}

package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.ApiAddress;
import app.ajar.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ajar} by itself opens the window; it also holds the options that every command takes. */
@Command(name = "ajar", description = "Opens the inbox. With a command, works without a window.")
final class AjarCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})[xX]([0-9]{1,5})");
    private static final int SMALLEST_SIDE = 100;
    private static final int LARGEST_SIDE = 16_000;

    private final Surroundings surroundings;

    @Option(names = "--data", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "Where everything is stored. Else AJAR_DATA, else the system's place for application data.")
    private @Nullable String data;

    @Option(names = "--api", paramLabel = "URL", scope = ScopeType.INHERIT, description = "Where the Instagram API is. Else AJAR_API, else https://graph.instagram.com.")
    private @Nullable String api;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "The result as one JSON object.")
    private boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "The log on standard error as well.")
    private boolean verbose;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Shows this.")
    private boolean help;

    @Option(names = {"-V",
            "--version"}, versionHelp = true, scope = ScopeType.INHERIT, description = "Shows the version.")
    private boolean version;

    @Option(names = "--demo", description = "Opens the demo account; nothing leaves the computer.")
    private boolean demo;

    @Option(names = "--screenshot", paramLabel = "FILE", description = "Writes a picture of the painted window as PNG and leaves.")
    private @Nullable String screenshot;

    @Option(names = "--size", paramLabel = "WxH", description = "The picture's size, for example 1280x800.")
    private @Nullable String size;

    @Option(names = "--theme", paramLabel = "light|dark", description = "The colours to wear.")
    private @Nullable String theme;

    @Option(names = "--open", paramLabel = "N", description = "Opens the N-th conversation of the list.")
    private @Nullable Integer open;

    @Option(names = "--page", paramLabel = "NAME", description = "Shows this page.")
    private @Nullable String page;

    @Option(names = "--at", paramLabel = "TIME", description = "With --demo and --screenshot: the demo as if it were then, "
            + "for example 2026-11-22T14:20:00Z; the same picture each time.")
    private @Nullable String at;

    AjarCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (open != null) {
            positive("--open", open);
        }
        Path folder = folder();
        DesktopRequest request = new DesktopRequest(demo, screenshot == null ? null : path("--screenshot", screenshot),
                size(), theme(), open == null ? 0 : open, page, folder, dataGiven(), api(),
                verbose, at());
        Optional<Path> picture = surroundings.desktop().open(request);
        picture.ifPresent(file -> print(new Answer().fact("picture", file.toString()).line(file.toString())));
        return Exit.DONE.status();
    }

    /**
     * Takes what the window is usually started with, each option once, without the library that knows the whole command line:
     * its 165 classes are of a form, Java 5's, that no start-up cache keeps.
     *
     * @return false when there is anything else; nothing was taken then
     */
    boolean takePlain(String... arguments) {
        Set<String> seen = new HashSet<>();
        String folder = null;
        String address = null;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            if (!seen.add(option)) {
                return false;
            }
            switch (option) {
                case "--demo", "--verbose" -> {
                }
                case "--data", "--api" -> {
                    if (i + 1 == arguments.length || arguments[i + 1].startsWith("-")) {
                        return false;
                    }
                    i++;
                    if (option.equals("--data")) {
                        folder = arguments[i];
                    } else {
                        address = arguments[i];
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        data = folder;
        api = address;
        demo = seen.contains("--demo");
        verbose = seen.contains("--verbose");
        return true;
    }

    /** Whether an option was given that means something to the window alone. */
    boolean asksForWindow() {
        return demo || screenshot != null || size != null || theme != null || open != null || page != null
                || at != null;
    }

    /** Help and version answer whatever else was asked. */
    boolean asksForHelp() {
        return help || version;
    }

    boolean verbose() {
        return verbose;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    void print(Answer answer) {
        answer.print(surroundings.out(), json);
    }

    /** Opens the data folder for a command; the caller closes it. */
    OpenedFolder openFolder() {
        URI address = api();
        Path folder = folder();
        OpenedFolder.create(folder);
        surroundings.logging().accept(folder, verbose);
        return OpenedFolder.open(folder, address, surroundings);
    }

    /** The data folder as an absolute path; it need not be there. */
    Path folder() {
        String named = named(data, "AJAR_DATA");
        return named == null ? surroundings.standardFolder() : path("--data", named).toAbsolutePath().normalize();
    }

    /** The API's address, checked: a token may be sent there. */
    URI api() {
        String named = named(api, "AJAR_API");
        if (named == null) {
            return ApiAddress.META;
        }
        try {
            URI address = new URI(named.replaceFirst("/+$", ""));
            if (ApiAddress.allowed(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw CommandFailure.because(e, Exit.USAGE, "cli.usage.api");
        }
        throw CommandFailure.of(Exit.USAGE, "cli.usage.api");
    }

    /** A path as the user wrote it. */
    static Path path(String option, String value) {
        if (value.isBlank()) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.blank", option);
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw CommandFailure.because(e, Exit.USAGE, "cli.usage.path", option);
        }
    }

    /** Refuses zero and less. */
    static int positive(String option, int number) {
        if (number <= 0) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.positive", option, String.valueOf(number));
        }
        return number;
    }

    private boolean dataGiven() {
        return named(data, "AJAR_DATA") != null;
    }

    /** What was given on the command line, else in the environment, where empty means nothing. */
    private @Nullable String named(@Nullable String option, String variable) {
        if (option != null) {
            return option;
        }
        String value = surroundings.environment().get(variable);
        return value == null || value.isBlank() ? null : value;
    }

    private @Nullable Instant at() {
        if (at == null) {
            return null;
        }
        if (!demo || screenshot == null) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.at.demo");
        }
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw CommandFailure.because(e, Exit.USAGE, "cli.usage.at", CommandFailure.quoted(at));
        }
    }

    private DesktopRequest.@Nullable Size size() {
        if (size == null) {
            return null;
        }
        Matcher sides = SIZE.matcher(size);
        if (sides.matches()) {
            int width = Integer.parseInt(sides.group(1));
            int height = Integer.parseInt(sides.group(2));
            if (Math.min(width, height) >= SMALLEST_SIDE && Math.max(width, height) <= LARGEST_SIDE) {
                return new DesktopRequest.Size(width, height);
            }
        }
        throw CommandFailure.of(Exit.USAGE, "cli.usage.size", Cli.oneLine(size));
    }

    private Settings.@Nullable Theme theme() {
        return switch (theme) {
            case null -> null;
            case "light" -> Settings.Theme.LIGHT;
            case "dark" -> Settings.Theme.DARK;
            default -> throw CommandFailure.of(Exit.USAGE, "cli.usage.theme", Cli.oneLine(theme));
        };
    }
}

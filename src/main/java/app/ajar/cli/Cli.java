package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.store.StoreException;
import app.ajar.text.OutsideText;
import app.ajar.text.Texts;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads the command line and runs what it asks for. Whatever happens ends in an exit status and at most one sentence. */
public final class Cli {

    private static final System.Logger LOG = System.getLogger(Cli.class.getName());
    /** Whoever pastes a token where it does not belong must not find it in a terminal's history of errors. */
    private static final Pattern TOKEN = Pattern.compile("(IG|EAA)[A-Za-z0-9_-]{16,}");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int WIDTH = 100;

    /** In the order of the help page. */
    private static final List<String> COMMANDS = List.of("connect", "accounts", "disconnect", "sync", "send", "outbox",
            "search", "export", "sandbox", "doctor");
    private static final List<String> QUESTIONS = List.of("-h", "--help", "-V", "--version");

    private final Surroundings surroundings;

    public Cli(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether these arguments ask for the window, as far as can be told without reading them properly. */
    public static boolean opensWindow(String... arguments) {
        return Stream.of(arguments)
                .noneMatch(argument -> QUESTIONS.contains(argument) || COMMANDS.contains(argument));
    }

    /** Runs one command line to its end and gives the status to leave with. */
    public int run(String... arguments) {
        AjarCommand ajar = new AjarCommand(surroundings);
        try {
            if (!opensWindow(arguments)) {
                return commandLine(ajar, true).execute(arguments);
            }
            if (ajar.takePlain(arguments)) {
                return openPlainly(ajar);
            }
            // The window does not wait until ten commands are described that nobody asked for; a mistake is explained
            // with all of them in mind.
            return commandLine(ajar, false)
                    .setParameterExceptionHandler((e, all) -> commandLine(ajar, true).execute(all)).execute(arguments);
        } catch (Throwable e) {
            // Errors that picocli lets through, for example a missing system library.
            return unexpected(e);
        }
    }

    private int openPlainly(AjarCommand ajar) {
        try {
            return ajar.call();
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    private CommandLine commandLine(AjarCommand ajar, boolean withCommands) {
        CommandLine line = new CommandLine(ajar);
        if (withCommands) {
            COMMANDS.forEach(name -> line.addSubcommand(name, command(name, ajar)));
        }
        line.getCommandSpec().version("ajar " + surroundings.version());
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().version("ajar " + surroundings.version()));
        // A message may begin with @: it must never be read as the name of a file with arguments.
        // "--page connect" names a page and not the command.
        return line.setExpandAtFiles(false)
                .setAllowSubcommandsAsOptionParameters(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(WIDTH)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, arguments) -> usage(e))
                .setExecutionExceptionHandler((e, command, result) -> failure(e))
                .setExecutionStrategy(result -> execute(ajar, result));
    }

    private static Object command(String name, AjarCommand ajar) {
        return switch (name) {
            case "connect" -> new ConnectCommand(ajar);
            case "accounts" -> new AccountsCommand(ajar);
            case "disconnect" -> new DisconnectCommand(ajar);
            case "sync" -> new SyncCommand(ajar);
            case "send" -> new SendCommand(ajar);
            case "outbox" -> new OutboxCommand(ajar);
            case "search" -> new SearchCommand(ajar);
            case "export" -> new ExportCommand(ajar);
            case "sandbox" -> new SandboxCommand(ajar);
            case "doctor" -> new DoctorCommand(ajar);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private int execute(AjarCommand ajar, ParseResult result) {
        if (!ajar.asksForHelp() && result.hasSubcommand() && ajar.asksForWindow()) {
            return fail(Exit.USAGE, Texts.get("cli.usage.window", result.subcommand().commandSpec().name()));
        }
        return new CommandLine.RunLast().execute(result);
    }

    private int usage(ParameterException e) {
        String what = oneLine(String.valueOf(e.getMessage())).replaceFirst("is not an? (int|long)$",
                "is not a whole number");
        return fail(Exit.USAGE, Texts.get("cli.usage", what, e.getCommandLine().getCommandSpec().qualifiedName()));
    }

    private int failure(Exception e) {
        return switch (e) {
            case CommandFailure failure -> {
                Throwable cause = failure.getCause();
                if (cause != null) {
                    LOG.log(System.Logger.Level.INFO, "a command failed", cause);
                }
                yield fail(failure.exit(), String.valueOf(failure.getMessage()));
            }
            case StoreException broken -> {
                LOG.log(System.Logger.Level.ERROR, "the database failed", broken);
                yield fail(Exit.FAILED, Texts.get("cli.store.failed." + broken.trouble()));
            }
            case ParameterException wrong -> usage(wrong);
            default -> unexpected(e);
        };
    }

    private int unexpected(Throwable e) {
        LOG.log(System.Logger.Level.ERROR, "a command ended unexpectedly", e);
        return fail(Exit.FAILED, Texts.get("cli.unexpected", e.getClass().getSimpleName()));
    }

    private int fail(Exit exit, @Nullable String sentence) {
        surroundings.err().println(oneLine(String.valueOf(sentence)));
        surroundings.err().flush();
        return exit.status();
    }

    /** Text from outside, fit to stand in a sentence: one line, no control characters, no token. */
    static String oneLine(String text) {
        return TOKEN.matcher(SPACES.matcher(OutsideText.onTerminal(text)).replaceAll(" ").strip()).replaceAll("$1…");
    }
}

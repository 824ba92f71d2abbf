package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.text.Texts;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ajar sandbox}: serves invented people on loopback, prints where and the token, and goes on until stopped. */
@Command(description = "Serves a pretend Instagram with invented people on this computer.")
final class SandboxCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final AjarCommand ajar;

    @Option(names = "--port", paramLabel = "N", description = "The port; else any free one.")
    private @Nullable Integer port;

    @Option(names = "--people", paramLabel = "N", description = "How many people; else the demo's.")
    private @Nullable Integer people;

    @Option(names = "--messages", paramLabel = "N", description = "How many messages the people beyond the demo's share.")
    private @Nullable Long messages;

    @Option(names = "--seed", paramLabel = "N", description = "Everything invented follows from it.")
    private @Nullable Long seed;

    SandboxCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() throws InterruptedException {
        SandboxOptions options = options();
        ajar.surroundings().logging().accept(null, ajar.verbose());
        try (Sandbox sandbox = Sandbox.start(options)) {
            ajar.print(new Answer()
                    .fact("url", sandbox.url())
                    .fact("token", sandbox.token())
                    .fact("account_id", sandbox.accountId())
                    .fact("project_url", sandbox.project().url())
                    .fact("project_key", RealtimeServer.ANON_KEY)
                    .fact("people", sandbox.people())
                    .fact("messages", sandbox.messages())
                    .line(Texts.get("cli.sandbox.url", sandbox.url()))
                    .line(Texts.get("cli.sandbox.token", sandbox.token()))
                    .line(Texts.get("cli.sandbox.project", sandbox.project().url(), RealtimeServer.ANON_KEY))
                    .line(Texts.get("cli.sandbox.serving")));
            ajar.surroundings().stop().await();
            return Exit.DONE.status();
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.sandbox.failed",
                    port == null ? "" : " " + port);
        }
    }

    private SandboxOptions options() {
        if (port != null && port > HIGHEST_PORT) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.most", "--port", String.valueOf(HIGHEST_PORT));
        }
        if (people != null && people > SandboxOptions.MOST_PEOPLE) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.most", "--people",
                    String.valueOf(SandboxOptions.MOST_PEOPLE));
        }
        if (messages != null && messages > SandboxOptions.MOST_MESSAGES) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.most", "--messages",
                    String.valueOf(SandboxOptions.MOST_MESSAGES));
        }
        SandboxOptions options = SandboxOptions.demo();
        options = port == null ? options : options.withPort(AjarCommand.positive("--port", port));
        options = seed == null ? options : options.withSeed(seed);
        if (people == null && messages == null) {
            return options;
        }
        if (messages != null && messages <= 0) {
            throw CommandFailure.of(Exit.USAGE, "cli.usage.positive", "--messages", String.valueOf(messages));
        }
        return options.withCrowd(people == null ? SandboxOptions.CAST_ONLY : AjarCommand.positive("--people", people),
                messages == null ? 0 : messages);
    }
}

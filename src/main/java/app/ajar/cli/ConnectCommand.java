package app.ajar.cli;

import app.ajar.account.Connector;
import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ajar connect}: a token from a file or standard input, never from an argument that others could read. */
@Command(description = "Connects an account with its token.")
final class ConnectCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final int MOST_BYTES = 64 * 1024;
    /** What a new token cures; the other problems are settings on Meta's side. */
    private static final Set<AccessProblem> TOKEN_PROBLEMS = Set.of(AccessProblem.TOKEN_INVALID,
            AccessProblem.TOKEN_EXPIRED, AccessProblem.PASSWORD_CHANGED, AccessProblem.APP_REMOVED,
            AccessProblem.CHECKPOINT, AccessProblem.USER_UNCONFIRMED, AccessProblem.SESSION_INVALID);

    private final AjarCommand ajar;

    @Option(names = "--token-file", paramLabel = "FILE", required = true, description = "The file that holds the token; - for standard input.")
    private String tokenFile = "";

    ConnectCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() {
        String token = token();
        try (OpenedFolder folder = ajar.openFolder()) {
            switch (folder.connector().connect(token)) {
                case Connector.Result.Connected connected -> {
                    String kept = folder.vault().kind().name();
                    print(connected.account(), kept);
                    return Exit.DONE.status();
                }
                case Connector.Result.NotAToken no -> throw CommandFailure.of(Exit.RECONNECT, "cli.connect.notAToken");
                case Connector.Result.WrongKind no -> throw CommandFailure.of(Exit.RECONNECT, "cli.connect.wrongKind");
                case Connector.Result.NoAccess no ->
                    throw CommandFailure.of(TOKEN_PROBLEMS.contains(no.reason()) ? Exit.RECONNECT : Exit.FAILED,
                            "cli.connect.noAccess", reason(no.reason()));
                case Connector.Result.Unreachable no ->
                    throw CommandFailure.of(Exit.UNREACHABLE, "cli.connect.unreachable");
                case Connector.Result.Later later ->
                    throw CommandFailure.of(Exit.UNREACHABLE, "cli.connect.later", Answer.time(later.until()));
                case Connector.Result.Trouble trouble -> throw CommandFailure.of(Exit.FAILED, "cli.connect.trouble",
                        trouble.detail() == null ? "" : " (" + trouble.detail() + ")");
                case Connector.Result.NotKept no -> throw CommandFailure.because(new IOException(no.detail()),
                        Exit.FAILED, "cli.connect.notKept");
            }
        }
    }

    /** What is wrong and its cure, as part of a sentence. */
    static String reason(AccessProblem problem) {
        return Texts.get("cli.access." + problem.name());
    }

    private void print(Account account, String kept) {
        ajar.print(AccountsCommand.facts(account)
                .fact("token_kept_in", kept)
                .line(Texts.get("cli.connect.done", account.username()))
                .line(Texts.get("cli.connect.kept." + kept)));
    }

    private String token() {
        String token = utf8(tokenFile.equals(STANDARD_INPUT) ? standardInput() : file()).strip();
        if (token.isEmpty()) {
            throw CommandFailure.of(Exit.USAGE, "cli.connect.empty");
        }
        return token;
    }

    private byte[] standardInput() {
        try {
            return ajar.surroundings().in().readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.input.unreadable");
        }
    }

    private byte[] file() {
        try (InputStream in = Files.newInputStream(AjarCommand.path("--token-file", tokenFile))) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "cli.connect.unreadable", Cli.oneLine(tokenFile));
        }
    }

    /** Text as UTF-8 without a byte-order mark; what is not text is refused rather than guessed at. */
    static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw CommandFailure.because(e, Exit.USAGE, "cli.input.notUtf8");
        }
    }
}

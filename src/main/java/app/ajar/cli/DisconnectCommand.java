package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.Account;
import app.ajar.text.Texts;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ajar disconnect}: forgets one account's token, messages and media. */
@Command(description = "Forgets an account: its token, messages and media.")
final class DisconnectCommand implements Callable<Integer> {

    private final AjarCommand ajar;

    @Parameters(paramLabel = "ACCOUNT", description = "The account's id or username.")
    private String account = "";

    DisconnectCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() {
        try (OpenedFolder folder = ajar.openFolder()) {
            Account found = folder.account(account);
            try {
                folder.connector().disconnect(found.id());
            } catch (IOException e) {
                throw CommandFailure.because(e, Exit.FAILED, "cli.disconnect.failed", found.username());
            }
            ajar.print(new Answer()
                    .fact("id", found.id().value())
                    .fact("username", found.username())
                    .fact("disconnected", true)
                    .line(Texts.get("cli.disconnect.done", found.username())));
            return Exit.DONE.status();
        }
    }
}

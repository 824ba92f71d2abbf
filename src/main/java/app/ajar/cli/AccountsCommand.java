package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ajar accounts}: who is connected, whether the token works, how old it is and when it ends. */
@Command(description = "Shows the connected accounts, their health and their tokens' age.")
final class AccountsCommand implements Callable<Integer> {

    private final AjarCommand ajar;

    AccountsCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    @Override
    public Integer call() {
        try (OpenedFolder folder = ajar.openFolder()) {
            List<Account> accounts = folder.database().accounts().all();
            Set<AccountId> agents = folder.database().accounts().withHumanAgent();
            Answer answer = new Answer()
                    .fact("accounts", accounts.stream().map(account -> facts(account)
                            .fact("human_agent", agents.contains(account.id())).facts()).toList());
            if (accounts.isEmpty()) {
                answer.line(Texts.get("cli.accounts.none"));
            }
            Instant now = ajar.surroundings().clock().instant();
            accounts.forEach(account -> {
                describe(answer, account, now);
                if (agents.contains(account.id())) {
                    answer.line(Texts.get("cli.accounts.agent"));
                }
            });
            ajar.print(answer);
            return Exit.DONE.status();
        }
    }

    /** An account as every command shows it to programs; the first four as {@code export} names them. */
    static Answer facts(Account account) {
        return new Answer()
                .fact("id", account.id().value())
                .fact("username", account.username())
                .fact("name", account.name())
                .fact("status", account.status())
                .fact("status_reason", account.statusReason())
                .fact("connected_at", account.connectedAt())
                .fact("token_since", account.tokenSince())
                .fact("token_expires_at", account.tokenExpiresAt());
    }

    private static void describe(Answer answer, Account account, Instant now) {
        answer.line(Texts.get("cli.accounts.one", account.username(), account.id().value(),
                Texts.get("cli.accounts.status." + account.status().name())));
        if (account.statusReason() != null) {
            answer.line(Texts.get("cli.accounts.reason", ConnectCommand.reason(account.statusReason())));
        }
        long days = Math.max(0, Duration.between(account.tokenSince(), now).toDays());
        Instant expires = account.tokenExpiresAt();
        answer.line(expires == null
                ? Texts.get("cli.accounts.token", days)
                : Texts.get("cli.accounts.tokenUntil", days, Answer.time(expires)));
    }
}

package app.ajar.ui.health;

import app.ajar.account.TokenLife;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.sync.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can stand in a public bug report: states, counts, times and Meta's codes. Accounts are numbered; no names, ids,
 * words or tokens. In English, whatever the user's language, because developers read it.
 */
final class Diagnostics {

    private static final int MOST_LINES = 300;

    private Diagnostics() {}

    static String of(List<AccountHealth> accounts, List<Health.Log.Entry> log, Instant now) {
        StringBuilder text = new StringBuilder(4_000);
        line(text, "Ajar diagnostics, " + time(now));
        line(text, "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        for (int i = 0; i < accounts.size(); i++) {
            account(text, i + 1, accounts.get(i), now);
        }
        line(text, "");
        line(text, "Sync, newest first:");
        List<AccountId> order = accounts.stream().map(each -> each.account().id()).toList();
        log.stream().limit(MOST_LINES).forEach(entry -> line(text, time(entry.at()) + " account "
                + (order.indexOf(entry.account()) + 1) + " " + entry.kind() + " x" + entry.times()
                + (entry.count() == 0 ? "" : " count " + entry.count())
                + (entry.code() == null ? "" : " code " + entry.code())));
        return text.toString();
    }

    private static void account(StringBuilder text, int number, AccountHealth each, Instant now) {
        Account account = each.account();
        line(text, "");
        line(text, "Account " + number + ": " + account.status()
                + (account.statusReason() == null ? "" : " " + account.statusReason()));
        Health.Details details = each.details();
        if (details != null) {
            Health health = details.health();
            line(text, "  phase " + health.phase() + ", last sync " + time(health.lastSyncAt()) + ", offline since "
                    + time(health.offlineSince()) + ", limited until " + time(health.limitedUntil()));
            Duration every = details.every();
            line(text,
                    "  asks every " + (every == null ? "?" : every.toSeconds() + " s") + ", calls in the last minute "
                            + details.callsLastMinute() + ", usage " + health.usagePercent() + " %, last error "
                            + details.lastError() + " at " + time(details.lastErrorAt()));
        }
        TokenLife life = TokenLife.of(account);
        line(text, "  token since " + time(account.tokenSince()) + ", " + life.at(now) + ", ends "
                + time(life.ends()) + (life.told() ? "" : " at the latest"));
        line(text, "  gaps " + each.gaps().gaps() + ", messages missing " + each.gaps().messages());
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void line(StringBuilder text, String words) {
        text.append(words).append('\n');
    }
}

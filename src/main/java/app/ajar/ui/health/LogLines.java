package app.ajar.ui.health;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** What sync did, in words: for reading and searching on this computer with the accounts' names. Pure. */
record LogLines(List<Account> accounts, ZoneId zone, Locale locale) {

    /** One line; the number names it for as long as it lives. */
    record Line(long number, String time, String account, String words) {}

    /** @param search words that all must be found, whatever their case; empty for everything */
    List<Line> of(List<Health.Log.Entry> entries, String search, Instant now) {
        String[] wanted = search.strip().toLowerCase(locale).split("\\s+", -1);
        return entries.stream().map(entry -> line(entry, now)).filter(line -> {
            String all = (line.time() + ' ' + line.account() + ' ' + line.words()).toLowerCase(locale);
            for (String word : wanted) {
                if (!all.contains(word)) {
                    return false;
                }
            }
            return true;
        }).toList();
    }

    private Line line(Health.Log.Entry entry, Instant now) {
        return new Line(entry.number(), Times.message(entry.at(), now, zone, locale), name(entry.account()),
                words(entry));
    }

    static String words(Health.Log.Entry entry) {
        String words = Texts.get("health.log." + entry.kind(), entry.times(), entry.count());
        return entry.code() == null ? words : words + " · " + Texts.get("health.code", entry.code());
    }

    private String name(AccountId id) {
        return accounts.stream().filter(account -> account.id().equals(id)).map(Account::handle)
                .findFirst().orElse("");
    }
}

package app.ajar.ui.health;

import app.ajar.account.TokenLife;
import app.ajar.model.Account;
import app.ajar.store.Gaps;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of how one account is doing.
 *
 * @param details null before the engine has said
 * @param gaps what is missing between its messages
 */
record AccountHealth(Account account, Health.@Nullable Details details, Gaps.Counts gaps) {

    /** The colour of the light; the worst of several counts. */
    enum Light {
        UNKNOWN, WELL, BUSY, WAITING, BROKEN
    }

    /** One line of the page; with a style class where it is a warning, empty elsewhere. */
    record Fact(String name, String value, String style) {}

    Light light(Instant now) {
        if (account.status() == Account.Status.EXPIRED) {
            return Light.BROKEN;
        }
        if (details == null) {
            return Light.UNKNOWN;
        }
        return switch (details.health().phase()) {
            case STARTING -> Light.UNKNOWN;
            case FIRST_SYNC -> Light.BUSY;
            case LIVE -> details.health().asOf(now).isPresent() ? Light.BUSY : Light.WELL;
            case OFFLINE, RATE_LIMITED, TROUBLE, NOTHING_GIVEN -> Light.WAITING;
            case NEEDS_RECONNECT, NO_ACCESS -> Light.BROKEN;
        };
    }

    /** The page's lines, in their order. */
    List<Fact> facts(Instant now, ZoneId zone, Locale locale) {
        List<Fact> facts = new ArrayList<>();
        Health health = details == null ? null : details.health();
        Instant synced = health == null ? null : health.lastSyncAt();
        facts.add(fact("synced", synced == null
                ? Texts.get("health.never")
                : Times.message(synced, now, zone, locale)));
        if (details != null) {
            Duration every = details.every();
            facts.add(fact("polls", every == null
                    ? Texts.get("health.unknown")
                    : Texts.get("health.seconds", every.toSeconds())));
            Instant failed = details.lastErrorAt();
            facts.add(fact("error", failed == null
                    ? Texts.get("health.noError")
                    : Texts.get("health.errorAt", error(details.lastError()),
                            Times.message(failed, now, zone, locale))));
            int used = details.health().usagePercent();
            facts.add(fact("calls", Texts.get("health.callsMade", details.callsLastMinute())));
            facts.add(fact("usage", used == 0 ? Texts.get("health.nothingSaid") : Texts.get("health.percent", used)));
        }
        facts.add(new Fact(Texts.get("health.fact.token"), tokenWords(account, now, zone, locale),
                tokenStyle(account, now)));
        facts.add(fact("gaps", gaps.gaps() == 0
                ? Texts.get("health.none")
                : Texts.get("health.gapCounts", gaps.gaps(), gaps.messages())));
        return facts;
    }

    /** How old the account's token is and when it ends. */
    static String tokenWords(Account account, Instant now, ZoneId zone, Locale locale) {
        TokenLife life = TokenLife.of(account);
        if (stage(account, now) == TokenLife.Stage.ENDED) {
            return Texts.get("health.token.ended");
        }
        long age = Math.max(0, Duration.between(account.tokenSince(), now).toDays());
        return Texts.get(life.told() ? "health.token.ends" : "health.token.endsLatest", age, life.daysLeft(now),
                Times.date(life.ends(), now, zone, locale));
    }

    /** A token that was refused has ended, whatever was told of its life. */
    private static TokenLife.Stage stage(Account account, Instant now) {
        return account.status() == Account.Status.EXPIRED ? TokenLife.Stage.ENDED : TokenLife.of(account).at(now);
    }

    /** The style class of its words; empty while nothing is to be done. */
    static String tokenStyle(Account account, Instant now) {
        return switch (stage(account, now)) {
            case FRESH -> "";
            case ENDS_SOON, ENDS_VERY_SOON -> "token-ends";
            case ENDED -> "token-ended";
        };
    }

    /** Meta's code as it is, our own words in the user's language. */
    private static String error(@Nullable String what) {
        return what == null || Character.isDigit(what.charAt(0)) || what.startsWith("-")
                ? Texts.get("health.code", String.valueOf(what))
                : Texts.get("health.log." + what, 1, 0);
    }

    private static Fact fact(String key, String value) {
        return new Fact(Texts.get("health.fact." + key), value, "");
    }
}

package app.ajar.ui.shell;

import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How true the picture on screen is, in one line: the status bar's left side.
 *
 * @param remedy what a click does about it
 */
record StatusLine(Tone tone, String words, Remedy remedy) {

    /** The colour of the light. */
    enum Tone {
        QUIET, LIVE, BUSY, OFFLINE, WAITING, BROKEN
    }

    /** What can be done about it from here. */
    enum Remedy {
        NONE, CONNECT, TRY_NOW
    }

    private static final Duration JUST_NOW = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * @param health of the account shown, null when none is connected
     * @param waiting replies in the outbox that nothing but the connection holds back
     */
    static StatusLine of(@Nullable Health health, int waiting, Instant now, ZoneId zone, Locale locale) {
        if (health == null) {
            return new StatusLine(Tone.QUIET, Texts.get("shell.status.none"), Remedy.NONE);
        }
        return switch (health.phase()) {
            case STARTING -> new StatusLine(Tone.QUIET, Texts.get("shell.status.starting"), Remedy.NONE);
            case FIRST_SYNC -> new StatusLine(Tone.BUSY,
                    Texts.get("shell.status.firstSync", health.firstSyncConversations()), Remedy.NONE);
            case LIVE -> new StatusLine(Tone.LIVE, live(health.lastSyncAt(), now, zone, locale), Remedy.NONE);
            case OFFLINE -> new StatusLine(Tone.OFFLINE, offline(health, waiting, now, zone, locale), Remedy.TRY_NOW);
            case RATE_LIMITED -> new StatusLine(Tone.WAITING, limited(health.limitedUntil(), now, zone, locale),
                    Remedy.NONE);
            case NEEDS_RECONNECT -> new StatusLine(Tone.BROKEN,
                    Texts.get("shell.status.reconnect", problem(health, "access.TOKEN_INVALID.what")), Remedy.CONNECT);
            case NO_ACCESS -> new StatusLine(Tone.BROKEN,
                    Texts.get("shell.status.noAccess", problem(health, "access.PERMISSION_MISSING.what")),
                    Remedy.CONNECT);
            case TROUBLE -> new StatusLine(Tone.WAITING, Texts.get("shell.status.trouble"), Remedy.TRY_NOW);
            case NOTHING_GIVEN -> new StatusLine(Tone.WAITING, Texts.get("shell.status.nothingGiven"),
                    Remedy.TRY_NOW);
        };
    }

    private static String live(@Nullable Instant last, Instant now, ZoneId zone, Locale locale) {
        if (last == null) {
            return Texts.get("shell.status.liveNow");
        }
        Duration ago = Duration.between(last, now);
        if (ago.compareTo(JUST_NOW) < 0) {
            return Texts.get("shell.status.liveNow");
        }
        return Texts.get("shell.status.live",
                ago.compareTo(HOUR) < 0
                        ? Texts.get("shell.status.minutes", ago.toMinutes())
                        : Times.message(last, now, zone, locale));
    }

    private static String offline(Health health, int waiting, Instant now, ZoneId zone, Locale locale) {
        String stored = health.lastSyncAt() == null
                ? Texts.get("shell.status.offlineNever")
                : Texts.get("shell.status.offline", Times.message(health.lastSyncAt(), now, zone, locale));
        return waiting == 0 ? stored : stored + " · " + Texts.get("shell.status.waiting", waiting);
    }

    private static String limited(@Nullable Instant until, Instant now, ZoneId zone, Locale locale) {
        return until == null || !until.isAfter(now)
                ? Texts.get("shell.status.limitedSoon")
                : Texts.get("shell.status.limited", Times.message(until, now, zone, locale));
    }

    private static String problem(Health health, String otherwise) {
        return Texts.get(health.problem() == null ? otherwise : "access." + health.problem() + ".what");
    }
}

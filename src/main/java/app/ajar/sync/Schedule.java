package app.ajar.sync;

import java.time.Duration;

/** How often the API is asked; what the user looks at comes first. */
final class Schedule {

    /** The open conversation, while the window has the focus. */
    static final Duration WATCHED_FOCUSED = Duration.ofSeconds(5);
    /** The open conversation, while another window has it. */
    static final Duration WATCHED_BACKGROUND = Duration.ofSeconds(15);
    /** While offline: short, because coming back must be noticed without a click. */
    static final Duration OFFLINE_PROBE = Duration.ofSeconds(3);
    /** Meta refuses the account: the user may just have turned the switch. */
    static final Duration REFUSED_PROBE = Duration.ofMinutes(1);
    /** Every page once in a while, whatever the order of the list promises. */
    static final Duration FULL_WALK = Duration.ofDays(1);
    /** Every page more often where the list was seen out of order, because its head does not tell. */
    static final Duration FULL_WALK_UNSORTED = Duration.ofMinutes(2);
    /** How often the time of the last round is written down. */
    static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** No pause of our own is longer; a longer one means that the clock was set back. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private static final Duration LIST_FOCUSED = Duration.ofSeconds(15);
    private static final Duration LIST_BACKGROUND = Duration.ofSeconds(30);
    /** The slowest the owner's rules allow without push. */
    private static final Duration LIST_HIDDEN = Duration.ofSeconds(60);

    private Schedule() {}

    static Duration list(SyncEngine.Attention attention) {
        return switch (attention) {
            case FOCUSED -> LIST_FOCUSED;
            case BACKGROUND -> LIST_BACKGROUND;
            case HIDDEN -> LIST_HIDDEN;
        };
    }
}

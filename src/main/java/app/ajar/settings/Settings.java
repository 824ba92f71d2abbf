package app.ajar.settings;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose and what the window remembers. Immutable; a changed copy is saved whole.
 *
 * @param apiVersion Graph API version, for example {@code v26.0}
 * @param enterSends whether Enter sends and Shift+Enter makes a new line, or Ctrl+Enter sends
 * @param selectedAccount id of the account shown, null for all
 * @param selectedConversation Meta's id of the conversation open last, null when none
 * @param window where the window stood, null before it was ever closed
 * @param keep which pictures and files of others stay on this computer
 * @param undo for how long a reply can be taken back before it goes: nothing, 5 or 10 seconds
 * @param mediaBytes how many bytes messages' media may take, at least {@link #LEAST_MEDIA_BYTES}
 * @param signals what people are told besides replies
 * @param emoji what the choice of emoji remembers
 * @param language the tag of the language chosen, for example {@code de}; null to follow the system
 * @param notifications what pops up on the desktop, and when nothing does
 */
public record Settings(String apiVersion, Theme theme, boolean enterSends, boolean detailsShown, double sidebarWidth,
        @Nullable String selectedAccount, @Nullable String selectedConversation, @Nullable WindowPlace window,
        Keep keep, long mediaBytes, Duration undo, Signals signals, EmojiUse emoji,
        @Nullable String language, Notifications notifications) {

    /** The drawn width of the sidebar, pixels. */
    public static final double SIDEBAR_WIDTH = 336;

    /** Room for a handful of the largest files, and the least that can be chosen. */
    public static final long LEAST_MEDIA_BYTES = 100_000_000;

    /** 2 GB. */
    public static final long MEDIA_BYTES = 2_000_000_000;

    /** A new user's settings. */
    public static final Settings DEFAULTS = new Settings("v26.0", Theme.SYSTEM, true, true, SIDEBAR_WIDTH, null, null,
            null, Keep.EVERYTHING, MEDIA_BYTES, Duration.ofSeconds(5), Signals.NONE, EmojiUse.NONE, null,
            Notifications.DEFAULTS);

    /** How long a reply can be held back, of which the user chooses. */
    public static final List<Duration> UNDO = List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** Which colours the window wears. */
    public enum Theme {
        SYSTEM, LIGHT, DARK
    }

    /** Which pictures and files of others stay on this computer. */
    public enum Keep {
        /** People's pictures and what messages carry. */
        EVERYTHING,
        /** People's pictures only; what a message carries comes when it is asked for and goes at the next clean-up. */
        AVATARS_ONLY,
        /** Not even people's pictures. */
        NOTHING
    }

    /** Where the window stood, in screen pixels. */
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    /**
     * What people are told besides replies; nothing unless the user says so.
     *
     * @param typing that somebody is writing to them
     * @param seen that their message was seen
     */
    public record Signals(boolean typing, boolean seen) {

        public static final Signals NONE = new Signals(false, false);
    }

    /**
     * What the choice of emoji remembers.
     *
     * @param recent those used last, the newest first, at most {@link #MOST_RECENT}
     * @param tone the skin's tone, 0 for none and 1 (light) to 5 (dark)
     */
    public record EmojiUse(List<String> recent, int tone) {

        public static final int MOST_RECENT = 27;
        public static final int DARKEST = 5;
        public static final EmojiUse NONE = new EmojiUse(List.of(), 0);

        public EmojiUse {
            recent = recent.stream().limit(MOST_RECENT).toList();
            tone = Math.clamp(tone, 0, DARKEST);
        }
    }

    public Settings withTheme(Theme newTheme) {
        return new Settings(apiVersion, newTheme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, undo, signals, emoji, language, notifications);
    }

    public Settings withEnterSends(boolean sends) {
        return new Settings(apiVersion, theme, sends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, undo, signals, emoji, language, notifications);
    }

    public Settings withLayout(boolean details, double sidebar, @Nullable WindowPlace place) {
        return new Settings(apiVersion, theme, enterSends, details, sidebar, selectedAccount, selectedConversation,
                place, keep, mediaBytes, undo, signals, emoji, language, notifications);
    }

    public Settings withSelection(@Nullable String account, @Nullable String conversation) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, account, conversation, window,
                keep, mediaBytes, undo, signals, emoji, language, notifications);
    }

    public Settings withStorage(Keep kept, long bytes) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, kept, Math.max(LEAST_MEDIA_BYTES, bytes), undo, signals, emoji, language,
                notifications);
    }

    /** @param pause one of {@link #UNDO} */
    public Settings withUndo(Duration pause) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, pause, signals, emoji, language, notifications);
    }

    public Settings withSignals(Signals told) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, undo, told, emoji, language, notifications);
    }

    public Settings withEmoji(EmojiUse used) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, undo, signals, used, language, notifications);
    }

    /** @param tag a tag such as {@code de}, null to follow the system */
    public Settings withLanguage(@Nullable String tag) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, undo, signals, emoji, tag, notifications);
    }

    public Settings withNotifications(Notifications told) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window, keep, mediaBytes, undo, signals, emoji, language, told);
    }
}

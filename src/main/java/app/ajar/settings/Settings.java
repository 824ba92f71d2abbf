package app.ajar.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the user chose and what the window remembers. Immutable; a changed copy is saved whole.
 *
 * @param apiVersion Graph API version, for example {@code v26.0}
 * @param enterSends whether Enter sends and Shift+Enter makes a new line, or Ctrl+Enter sends
 * @param selectedAccount id of the account shown, null for all
 * @param selectedConversation Meta's id of the conversation open last, null when none
 * @param window where the window stood, null before it was ever closed
 */
public record Settings(String apiVersion, Theme theme, boolean enterSends, boolean detailsShown, double sidebarWidth,
        @Nullable String selectedAccount, @Nullable String selectedConversation, @Nullable WindowPlace window) {

    /** The drawn width of the sidebar, pixels. */
    public static final double SIDEBAR_WIDTH = 336;

    /** A new user's settings. */
    public static final Settings DEFAULTS = new Settings("v26.0", Theme.SYSTEM, true, true, SIDEBAR_WIDTH, null, null,
            null);

    /** Which colours the window wears. */
    public enum Theme {
        SYSTEM, LIGHT, DARK
    }

    /** Where the window stood, in screen pixels. */
    public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

    public Settings withTheme(Theme newTheme) {
        return new Settings(apiVersion, newTheme, enterSends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window);
    }

    public Settings withEnterSends(boolean sends) {
        return new Settings(apiVersion, theme, sends, detailsShown, sidebarWidth, selectedAccount,
                selectedConversation, window);
    }

    public Settings withLayout(boolean details, double sidebar, @Nullable WindowPlace place) {
        return new Settings(apiVersion, theme, enterSends, details, sidebar, selectedAccount, selectedConversation,
                place);
    }

    public Settings withSelection(@Nullable String account, @Nullable String conversation) {
        return new Settings(apiVersion, theme, enterSends, detailsShown, sidebarWidth, account, conversation, window);
    }
}

package app.ajar.sandbox;

/** What about the account, the app or the answers' shape can be turned on and off while a sandbox runs. */
public enum Switch {
    /** The phone's "Allow access to messages". Off: 200/2534041. */
    ALLOW_ACCESS(true),
    /** The app is live. Off: lists of conversations are empty, with 200. */
    PUBLISHED(true),
    /** The account is a tester of the app. Off: every call answers 100. */
    TESTER_ROLE(true),
    /** The app may use the HUMAN_AGENT tag, up to 7 days. */
    HUMAN_AGENT(false),
    /** Replies may name the message that they answer. Off: 100. */
    INLINE_REPLIES(true),
    /** More than 2 reads a second are refused instead of only counted. */
    RATE_LIMIT(false),
    /** {@code /me} answers {@code {"data":[{…}]}} as documented, not flat as seen in the wild. */
    WRAPPED_ME(false),
    /** Digits-only ids are JSON numbers. */
    NUMERIC_IDS(false),
    /** Times are Unix seconds. */
    UNIX_TIMES(false),
    /** {@code reactions} is a bare list. */
    BARE_REACTIONS(false),
    /** {@code is_unsupported} is written on every message, also when false. */
    SPELLED_OUT(false),
    /** Reactions are named ({@code love}) where a name exists. */
    NAMED_REACTIONS(false);

    private final boolean atStart;

    Switch(boolean atStart) {
        this.atStart = atStart;
    }

    /** How it stands when a sandbox starts. */
    public boolean atStart() {
        return atStart;
    }
}

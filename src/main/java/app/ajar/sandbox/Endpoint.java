package app.ajar.sandbox;

/** The kinds of calls a sandbox tells apart, in its log and when a fault is injected. */
public enum Endpoint {
    /** {@code /me} and the account by its id. */
    ME,
    /** The list of conversations. */
    LIST,
    /** One conversation, or its messages. */
    THREAD,
    /** One message. */
    MESSAGE,
    /** One person's profile. */
    PROFILE,
    /** A reply, a reaction, or a sender action. */
    SEND,
    /** Refreshing the token. */
    REFRESH,
    /** A picture or a sound. */
    MEDIA,
    /** Anything else. */
    OTHER;

    /** Whether Meta's limit of 2 calls a second covers it: the Conversations reads, with profiles taken as such. */
    public boolean limited() {
        return this == LIST || this == THREAD || this == MESSAGE || this == PROFILE;
    }
}

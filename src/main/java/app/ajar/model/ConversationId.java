package app.ajar.model;

/** Names one conversation of one account by Meta's opaque thread id. */
public record ConversationId(AccountId account, String value) {

    public ConversationId {
        Ids.requireText(value, "conversation id");
    }

    /** The id as a name that every file system takes and that no other id shares. */
    public String fileName() {
        return Ids.fileName(value);
    }
}

package app.ajar.model;

/** Names one conversation of one account by Meta's opaque thread id. */
public record ConversationId(AccountId account, String value) {

    public ConversationId {
        Ids.requireText(value, "conversation id");
    }
}

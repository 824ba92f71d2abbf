package app.ajar.model;

/** Names one connected professional account: Meta's {@code user_id}, never the app-scoped {@code id}. */
public record AccountId(String value) {

    public AccountId {
        Ids.requireText(value, "account id");
    }

    /** The id as a name that every file system takes and that no other id shares. */
    public String fileName() {
        return Ids.fileName(value);
    }
}

package app.ajar.model;

/** Names one connected professional account: Meta's {@code user_id}, never the app-scoped {@code id}. */
public record AccountId(String value) {

    public AccountId {
        Ids.requireText(value, "account id");
    }
}

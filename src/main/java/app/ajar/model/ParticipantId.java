package app.ajar.model;

/**
 * Names one person as one account sees them: Meta's Instagram-scoped id differs from account to account, so the
 * account is part of the name.
 */
public record ParticipantId(AccountId account, String value) {

    public ParticipantId {
        Ids.requireText(value, "participant id");
    }

    /** The id as a name that every file system takes and that no other id shares. */
    public String fileName() {
        return Ids.fileName(value);
    }
}

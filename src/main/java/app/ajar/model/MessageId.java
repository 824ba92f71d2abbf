package app.ajar.model;

/** Names one message within its conversation by Meta's opaque message id. */
public record MessageId(String value) {

    public MessageId {
        Ids.requireText(value, "message id");
    }

    /** The id as a name that every file system takes and that no other id shares. */
    public String fileName() {
        return Ids.fileName(value);
    }
}

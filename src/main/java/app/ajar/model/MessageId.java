package app.ajar.model;

/** Names one message within its conversation by Meta's opaque message id. */
public record MessageId(String value) {

    public MessageId {
        Ids.requireText(value, "message id");
    }
}

package app.ajar.model;

/** Names one reply in the outbox; ours alone, given when it is written. */
public record OutboxId(long value) {}

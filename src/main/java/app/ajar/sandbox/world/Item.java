package app.ajar.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a thread as the world knows it.
 *
 * @param index its place in the thread, 0 for the oldest; never used again, not even after an unsend
 * @param sentAt when it was sent, whole seconds
 * @param ours whether the account sent it
 * @param text the words, empty when there are none
 * @param extra what came besides the words
 * @param reactions at most one of each side
 * @param replyTo the index of the message it answers inline
 */
public record Item(int index, Instant sentAt, boolean ours, String text, Extra extra, List<Reaction> reactions,
        @Nullable Integer replyTo) {

    /** A reaction of one side: the emoji, and whether it is the account's. */
    public record Reaction(String emoji, boolean ours) {}

    /** What comes besides the words of a message. */
    public sealed interface Extra {
        /** Words only. */
        record None() implements Extra {}

        /** A photo that shows a drawn scene; sizes in pixels. */
        record Photo(String scene, int width, int height) implements Extra {}

        /** Several photos in one message, each of a drawn scene; sizes in pixels. */
        record Photos(List<String> scenes, int width, int height) implements Extra {

            /** Copies the scenes. */
            public Photos {
                scenes = List.copyOf(scenes);
            }
        }

        /** A moving picture, drawn. */
        record Gif(String scene) implements Extra {}

        /**
         * A video or WebP that comes with the program as a file, because the JDK cannot write its kind; its ending tells which.
         */
        record ReadyMade(String file, int width, int height) implements Extra {}

        /** A PDF of one page: a title and lines under a drawn scene. */
        record Paper(String file, String title, String scene, List<String> lines) implements Extra {

            /** Copies the lines. */
            public Paper {
                lines = List.copyOf(lines);
            }
        }

        /** A voice message. */
        record Voice(int seconds) implements Extra {}

        /** The heart sticker. */
        record Heart() implements Extra {}

        /** An answer to the account's story that shows a drawn scene. */
        record StoryReply(String scene) implements Extra {}

        /** The person's own story that mentions the account. */
        record StoryMention(String scene) implements Extra {}

        /** A shared post. */
        record Share(String scene, String link, String name, String description) implements Extra {}

        /** Something the API does not describe. */
        record Unsupported() implements Extra {}
    }

    /** Nothing besides words. */
    public static final Extra WORDS = new Extra.None();

    /** Copies the reactions. */
    public Item {
        reactions = List.copyOf(reactions);
    }

    /** A message of words alone. */
    public static Item of(int index, Instant sentAt, boolean ours, String text) {
        return new Item(index, sentAt, ours, text, WORDS, List.of(), null);
    }

    /** The same message with other words. */
    Item withText(String words) {
        return new Item(index, sentAt, ours, words, extra, reactions, replyTo);
    }

    /** The same message with one side's reaction set, or taken away when the emoji is absent. */
    public Item withReaction(boolean byUs, @Nullable String emoji) {
        List<Reaction> now = new ArrayList<>(reactions.stream().filter(r -> r.ours() != byUs).toList());
        if (emoji != null) {
            now.add(new Reaction(emoji, byUs));
        }
        return new Item(index, sentAt, ours, text, extra, now, replyTo);
    }
}

package app.ajar.sandbox.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hand-written people of the demo account and what they and the account wrote, read from {@code cast.json}. */
public final class Cast {

    private static final Pattern AGO = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?");

    private final JsonNode file;

    private Cast(JsonNode file) {
        this.file = file;
    }

    /** Reads the cast that comes with the program. */
    public static Cast read() {
        try (InputStream in = Cast.class.getResourceAsStream("/app/ajar/sandbox/cast.json")) {
            if (in == null) {
                throw new IllegalStateException("The cast is missing from the program.");
            }
            return new Cast(JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many people there are. */
    public int size() {
        return file.path("people").size();
    }

    /** Lines that one of these people may write while somebody watches, with an answer to the account's next reply. */
    public record Cue(String username, String line, List<String> answers) {}

    /** What is written while somebody watches. */
    public List<Cue> cues() {
        List<Cue> cues = new ArrayList<>();
        for (JsonNode cue : file.path("cues")) {
            cues.add(new Cue(cue.path("who").asString(), cue.path("line").asString(), texts(cue.path("answers"))));
        }
        return cues;
    }

    /** Puts the first {@code people} of the cast into the world, with times counted back from the anchor. */
    public void moveInto(World world, Instant anchor, long seed, int people) {
        Iterator<JsonNode> all = file.path("people").iterator();
        for (int i = 0; i < people && all.hasNext(); i++) {
            JsonNode node = all.next();
            List<Item> items = items(node, anchor.truncatedTo(ChronoUnit.SECONDS));
            world.add(person(node, Crowd.personId(seed, i)), items.size(), items::get);
        }
    }

    private static Person person(JsonNode node, String id) {
        JsonNode name = node.path("name");
        return new Person(id, node.path("username").asString(), name.isString() ? name.asString() : null,
                node.path("followers").asInt(0), node.path("verified").asBoolean(false),
                node.path("followsUs").asBoolean(false), node.path("followed").asBoolean(false),
                node.path("consents").asBoolean(true), node.path("reachable").asBoolean(true),
                Person.Picture.valueOf(node.path("picture").asString("JPEG")), node.path("look").asString(""));
    }

    private static List<Item> items(JsonNode person, Instant anchor) {
        List<Item> items = new ArrayList<>();
        Instant last = Instant.EPOCH;
        for (JsonNode line : person.path("lines")) {
            int index = items.size();
            boolean ours = line.has("us");
            String text = line.path(ours ? "us" : "them").asString("");
            // Lines without a time of their own follow the one before at the pace of somebody typing.
            Instant at = line.has("ago")
                    ? anchor.minus(ago(line.path("ago").asString()))
                    : last.plusSeconds(14 + Math.min(70, text.length()) + index * 7L % 31);
            if (at.isBefore(last)) {
                throw new IllegalStateException("The cast's lines run backwards at: " + text);
            }
            last = at;
            items.add(new Item(index, at, ours, text, extra(line), reactions(line), replyTo(line, index)));
        }
        return items;
    }

    private static List<Item.Reaction> reactions(JsonNode line) {
        List<Item.Reaction> reactions = new ArrayList<>();
        if (line.has("theyReact")) {
            reactions.add(new Item.Reaction(line.path("theyReact").asString(), false));
        }
        if (line.has("weReact")) {
            reactions.add(new Item.Reaction(line.path("weReact").asString(), true));
        }
        return reactions;
    }

    private static @Nullable Integer replyTo(JsonNode line, int index) {
        return line.has("answersBack") ? Integer.valueOf(index - line.path("answersBack").asInt()) : null;
    }

    private static Item.Extra extra(JsonNode line) {
        if (line.has("photo")) {
            boolean tall = line.path("tall").asBoolean(true);
            return new Item.Extra.Photo(line.path("photo").asString(), 1080, tall ? 1350 : 1080);
        }
        if (line.has("photos")) {
            return new Item.Extra.Photos(texts(line.path("photos")), 1080, 1080);
        }
        if (line.has("readyMade")) {
            return new Item.Extra.ReadyMade(line.path("readyMade").asString(), line.path("width").asInt(),
                    line.path("height").asInt());
        }
        if (line.has("paper")) {
            JsonNode paper = line.path("paper");
            return new Item.Extra.Paper(paper.path("file").asString(), paper.path("title").asString(),
                    paper.path("scene").asString(), texts(paper.path("lines")));
        }
        if (line.has("gif")) {
            return new Item.Extra.Gif(line.path("gif").asString());
        }
        if (line.has("voice")) {
            return new Item.Extra.Voice(line.path("voice").asInt());
        }
        if (line.has("heart")) {
            return new Item.Extra.Heart();
        }
        if (line.has("storyReply")) {
            return new Item.Extra.StoryReply(line.path("storyReply").asString());
        }
        if (line.has("storyMention")) {
            return new Item.Extra.StoryMention(line.path("storyMention").asString());
        }
        if (line.has("share")) {
            JsonNode share = line.path("share");
            return new Item.Extra.Share(share.path("scene").asString(), share.path("link").asString(),
                    share.path("name").asString(), share.path("description").asString());
        }
        return line.has("unsupported") ? new Item.Extra.Unsupported() : Item.WORDS;
    }

    private static List<String> texts(JsonNode all) {
        List<String> texts = new ArrayList<>();
        all.forEach(each -> texts.add(each.asString()));
        return List.copyOf(texts);
    }

    private static Duration ago(String text) {
        Matcher m = AGO.matcher(text);
        if (text.isEmpty() || !m.matches()) {
            throw new IllegalStateException("Not a time in the cast: " + text);
        }
        return Duration.ofDays(number(m.group(1))).plusHours(number(m.group(2))).plusMinutes(number(m.group(3)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

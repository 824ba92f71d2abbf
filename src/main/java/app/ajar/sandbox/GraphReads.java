package app.ajar.sandbox;

import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers what is read: the account, lists of conversations, threads, messages and profiles. */
final class GraphReads {

    private static final int USUAL_PAGE = 25;
    /** Meta documents no maximum; more than this is cut down to it. */
    private static final int LARGEST_PAGE = 100;
    private static final Pattern LIST_CURSOR = Pattern.compile("t:(-?\\d+):(\\d+)");
    private static final Pattern MESSAGE_CURSOR = Pattern.compile("m:(\\d+)");

    private final World world;
    private final Conditions conditions;
    private final MediaHost media;
    private final MessageJson messages;
    private final Supplier<String> base;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    /** @param base the server's address, known once it listens */
    GraphReads(World world, Conditions conditions, MediaHost media, Supplier<String> base) {
        this.world = world;
        this.conditions = conditions;
        this.media = media;
        this.messages = new MessageJson(world, media, conditions);
        this.base = base;
    }

    /** The answer to a GET of this kind. */
    ObjectNode answer(Call call, Endpoint endpoint) {
        return world.alone(() -> switch (endpoint) {
            case ME -> me(call);
            case LIST -> list(call);
            case THREAD -> thread(call);
            case MESSAGE -> message(call);
            case PROFILE -> profile(call);
            default -> throw Refusal.noSuchObject(call.part(0));
        });
    }

    private ObjectNode me(Call call) {
        List<Fields> asked = fields(call, Fields.Node.ACCOUNT, "id,username");
        ObjectNode node = json.objectNode();
        for (Fields field : asked) {
            switch (field.name()) {
                case "user_id" -> messages.id(node, "user_id", Account.ID);
                case "username" -> node.put("username", Account.USERNAME);
                case "name" -> node.put("name", Account.NAME);
                case "account_type" -> node.put("account_type", Account.TYPE);
                case "profile_picture_url" -> node.put("profile_picture_url", media.accountPictureUrl());
                case "followers_count" -> node.put("followers_count", Account.FOLLOWERS);
                case "follows_count" -> node.put("follows_count", Account.FOLLOWS);
                case "media_count" -> node.put("media_count", Account.POSTS);
                default -> {
                    // The id closes every node.
                }
            }
        }
        messages.id(node, "id", Account.APP_SCOPED_ID);
        return conditions.is(Switch.WRAPPED_ME) ? messages.wrapped(node) : node;
    }

    private ObjectNode list(Call call) {
        String platform = call.query().getOrDefault("platform", "instagram");
        if (!platform.equals("instagram")) {
            throw Refusal.badParameter("Param platform must be one of {INSTAGRAM} - got \"" + platform + "\"");
        }
        needAccess();
        List<Fields> asked = fields(call, Fields.Node.CONVERSATION, "id,updated_time");
        int limit = limit(call.query().get("limit"));
        ArrayNode rows = json.arrayNode();
        ObjectNode answer = json.objectNode();
        answer.set("data", rows);
        if (!conditions.is(Switch.PUBLISHED)) {
            return answer;
        }
        if (call.query().containsKey("user_id")) {
            world.talkWith(call.query().getOrDefault("user_id", ""))
                    .ifPresent(t -> rows.add(conversation(call, t, asked)));
            return answer;
        }
        List<Talk> all = world.ordered();
        int from = Optional.ofNullable(call.query().get("after")).map(c -> after(all, c)).orElse(0);
        int to = Math.min(all.size(), from + limit);
        for (Talk talk : all.subList(from, to)) {
            rows.add(conversation(call, talk, asked));
        }
        if (to > from) {
            ObjectNode paging = json.objectNode();
            ObjectNode cursors = json.objectNode().put("after", listCursor(all.get(to - 1)));
            paging.set("cursors", cursors);
            if (to < all.size()) {
                paging.put("next", next(call, String.join("/", call.path()), Map.of("after",
                        listCursor(all.get(to - 1)), "limit", Integer.toString(limit))));
            }
            answer.set("paging", paging);
        }
        return answer;
    }

    private ObjectNode conversation(Call call, Talk talk, List<Fields> asked) {
        ObjectNode node = json.objectNode();
        for (Fields field : asked) {
            switch (field.name()) {
                case "updated_time" -> messages.time(node, "updated_time", talk.updatedAt());
                case "participants" -> {
                    Person person = world.find(talk.personId());
                    node.set("participants", MessageJson.pruned(
                            messages.wrapped(messages.side(person, true), messages.side(person, false)),
                            field.inner()));
                }
                case "messages" -> node.set("messages", page(call, talk, field.inner().isEmpty()
                        ? MessageJson.BARE
                        : field.inner(), field.arguments()));
                default -> {
                    // The id closes every node; is_owner exists only with conversation routing.
                }
            }
        }
        node.put("id", talk.id());
        return node;
    }

    private ObjectNode thread(Call call) {
        needAccess();
        Talk talk = world.talk(call.part(0)).orElseThrow(() -> Refusal.noSuchObject(call.part(0)));
        if (call.path().size() == 2 && call.part(1).equals("messages")) {
            return page(call, talk, fields(call, Fields.Node.MESSAGE, "id,created_time"), call.query());
        }
        if (call.path().size() > 1) {
            throw Refusal.noSuchObject(call.part(1));
        }
        return conversation(call, talk, fields(call, Fields.Node.CONVERSATION, "id,updated_time"));
    }

    /** A page of a thread: the thread's 20 newest with what was asked for, older ones with id and time alone. */
    private ObjectNode page(Call call, Talk talk, List<Fields> asked, Map<String, String> arguments) {
        int limit = limit(arguments.get("limit"));
        int olderThan = Optional.ofNullable(arguments.get("after")).map(GraphReads::messagesAfter)
                .orElse(talk.written());
        List<Item> items = talk.page(olderThan, limit);
        ObjectNode answer = json.objectNode();
        ArrayNode rows = json.arrayNode();
        answer.set("data", rows);
        if (items.isEmpty()) {
            return answer;
        }
        int rank = talk.newerThan(items.getFirst().index());
        for (Item item : items) {
            rows.add(messages.message(talk, item, rank++ < Talk.DETAILED ? asked : MessageJson.BARE));
        }
        int last = items.getLast().index();
        ObjectNode paging = json.objectNode();
        paging.set("cursors", json.objectNode().put("after", encode("m:" + last)));
        if (!talk.page(last, 1).isEmpty()) {
            paging.put("next", next(call, talk.id() + "/messages",
                    Map.of("after", encode("m:" + last), "limit", Integer.toString(limit), "fields", written(asked))));
        }
        answer.set("paging", paging);
        return answer;
    }

    private ObjectNode message(Call call) {
        needAccess();
        World.Place place = world.place(call.part(0)).orElseThrow(() -> Refusal.noSuchObject(call.part(0)));
        List<Fields> asked = fields(call, Fields.Node.MESSAGE, "id,created_time");
        Item item = place.talk().item(place.index()).orElseThrow(Refusal::deletedMessage);
        if (place.talk().newerThan(item.index()) >= Talk.DETAILED) {
            throw Refusal.deletedMessage();
        }
        return messages.message(place.talk(), item, asked);
    }

    private ObjectNode profile(Call call) {
        Person person = world.person(call.part(0)).orElseThrow(() -> Refusal.noSuchObject(call.part(0)));
        List<Fields> asked = fields(call, Fields.Node.PROFILE, "id,name,username");
        Instant lastInbound = world.talkWith(person.id()).map(Talk::lastInboundAt).orElse(null);
        if (!person.consents() || lastInbound == null) {
            throw Refusal.consentMissing();
        }
        if (!person.reachable()) {
            throw Refusal.noSuchObject(person.id());
        }
        ObjectNode node = json.objectNode();
        for (Fields field : asked) {
            switch (field.name()) {
                case "name" -> {
                    if (person.name() != null) {
                        node.put("name", person.name());
                    }
                }
                case "username" -> node.put("username", person.username());
                case "profile_pic" -> media.pictureUrl(person).ifPresent(url -> node.put("profile_pic", url));
                case "follower_count" -> node.put("follower_count", person.followers());
                case "is_user_follow_business" -> node.put("is_user_follow_business", person.followsUs());
                case "is_business_follow_user" -> node.put("is_business_follow_user", person.followed());
                case "is_verified_user" -> node.put("is_verified_user", person.verified());
                default -> {
                    // The id closes every node.
                }
            }
        }
        messages.id(node, "id", person.id());
        return node;
    }

    private void needAccess() {
        if (!conditions.is(Switch.ALLOW_ACCESS)) {
            throw Refusal.accessSwitchedOff();
        }
    }

    private List<Fields> fields(Call call, Fields.Node node, String usual) {
        List<Fields> asked = Fields.parse(call.query().getOrDefault("fields", ""));
        Fields.check(asked, node, conditions.refusedFields());
        return asked.isEmpty() ? Fields.parse(usual) : asked;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_PAGE;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit > 0) {
                return Math.min(limit, LARGEST_PAGE);
            }
        } catch (NumberFormatException e) {
            throw Refusal.badParameter("Param limit must be an integer - got \"" + text + "\"");
        }
        throw Refusal.badParameter("Param limit must be greater than 0");
    }

    /** A cursor holds time and number of the last row, so that a thread that moves up meanwhile shifts no other. */
    private static String listCursor(Talk talk) {
        return encode("t:" + talk.updatedAt().getEpochSecond() + ":" + talk.number());
    }

    private static int after(List<Talk> all, String cursor) {
        Matcher m = LIST_CURSOR.matcher(decode(cursor));
        if (!m.matches()) {
            throw Refusal.badParameter("Invalid cursors values");
        }
        long second = Long.parseLong(m.group(1));
        int number = Integer.parseInt(m.group(2));
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Talk talk = all.get(middle);
            long own = talk.updatedAt().getEpochSecond();
            if (own > second || (own == second && talk.number() <= number)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int messagesAfter(String cursor) {
        Matcher m = MESSAGE_CURSOR.matcher(decode(cursor));
        if (!m.matches()) {
            throw Refusal.badParameter("Invalid cursors values");
        }
        return Integer.parseInt(m.group(1));
    }

    private static String encode(String plain) {
        return Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII)).replace("Z", "ZA")
                .replace("=", "ZD");
    }

    private static String decode(String cursor) {
        try {
            byte[] plain = Base64.getUrlDecoder().decode(cursor.replace("ZD", "=").replace("ZA", "Z"));
            return new String(plain, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The next page's whole address, with the access token in it: that is how Meta gives it. */
    private String next(Call call, String path, Map<String, String> changed) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("access_token", Optional.ofNullable(call.token()).orElse(""));
        if (call.ofAccount()) {
            query.putAll(call.query());
        }
        query.putAll(changed);
        query.put("access_token", Optional.ofNullable(call.token()).orElse(""));
        StringBuilder url = new StringBuilder(base.get()).append('/')
                .append(Optional.ofNullable(call.version()).orElse(FrontDoor.NEWEST_VERSION)).append('/').append(path);
        char glue = '?';
        for (Map.Entry<String, String> pair : query.entrySet()) {
            url.append(glue).append(pair.getKey()).append('=')
                    .append(URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8));
            glue = '&';
        }
        return url.toString();
    }

    private static String written(List<Fields> fields) {
        StringBuilder text = new StringBuilder();
        for (Fields field : fields) {
            text.append(text.isEmpty() ? "" : ",").append(field.name());
            field.arguments().forEach((name, value) -> text.append('.').append(name).append('(').append(value)
                    .append(')'));
            if (!field.inner().isEmpty()) {
                text.append('{').append(written(field.inner())).append('}');
            }
        }
        return text.toString();
    }
}

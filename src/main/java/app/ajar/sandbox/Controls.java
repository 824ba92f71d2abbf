package app.ajar.sandbox;

import app.ajar.sandbox.world.Person;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The controls over HTTP: each does what the method of {@link Sandbox} of the same meaning does. */
final class Controls {

    private final Sandbox sandbox;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    Controls(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Carries out {@code /_control/<what>}. @throws IllegalArgumentException with words for whoever called */
    ObjectNode answer(Call call) {
        String what = call.part(1);
        if (call.method().equals("GET")) {
            return switch (what) {
                case "state" -> state();
                case "people" -> people();
                default -> throw new IllegalArgumentException("There is no control to read called " + what);
            };
        }
        if (!call.method().equals("POST")) {
            throw new IllegalArgumentException("Controls are read with GET and used with POST");
        }
        ObjectNode body = call.body();
        ObjectNode done = json.objectNode();
        switch (what) {
            case "write" -> done.put("message_id", write(body));
            case "video" -> done.put("message_id", sandbox.personSendsVideo(text(body, "person")));
            case "photo" -> done.put("message_id", sandbox.personSendsPhoto(text(body, "person"), scene(body)));
            case "unsupported" -> done.put("message_id", sandbox.personSendsUnsupported(text(body, "person")));
            case "mention" -> done.put("message_id", sandbox.mentionsStory(text(body, "person"), scene(body)));
            case "story-reply" -> done.put("message_id",
                    sandbox.repliesToStory(text(body, "person"), scene(body), text(body, "text")));
            case "react" -> sandbox.reacts(message(body), emoji(body));
            case "edit" -> sandbox.edits(message(body), text(body, "text"));
            case "unsend" -> sandbox.unsends(message(body));
            case "clock" -> sandbox.clock().advance(duration(body, "advance"));
            case "switch" -> turn(body);
            case "refuse-fields" -> sandbox.refuseFields(names(body));
            case "usage" -> usage(body);
            case "limit-code" -> sandbox.answerLimitWith(number(body, "code"));
            case "person" -> person(body);
            case "token" -> token(body);
            case "fault" -> sandbox.inject(fault(body));
            case "push" -> push(text(body, "do"));
            case "clear-faults" -> sandbox.clearFaults();
            case "clear-log" -> sandbox.log().clear();
            default -> throw new IllegalArgumentException("There is no control called " + what);
        }
        return done.put("ok", true);
    }

    private ObjectNode state() {
        ObjectNode state = json.objectNode().put("url", sandbox.url()).put("token", sandbox.token())
                .put("now", sandbox.clock().instant().toString()).put("people", sandbox.people())
                .put("messages", sandbox.messages()).put("faults_waiting", sandbox.faultsWaiting());
        ObjectNode switches = json.objectNode();
        for (Switch each : Switch.values()) {
            switches.put(each.name().toLowerCase(Locale.ROOT), sandbox.is(each));
        }
        state.set("switches", switches);
        RequestLog log = sandbox.log();
        ObjectNode calls = json.objectNode();
        for (Endpoint each : Endpoint.values()) {
            calls.put(each.name().toLowerCase(Locale.ROOT), log.count(each));
        }
        ObjectNode seen = json.objectNode().put("over_limit", log.overLimit())
                .put("most_reads_in_a_second", log.mostReadsWithin(Duration.ofSeconds(1)))
                .put("token_at_media_host", log.tokenAtMediaHost()).put("token_in_url", log.tokenInUrl());
        seen.set("calls", calls);
        state.set("log", seen);
        return state;
    }

    private ObjectNode people() {
        ArrayNode rows = json.arrayNode();
        sandbox.everybody().forEach(p -> rows.add(json.objectNode().put("id", p.id()).put("username", p.username())
                .put("name", p.name()).put("conversation", sandbox.conversationId(p.id()))));
        return json.objectNode().set("people", rows);
    }

    private String write(ObjectNode body) {
        return switch (body.path("by").asString("person")) {
            case "person" -> sandbox.personWrites(text(body, "person"), text(body, "text"));
            case "account" -> sandbox.accountWrites(text(body, "person"), text(body, "text"));
            default -> throw new IllegalArgumentException("by is person or account");
        };
    }

    /** A message by its id, or as the n-th newest of a person's thread. */
    private String message(ObjectNode body) {
        return body.has("message")
                ? text(body, "message")
                : sandbox.messageId(text(body, "person"), body.path("from_newest").asInt(0));
    }

    private static @Nullable String emoji(ObjectNode body) {
        JsonNode emoji = body.path("emoji");
        return emoji.isString() && !emoji.asString().isEmpty() ? emoji.asString() : null;
    }

    private void turn(ObjectNode body) {
        body.properties().forEach(
                pair -> sandbox.turn(constant(Switch.class, pair.getKey()), pair.getValue().asBoolean(false)));
    }

    private static Set<String> names(ObjectNode body) {
        Set<String> names = new HashSet<>();
        body.path("names").forEach(name -> names.add(name.asString()));
        return names;
    }

    private void usage(ObjectNode body) {
        if (body.has("percent")) {
            sandbox.showUsage(number(body, "percent"), body.path("regain_minutes").asInt(0));
        } else {
            sandbox.showTrueUsage();
        }
    }

    private void person(ObjectNode body) {
        String person = text(body, "person");
        if (body.has("name")) {
            sandbox.name(person, body.path("name").isNull() ? null : text(body, "name"));
        }
        if (body.has("picture")) {
            sandbox.picture(person, constant(Person.Picture.class, text(body, "picture")));
        }
        if (body.has("reachable")) {
            sandbox.reachable(person, body.path("reachable").asBoolean(true));
        }
        if (body.has("consents")) {
            sandbox.consents(person, body.path("consents").asBoolean(true));
        }
    }

    private void token(ObjectNode body) {
        switch (text(body, "do")) {
            case "new" -> sandbox.newToken();
            case "expire" -> sandbox.expireTokens();
            case "kill" -> sandbox.killTokens(number(body, "subcode"));
            default -> throw new IllegalArgumentException("do is new, expire or kill");
        }
    }

    private void push(String what) {
        switch (what) {
            case "drop" -> sandbox.project().drop();
            case "silence" -> sandbox.project().silent(true);
            case "speak" -> sandbox.project().silent(false);
            case "refuse" -> sandbox.project().refuse(503);
            case "accept" -> sandbox.project().refuse(0);
            case "expire" -> sandbox.project().expireTokens();
            case "revoke" -> sandbox.project().revoke();
            default -> throw new IllegalArgumentException(
                    "do is drop, silence, speak, refuse, accept, expire or revoke");
        }
    }

    private static Fault fault(ObjectNode body) {
        String on = body.path("on").asString("any");
        Endpoint endpoint = on.equalsIgnoreCase("any") ? null : constant(Endpoint.class, on);
        int times = body.path("times").asString("").equals("always")
                ? Fault.ALWAYS
                : body.has("times") ? number(body, "times") : 1;
        Fault.Effect effect = switch (text(body, "effect")) {
            case "status" -> new Fault.Effect.Status(number(body, "status"));
            case "refused" -> new Fault.Effect.Refused(body.path("status").asInt(400), number(body, "code"),
                    body.path("subcode").asInt(0));
            case "drop-before" -> new Fault.Effect.DropBefore();
            case "drop-after" -> new Fault.Effect.DropAfter();
            case "delay" -> new Fault.Effect.Delay(duration(body, "by"));
            case "cut" -> new Fault.Effect.Cut();
            case "html" -> new Fault.Effect.Html(body.path("status").asInt(200));
            default -> throw new IllegalArgumentException(
                    "effect is status, refused, drop-before, drop-after, delay, cut or html");
        };
        return new Fault(endpoint, body.path("skip").asInt(0), times, effect);
    }

    private static <E extends Enum<E>> E constant(Class<E> kind, String name) {
        try {
            return Enum.valueOf(kind, name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no " + kind.getSimpleName() + " called " + name, e);
        }
    }

    private static String scene(ObjectNode body) {
        return body.path("scene").asString("mountains");
    }

    private static String text(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException(field + " is missing, or not a text");
        }
        return value.asString();
    }

    private static int number(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isNumber() ? !value.canConvertToInt() : !value.asString("").matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException(field + " is missing, or not a number");
        }
        return value.asInt();
    }

    private static Duration duration(ObjectNode body, String field) {
        try {
            return Duration.parse(text(body, field));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field + " is not a duration like PT2H or -PT30M", e);
        }
    }
}

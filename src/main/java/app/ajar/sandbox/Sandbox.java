package app.ajar.sandbox;

import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.sandbox.realtime.Webhooks;
import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.Cast;
import app.ajar.sandbox.world.Crowd;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Graph API with invented people, listening on loopback: the demo account's home and the tests' server. Everything
 * that can be done here can also be done over HTTP under {@code /_control/}.
 *
 * <p>People are named by id or username; messages by the id the API gives them. All methods may be called from any
 * thread, and throw {@link IllegalArgumentException} for somebody or something that does not exist.
 */
public final class Sandbox implements AutoCloseable {

    private final SandboxClock clock;
    private final World world;
    private final Conditions conditions = new Conditions();
    private final RequestLog log = new RequestLog();
    private final Tokens tokens;
    private final FrontDoor door;
    private final Director director;
    private final RealtimeServer project;

    private Sandbox(SandboxOptions options) throws IOException {
        clock = new SandboxClock(options.clock());
        Instant given = options.anchor();
        Instant anchor = given == null ? clock.instant() : given;
        world = new World(clock, anchor);
        Cast cast = Cast.read();
        int people = options.people() == SandboxOptions.CAST_ONLY ? cast.size() : options.people();
        if (options.withCast()) {
            cast.moveInto(world, anchor, options.seed(), people);
        }
        Crowd.moveInto(world, anchor, options.seed(), people, options.messages());
        tokens = new Tokens(clock, options.seed(), options.tokenAge());
        door = new FrontDoor(new FrontDoor.Inside(world, clock, conditions, tokens, log), options.port());
        project = RealtimeServer.start(0, clock);
        world.tell(new Webhooks(world, project)::tell);
        MediaHost media = new MediaHost(world, clock, options.seed(), door::url);
        director = new Director(world, options.withCast() ? cast.cues() : List.of(), options.seed(),
                Director.Pace.NATURAL);
        door.open(new FrontDoor.Rooms(new GraphReads(world, conditions, media, door::url),
                new GraphSends(world, conditions, director::replied), media, new Controls(this),
                options.lively() ? director::watched : () -> {}));
    }

    /** Starts a sandbox; it listens when this returns. @throws IOException when the port is taken */
    public static Sandbox start(SandboxOptions options) throws IOException {
        return new Sandbox(options);
    }

    /** The server's address, {@code http://127.0.0.1:<port>}. */
    public String url() {
        return door.url();
    }

    /** A Supabase project that receives this account's webhooks and passes them on to its topic {@code instagram}. */
    public RealtimeServer project() {
        return project;
    }

    /** The newest access token. */
    public String token() {
        return tokens.current();
    }

    /** The sandbox's time; moving it makes windows close, tokens age and addresses expire. */
    public SandboxClock clock() {
        return clock;
    }

    /** What was asked of the server so far. */
    public RequestLog log() {
        return log;
    }

    /** The account's id as conversations show it. */
    public String accountId() {
        return Account.ID;
    }

    /** How many people there are. */
    public int people() {
        return world.size();
    }

    /** How many messages can be seen in all threads together. */
    public long messages() {
        return world.visibleMessages();
    }

    /** A person's id, from the username. */
    public String personId(String person) {
        return world.find(person).id();
    }

    /** Everybody, newest activity first. */
    public List<Person> everybody() {
        return world.ordered().stream().map(talk -> world.find(talk.personId())).toList();
    }

    /** The id of the thread with a person. */
    public String conversationId(String person) {
        return talk(person).id();
    }

    /** The person writes now. @return the message's id */
    public String personWrites(String person, String text) {
        return write(person, false, text, Item.WORDS);
    }

    /** The account answers from its phone, past this API's rules. @return the message's id */
    public String accountWrites(String person, String text) {
        return write(person, true, text, Item.WORDS);
    }

    /** The person sends a drawn photo. @return the message's id */
    public String personSendsPhoto(String person, String scene) {
        return write(person, false, "", new Item.Extra.Photo(scene, 1080, 1350));
    }

    /** The person sends the one video that the sandbox has. @return the message's id */
    public String personSendsVideo(String person) {
        return write(person, false, "", new Item.Extra.ReadyMade("surf.mp4", 540, 960));
    }

    /** The person sends something the API does not describe. @return the message's id */
    public String personSendsUnsupported(String person) {
        return write(person, false, "", new Item.Extra.Unsupported());
    }

    /** The person mentions the account in a story. @return the message's id */
    public String mentionsStory(String person, String scene) {
        return write(person, false, "", new Item.Extra.StoryMention(scene));
    }

    /** The person answers the account's story. @return the message's id */
    public String repliesToStory(String person, String scene, String text) {
        return write(person, false, text, new Item.Extra.StoryReply(scene));
    }

    /** The person reacts to a message, or takes the reaction back when the emoji is absent. */
    public void reacts(String messageId, @Nullable String emoji) {
        world.react(place(messageId), false, emoji);
    }

    /** Whoever wrote a message gives it other words; as with an unsend, its thread does not move in the list. */
    public void edits(String messageId, String text) {
        world.edit(place(messageId), text);
    }

    /** Whoever wrote a message unsends it. */
    public void unsends(String messageId) {
        world.unsend(place(messageId));
    }

    /** The id of a thread's newest message, counted from 0. */
    public String messageId(String person, int fromNewest) {
        Talk talk = talk(person);
        List<Item> page = world.alone(() -> talk.page(talk.written(), fromNewest + 1));
        if (page.size() <= fromNewest) {
            throw new IllegalArgumentException("The thread has only " + page.size() + " messages");
        }
        return world.messageId(talk, page.get(fromNewest));
    }

    /** Everything that the account wrote to a person and did not unsend, newest first, however old. */
    public List<String> accountWords(String person) {
        Talk talk = talk(person);
        return world
                .alone(() -> talk.page(talk.written(), Integer.MAX_VALUE).stream().filter(Item::ours).map(Item::text)
                        .toList());
    }

    /** Every message of a thread that was not unsent, newest first, by the ids that the API gives them. */
    public Map<String, Item> thread(String person) {
        Talk talk = talk(person);
        Map<String, Item> all = new LinkedHashMap<>();
        for (Item item : world.alone(() -> talk.page(talk.written(), Integer.MAX_VALUE))) {
            all.put(world.messageId(talk, item), item);
        }
        return all;
    }

    /** Gives a person another profile picture. */
    public void picture(String person, Person.Picture picture) {
        world.change(world.find(person).withPicture(picture));
    }

    /** Gives a person another display name. */
    public void name(String person, @Nullable String name) {
        world.change(world.find(person).withName(name));
    }

    /** Makes a person reachable, or not: sending answers 551. */
    public void reachable(String person, boolean can) {
        world.change(world.find(person).withReachable(can));
    }

    /** Makes a person show the profile, or not: reading it answers 230. */
    public void consents(String person, boolean does) {
        world.change(world.find(person).withConsents(does));
    }

    /** Turns one of the account's, the app's or the answers' switches. */
    public void turn(Switch which, boolean on) {
        conditions.turn(which, on);
    }

    /** How a switch stands. */
    public boolean is(Switch which) {
        return conditions.is(which);
    }

    /** Lets the server not know these fields: a call that asks for one fails whole, with code 100. */
    public void refuseFields(Set<String> names) {
        conditions.refuseFields(names);
    }

    /** Shows this usage in the headers, in percent, with the minutes until there is budget again. */
    public void showUsage(int percent, int regainMinutes) {
        conditions.showUsage(Optional.of(new Conditions.Usage(percent, regainMinutes)));
    }

    /** Shows the usage as it is. */
    public void showTrueUsage() {
        conditions.showUsage(Optional.empty());
    }

    /** Answers calls beyond the limit with this code, 613 or 4. */
    public void answerLimitWith(int code) {
        conditions.answerLimitWith(code);
    }

    /** Makes something go wrong. */
    public void inject(Fault fault) {
        conditions.inject(fault);
    }

    /** Forgets the faults that did not happen yet. */
    public void clearFaults() {
        conditions.clearFaults();
    }

    /** How many injected faults are not used up. */
    public int faultsWaiting() {
        return conditions.faultsWaiting();
    }

    /** A new token as the dashboard gives one; older ones stay good. */
    public String newToken() {
        return tokens.issue();
    }

    /** Ends every token's life: 190/463. */
    public void expireTokens() {
        tokens.expire();
    }

    /** Kills every token with one of Meta's subcodes, for example 460 after a password change. */
    public void killTokens(int subcode) {
        tokens.kill(subcode);
    }

    /** Stops listening and ends every thread. */
    @Override
    public void close() {
        director.close();
        project.close();
        door.close();
    }

    private String write(String person, boolean ours, String text, Item.Extra extra) {
        Talk talk = talk(person);
        return world.messageId(talk, world.write(talk, ours, text, extra, null));
    }

    private Talk talk(String person) {
        return world.talkWith(world.find(person).id()).orElseThrow();
    }

    private World.Place place(String messageId) {
        return world.place(messageId)
                .orElseThrow(() -> new IllegalArgumentException("There is no message with this id"));
    }
}

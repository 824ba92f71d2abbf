package app.ajar.sync;

import app.ajar.model.ConversationId;
import app.ajar.sandbox.world.Person;
import app.ajar.sending.Replies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** People who write, react, edit and take back, and an account that answers, here and on its phone. */
final class LivingInbox {

    private static final List<String> EMOJI = List.of("❤️", "🔥", "👍", "😂");
    /** Beyond what the API still details, too. */
    private static final int BACK = 24;

    private final Rig rig;
    private final Random random;
    private final List<String> people;
    private final Set<String> takenBack = new HashSet<>();
    private final List<String> texts = new ArrayList<>();
    private int reactions;
    private int edits;
    private int replies;

    LivingInbox(Rig rig, Random random) {
        this.rig = rig;
        this.random = random;
        this.people = rig.sandbox.everybody().stream().map(Person::username).sorted().toList();
    }

    List<String> people() {
        return people;
    }

    /** Ids of messages that were unsent. */
    Set<String> takenBack() {
        return takenBack;
    }

    /** From nothing to a few things. */
    void something() {
        for (int left = random.nextInt(4); left > 0; left--) {
            one();
        }
    }

    /** More in one conversation than the API will detail. */
    void flood() {
        String person = anybody();
        for (int left = 21 + random.nextInt(40); left > 0; left--) {
            write(person, random.nextInt(5) == 0);
        }
    }

    private void one() {
        String person = anybody();
        int dice = random.nextInt(100);
        if (dice < 50) {
            write(person, false);
        } else if (dice < 60) {
            write(person, true);
        } else if (dice < 64) {
            rig.sandbox.personSendsPhoto(person, "lake");
        } else if (dice < 79) {
            reactions++;
            rig.sandbox.reacts(some(person), random.nextInt(4) == 0 ? null : EMOJI.get(random.nextInt(EMOJI.size())));
        } else if (dice < 88) {
            edits++;
            rig.sandbox.edits(some(person), next("Edited"));
        } else if (dice < 95) {
            String message = some(person);
            takenBack.add(message);
            rig.sandbox.unsends(message);
        } else {
            reply(person);
        }
    }

    private void reply(String person) {
        ConversationId conversation = rig.conversation(person);
        Replies.Written written = rig.engine().replies().write(conversation, next("Reply"), false);
        replies += written instanceof Replies.Written.Queued ? 1 : 0;
    }

    private void write(String person, boolean ours) {
        if (ours) {
            rig.sandbox.accountWrites(person, next("From the phone"));
        } else {
            rig.sandbox.personWrites(person, next("Message"));
        }
    }

    private String next(String word) {
        String text = word + " " + texts.size();
        texts.add(text);
        return text;
    }

    private String some(String person) {
        int there = rig.sandbox.thread(person).size();
        return rig.sandbox.messageId(person, random.nextInt(Math.min(there, BACK)));
    }

    private String anybody() {
        // Some write much more than others.
        return people.get(Math.min(random.nextInt(people.size()), random.nextInt(people.size())));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d texts, %d reactions, %d edits, %d taken back, %d replies", texts.size(),
                reactions, edits, takenBack.size(), replies);
    }
}

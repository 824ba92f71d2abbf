package app.ajar.sandbox.world;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * As many more people as asked for. Everything about them follows from the seed: a message is worked out from its
 * place, the same each time, and nothing of it is kept.
 */
public final class Crowd {

    private static final List<String> FIRST = List.of("Amara", "Elif", "Noah", "Zofia", "Mateo", "Ingrid", "Omar",
            "Leila", "Tomás", "Ines", "Kwame", "Anneli", "Bogdan", "Chiara", "Dmitri", "Elena", "Farah", "Goran",
            "Hanna", "Idris", "Jana", "Kasper", "Lior", "Mirela", "Nils", "Olena", "Pavel", "Quynh", "Rania", "Søren",
            "Tamar", "Ulrike", "Viktor", "Wanjiru", "Xénia", "Yusuf", "Zeynep", "Áine", "Ελένη", "Νίκος", "Мария",
            "Олег", "ליאור", "نور");
    private static final List<String> LAST = List.of("Adeyemi", "Bergström", "Castillo", "Dvořák", "Eriksen", "Fischer",
            "García", "Haddad", "Ivanova", "Jansen", "Kowalska", "Lindqvist", "Moreau", "Novak", "O’Brien", "Petrov",
            "Quiroga", "Rossi", "Şahin", "Tran", "Ustinov", "Varga", "Wójcik", "Ximenes", "Yılmaz", "Zhuravel");
    private static final List<String> ASKED = List.of("Hi, is the rust one still in stock?",
            "Do you ship to Norway, and how long does it take?", "¿Tenéis la talla L en verde?",
            "Salut ! Le bonnet gris revient quand ?", "Was kostet der Versand nach Österreich?",
            "My parcel says delivered but I can’t find it 😕", "Could I swap the M for an S?",
            "Ciao, posso ritirare in negozio?", "Доброго дня! Чи є розмір XS?", "Merhaba, iade nasıl yapılıyor?",
            "هل يتوفر اللون الأزرق؟", "Καλησπέρα, στέλνετε στην Κρήτη;", "Olá! Este casaco é à prova de água?",
            "Is the wool mulesing-free?", "Just got it. LOVE it 😍", "How does the Fjord jumper fit, true to size?",
            "Do you do gift wrapping?", "Any discount for students? 🙏🏽", "Cześć, czy macie tabelę rozmiarów?",
            "Thank you so much 🧡", "Perfect, ordering now", "היי, יש משלוח לישראל?");
    private static final List<String> ANSWERED = List.of("Hi, thanks for writing. It is, two left in M.",
            "We do, 5 to 7 working days, tracked all the way.", "Of course. I’ll send you a return label today.",
            "It fits true to size; between two, take the smaller.", "Back on the 3rd, shall I put one aside?",
            "Sorry about that. Could you send me the order number?",
            "Found it: it is with your neighbour at number 12.",
            "It is waterproof up to 10,000 mm.", "You’re very welcome 🙌", "All our wool is certified mulesing-free.",
            "Yes, choose gift wrap in the basket, it is free.", "Sí, nos quedan tres en verde.");
    private static final List<String> SCENES = List.of("mountains", "jumper", "mugs", "parcel", "market", "map",
            "beach",
            "cabin", "boots", "lake", "tent", "scarf");
    private static final List<String> EMOJI = List.of("❤️", "😍", "👍", "🙌", "😂", "🔥");

    private Crowd() {}

    /** The account-scoped id of the person with this number: 15 to 17 digits. */
    public static String personId(long seed, int number) {
        long mixed = mix(seed * 1_000_003L + number) & Long.MAX_VALUE;
        // The number in the last digits keeps ids apart whatever the hash gives.
        String digits = Long.toString(10_000_000_000L + mixed % 90_000_000_000L);
        return digits.substring(0, 10 + (int) (mixed % 2)) + String.format(Locale.ROOT, "%06d", number);
    }

    /**
     * Adds people until the world holds {@code people}, who share {@code messages} unevenly, each at least one.
     *
     * @param messages how many messages the added people have together; raised to one each
     */
    public static void moveInto(World world, Instant anchor, long seed, int people, long messages) {
        int first = world.size();
        int more = people - first;
        if (more <= 0) {
            return;
        }
        int[] written = shares(seed, more, messages);
        for (int i = 0; i < more; i++) {
            int number = first + i;
            long own = mix(seed ^ mix(number + 0x5eedL));
            world.add(person(seed, number, own), written[i], past(own, anchor, written[i]));
        }
    }

    private static int[] shares(long seed, int people, long messages) {
        double[] weights = new double[people];
        double sum = 0;
        Random random = new Random(seed);
        for (int i = 0; i < people; i++) {
            weights[i] = 1 / Math.pow(1 + random.nextInt(people), 0.6);
            sum += weights[i];
        }
        long rest = Math.max(0, messages - people);
        int[] written = new int[people];
        long given = 0;
        double upTo = 0;
        for (int i = 0; i < people; i++) {
            upTo += weights[i];
            long target = i == people - 1 ? rest : Math.round(rest * (upTo / sum));
            written[i] = (int) (1 + target - given);
            given = target;
        }
        return written;
    }

    private static Person person(long seed, int number, long own) {
        Random random = new Random(own);
        String first = FIRST.get(random.nextInt(FIRST.size()));
        String name = first + " " + LAST.get(random.nextInt(LAST.size()));
        String username = "p" + number + "." + LAST.get(random.nextInt(LAST.size())).toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
        int luck = random.nextInt(100);
        Person.Picture picture = luck < 8
                ? Person.Picture.NONE
                : luck < 10
                        ? Person.Picture.BROKEN
                        : luck < 12
                                ? Person.Picture.FORBIDDEN
                                : luck < 20 ? Person.Picture.PNG : Person.Picture.JPEG;
        return new Person(personId(seed, number), username, luck % 23 == 0 ? null : name, random.nextInt(40_000),
                luck == 42, random.nextBoolean(), luck % 7 == 0, luck % 19 != 3, luck != 57, picture, "");
    }

    private static IntFunction<Item> past(long own, Instant anchor, int written) {
        Random random = new Random(own ^ 0xba5eL);
        // Most wrote lately, a few long ago: the age's logarithm is even between a minute and 90 days.
        long age = 60 * (long) Math.exp(random.nextDouble() * Math.log(90 * 86_400.0 / 60));
        Instant last = anchor.minusSeconds(age).truncatedTo(ChronoUnit.SECONDS);
        long step = 120L + random.nextInt(4 * 3600);
        return index -> item(own, index, last.minusSeconds((written - 1L - index) * step), step);
    }

    private static Item item(long own, int index, Instant slot, long step) {
        Random random = new Random(mix(own + index * 31L));
        Instant at = slot.minusSeconds((long) (random.nextDouble() * step * 0.8));
        boolean ours = index % 5 != 0 && random.nextInt(100) < 48;
        int luck = random.nextInt(100);
        String scene = SCENES.get(random.nextInt(SCENES.size()));
        List<String> lines = ours ? ANSWERED : ASKED;
        String text = lines.get(random.nextInt(lines.size()));
        Item.Extra extra = Item.WORDS;
        if (luck < 6) {
            extra = new Item.Extra.Photo(scene, 1080, random.nextBoolean() ? 1350 : 1080);
            text = "";
        } else if (!ours && luck < 9) {
            extra = new Item.Extra.StoryReply(scene);
        } else if (!ours && luck == 9) {
            extra = new Item.Extra.Unsupported();
            text = "";
        }
        List<Item.Reaction> reactions = luck > 92
                ? List.of(new Item.Reaction(EMOJI.get(random.nextInt(EMOJI.size())), !ours))
                : List.of();
        return new Item(index, at, ours, text, extra, reactions, null);
    }

    static long mix(long z) {
        long x = z + 0x9e3779b97f4a7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}

package app.ajar.store.care;

import app.ajar.settings.DataFolder;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The copies of what the user made, in {@code backups/} of the data folder: one a day, the newest seven, their owner's
 * alone. They are numbered, because a clock may have been wrong.
 */
final class Copies {

    private static final System.Logger LOG = System.getLogger(Copies.class.getName());
    private static final int DEPTH = 7;
    private static final Pattern NAME = Pattern.compile("local-([0-9]{6,18})-([0-9]{4}-[0-9]{2}-[0-9]{2})\\.copy");

    private final Path folder;
    private final Protection protection;

    Copies(Path folder, Protection protection) {
        this.folder = folder;
        this.protection = protection;
    }

    /** A copy's file, not yet read. */
    record Entry(Path file, long number, String day) {}

    /** The newest first. */
    List<Entry> all() throws IOException {
        List<Entry> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    found.add(new Entry(file, Long.parseLong(name.group(1)), name.group(2)));
                }
            });
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.log(System.Logger.Level.DEBUG, "no copies yet", e);
        }
        found.sort(Comparator.comparingLong(Entry::number).reversed());
        return found;
    }

    /** The highest number in use, 0 for none. */
    long newestNumber() throws IOException {
        return all().stream().mapToLong(Entry::number).findFirst().orElse(0);
    }

    /**
     * Writes a copy, reads it back and only then lets go of the day's earlier one and of those beyond seven.
     *
     * @throws IOException when it could not be written or does not read as it was written; earlier copies are as they were
     */
    void put(long number, UserPart part) throws IOException {
        String day = LocalDate.ofInstant(part.takenAt(), ZoneOffset.UTC).toString();
        Path file = folder.resolve(String.format(Locale.ROOT, "local-%06d-%s.copy", number, day));
        OwnerFile.writeWithin(Objects.requireNonNull(folder.getParent()), file,
                protection.seal(CopyFile.bytes(part), protection.on()));
        if (!CopyFile.part(protection.open(Files.readAllBytes(file))).equals(part)) {
            Files.delete(file);
            throw new IOException("a copy does not read as it was written");
        }
        prune(day, number);
    }

    private void prune(String day, long number) throws IOException {
        List<Entry> all = all();
        int kept = 0;
        for (Entry entry : all) {
            boolean replaced = entry.day().equals(day) && entry.number() < number;
            if (replaced || kept >= DEPTH) {
                Files.deleteIfExists(entry.file());
            } else {
                kept++;
            }
        }
        sweep();
    }

    /** Removes what a kill left of a copy that was being written. */
    private void sweep() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList()) {
                Files.deleteIfExists(left);
            }
        }
    }

    /** The newest copy that reads whole; the others are passed over. */
    Optional<UserPart> newestGood() throws IOException {
        for (Entry entry : all()) {
            Optional<UserPart> part = read(entry);
            if (part.isPresent()) {
                return part;
            }
        }
        return Optional.empty();
    }

    /** Empty when it is not whole. */
    Optional<UserPart> read(Entry entry) {
        try {
            return Optional.of(CopyFile.part(protection.open(Files.readAllBytes(entry.file()))));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a copy of what the user made cannot be read", e);
            return Optional.empty();
        }
    }

    /** Takes what belongs to one account out of every copy. */
    void forget(String account) throws IOException {
        for (Entry entry : all()) {
            Optional<UserPart> part = read(entry);
            if (part.isEmpty()) {
                // It cannot be told what is in it.
                Files.deleteIfExists(entry.file());
                continue;
            }
            UserPart left = part.get().without(account);
            if (!left.equals(part.get())) {
                OwnerFile.write(entry.file(), protection.seal(CopyFile.bytes(left), protection.on()));
            }
        }
    }

    /** The key of the newest encrypted copy; empty when none is encrypted. */
    Optional<String> keyId() throws IOException {
        for (Entry entry : all()) {
            Optional<String> id = sealedWith(entry);
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }

    /**
     * Moves the encrypted ones into another folder, and the whole folder there if no other is in it: its marks speak of a
     * database that goes as well.
     */
    void setAside(Path aside) throws IOException {
        List<Entry> encrypted = new ArrayList<>();
        List<Entry> all = all();
        for (Entry entry : all) {
            if (sealedWith(entry).isPresent()) {
                encrypted.add(entry);
            }
        }
        if (encrypted.size() == all.size()) {
            if (Files.exists(folder)) {
                Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
            }
            return;
        }
        if (!encrypted.isEmpty()) {
            DataFolder.createWithin(Objects.requireNonNull(folder.getParent()), aside);
        }
        for (Entry entry : encrypted) {
            Files.move(entry.file(), aside.resolve(entry.file().getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether all copies are encrypted, or none. */
    boolean inForm(boolean encrypted) throws IOException {
        for (Entry entry : all()) {
            if (sealedWith(entry).isPresent() != encrypted) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> sealedWith(Entry entry) throws IOException {
        try (InputStream in = Files.newInputStream(entry.file())) {
            return FileKey.sealedWith(in.readNBytes(FileKey.HEAD));
        }
    }

    /**
     * Encrypts or decrypts those that are not yet as they are to be, each in one step and whole or not.
     *
     * @throws IOException when one could not be written or is of another key; those before it are done
     */
    void rewrite(boolean encrypted) throws IOException {
        for (Entry entry : all()) {
            byte[] bytes = Files.readAllBytes(entry.file());
            if (FileKey.sealedWith(bytes).isPresent() != encrypted) {
                OwnerFile.write(entry.file(), protection.seal(protection.open(bytes), encrypted));
            }
        }
        if (Files.exists(folder)) {
            sweep();
        }
    }
}

package app.ajar.ui.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.collections.ObservableList;

/** Brings a shown list to a new state with as few changes as possible: rows are told apart by key, equal rows are left alone. */
public final class KeyedDiff {

    private KeyedDiff() {}

    /** After this, {@code shown} equals {@code wanted}; returns how many rows were touched. */
    public static <T, K> int apply(ObservableList<T> shown, List<T> wanted, Function<T, K> key) {
        boolean[] stays = staying(shown, wanted, key);
        int kept = 0;
        for (boolean stay : stays) {
            kept += stay ? 1 : 0;
        }
        if (kept == 0) {
            int touched = Math.max(shown.size(), wanted.size());
            if (touched > 0) {
                shown.setAll(wanted);
            }
            return touched;
        }
        return removeOthers(shown, stays) + fillIn(shown, wanted, key);
    }

    private static <T> int removeOthers(ObservableList<T> shown, boolean[] stays) {
        int touched = 0;
        int end = stays.length;
        while (end > 0) {
            int start = end - 1;
            if (!stays[start]) {
                while (start > 0 && !stays[start - 1]) {
                    start--;
                }
                shown.remove(start, end);
                touched += end - start;
            }
            end = start;
        }
        return touched;
    }

    private static <T, K> int fillIn(ObservableList<T> shown, List<T> wanted, Function<T, K> key) {
        int touched = 0;
        int at = 0;
        while (at < wanted.size()) {
            if (at < shown.size() && key.apply(shown.get(at)).equals(key.apply(wanted.get(at)))) {
                if (!shown.get(at).equals(wanted.get(at))) {
                    shown.set(at, wanted.get(at));
                    touched++;
                }
                at++;
                continue;
            }
            int end = at + 1;
            while (end < wanted.size() && !(at < shown.size()
                    && key.apply(shown.get(at)).equals(key.apply(wanted.get(end))))) {
                end++;
            }
            shown.addAll(at, wanted.subList(at, end));
            touched += end - at;
            at = end;
        }
        return touched;
    }

    /** Which shown rows need not move: the longest run of them that stands in the same order in both lists. */
    private static <T, K> boolean[] staying(List<T> shown, List<T> wanted, Function<T, K> key) {
        Map<K, Integer> places = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            places.put(key.apply(wanted.get(i)), i);
        }
        int[] place = new int[shown.size()];
        int[] before = new int[shown.size()];
        // tails.get(n) is the row that ends the best run of n + 1 rows found so far.
        List<Integer> tails = new ArrayList<>();
        Arrays.fill(before, -1);
        for (int i = 0; i < place.length; i++) {
            Integer wantedAt = places.get(key.apply(shown.get(i)));
            if (wantedAt == null) {
                continue;
            }
            place[i] = wantedAt;
            int length = firstTailFrom(tails, place, wantedAt);
            before[i] = length == 0 ? -1 : tails.get(length - 1);
            if (length == tails.size()) {
                tails.add(i);
            } else {
                tails.set(length, i);
            }
        }
        boolean[] stays = new boolean[place.length];
        for (int i = tails.isEmpty() ? -1 : tails.getLast(); i >= 0; i = before[i]) {
            stays[i] = true;
        }
        return stays;
    }

    private static int firstTailFrom(List<Integer> tails, int[] place, int wantedAt) {
        int low = 0;
        int high = tails.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (place[tails.get(middle)] < wantedAt) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

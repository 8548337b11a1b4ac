package dev.mcpauthfix.runtime.settings;

import org.jspecify.annotations.Nullable;

/** Finds the setting that a misspelt key probably meant. Loaded only to explain a mistake. */
final class NearestKey {

    private NearestKey() {}

    /** The nearest setting, null where none is near. */
    static @Nullable Setting to(String key) {
        Setting nearest = null;
        int best = Math.max(2, key.length() / 3) + 1;
        for (Setting setting : Setting.values()) {
            int distance = distance(key, setting.key());
            if (distance < best) {
                best = distance;
                nearest = setting;
            }
        }
        return nearest;
    }

    /** How many single-character edits lie between the two (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitution = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}

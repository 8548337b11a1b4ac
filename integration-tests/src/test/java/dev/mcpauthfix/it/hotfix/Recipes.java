package dev.mcpauthfix.it.hotfix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that {@code docs/rollout.md} gives people to copy: each block names itself behind the word for its language. */
final class Recipes {

    private static final Path PAGE = Path.of("..", "docs", "rollout.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+ recipe=([a-z-]+)\\n(.*?)^```$");

    private Recipes() {}

    /** The names of all blocks, in the order of the page. */
    static List<String> names() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The lines of one block as they stand there. */
    static String named(String name) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            if (block.group(1).equals(name)) {
                return block.group(2);
            }
        }
        throw new IllegalArgumentException("no recipe " + name + " in " + PAGE);
    }
}

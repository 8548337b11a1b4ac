package dev.mcpauthfix.it.zoo;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several animals at once. Closing it closes all cages. */
public final class Zoo implements AutoCloseable {

    private final Map<Animal, Cage> cages = new LinkedHashMap<>();

    private Zoo() {}

    /** Opens these animals in their order; where one does not start, none stays open. */
    public static Zoo open(Collection<Animal> animals) throws Exception {
        Zoo zoo = new Zoo();
        try {
            for (Animal animal : animals) {
                zoo.cages.put(animal, animal.open());
            }
            return zoo;
        } catch (Exception failure) {
            zoo.close();
            throw failure;
        }
    }

    /** The cages in the order of opening. */
    public Map<Animal, Cage> cages() {
        return Collections.unmodifiableMap(cages);
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (Cage cage : cages.values()) {
            try {
                cage.close();
            } catch (RuntimeException one) {
                failure = one;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

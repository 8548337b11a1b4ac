package dev.mcpauthfix.runtime.management;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an MBean, each read from the same moment's numbers. Written by hand: the JDK's own MBeans keep what they find out about
 * a class, and this one is to be forgotten. Types of the JDK's alone, so that every client can read them.
 *
 * @param <T> where they are read from
 */
final class Readings<T> {

    private record Reading<T>(MBeanAttributeInfo info, Function<T, @Nullable Object> value) {}

    private final Map<String, Reading<T>> readings = new LinkedHashMap<>();

    Readings<T> text(String name, String description, Function<T, @Nullable String> value) {
        return reading(name, String.class, false, description, value::apply);
    }

    Readings<T> writableText(String name, String description, Function<T, @Nullable String> value) {
        return reading(name, String.class, true, description, value::apply);
    }

    Readings<T> texts(String name, String description, Function<T, String[]> value) {
        return reading(name, String[].class, false, description, value::apply);
    }

    Readings<T> number(String name, String description, Function<T, Long> value) {
        return reading(name, long.class, false, description, value::apply);
    }

    private Readings<T> reading(
            String name, Class<?> type, boolean writable, String description, Function<T, @Nullable Object> value) {
        MBeanAttributeInfo info = new MBeanAttributeInfo(name, type.getName(), description, true, writable, false);
        readings.put(name, new Reading<>(info, value));
        return this;
    }

    MBeanAttributeInfo[] infos() {
        return readings.values().stream().map(Reading::info).toArray(MBeanAttributeInfo[]::new);
    }

    @Nullable
    Object read(T from, String name) throws AttributeNotFoundException {
        Reading<T> reading = readings.get(name);
        if (reading == null) {
            throw new AttributeNotFoundException("there is no attribute " + name);
        }
        return reading.value().apply(from);
    }

    /** Those that there are. */
    AttributeList read(T from, String[] names) {
        AttributeList values = new AttributeList();
        for (String name : names) {
            Reading<T> reading = readings.get(name);
            if (reading != null) {
                values.add(new Attribute(name, reading.value().apply(from)));
            }
        }
        return values;
    }
}

package dev.mcpauthfix.adapter;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a library knows and does not tell: a field, or a property that not every version has. Null where there is none, so that whoever
 * asks does without.
 */
public final class HiddenValue {

    private HiddenValue() {}

    /** What is at the end of a path of fields. */
    public static @Nullable Object field(@Nullable Object owner, String... path) {
        Object value = owner;
        for (String name : path) {
            value = value == null ? null : read(value, name);
        }
        return value;
    }

    private static @Nullable Object read(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return read(owner, field);
                }
            }
        }
        return null;
    }

    private static @Nullable Object read(Object owner, Field field) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return null;
        }
    }

    /**
     * The first value of a type in an object's fields, whatever a version calls them, or in those of what they hold.
     *
     * @param levels how deep to look, 1 for the object's own fields
     */
    public static <T> @Nullable T within(@Nullable Object owner, Class<T> wanted, int levels) {
        List<Object> values = owner == null || levels == 0 ? List.of() : values(owner);
        for (Object value : values) {
            if (wanted.isInstance(value)) {
                return wanted.cast(value);
            }
        }
        for (Object value : values) {
            T found = within(value, wanted, levels - 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What an object's fields hold; the JDK's own classes keep theirs to themselves. */
    private static List<Object> values(Object owner) {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = owner.getClass(); type.getClassLoader() != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = field.getType().isPrimitive() || Modifier.isStatic(field.getModifiers())
                        ? null
                        : read(owner, field);
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** What a public method without parameters answers. */
    public static @Nullable Object property(@Nullable Object owner, String method) {
        try {
            return owner == null ? null : owner.getClass().getMethod(method).invoke(owner);
        } catch (ReflectiveOperationException | RuntimeException absent) {
            return null;
        }
    }
}

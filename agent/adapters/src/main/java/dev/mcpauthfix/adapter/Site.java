package dev.mcpauthfix.adapter;

/**
 * A method to weave and the adapter that answers for it; {@link Sites} has them all.
 *
 * @param library the library's name for people
 * @param className the woven class or interface, binary name with slashes
 * @param method the one method of that name and descriptor
 * @param descriptor the method's descriptor
 * @param adapter the adapter's class name, with dots
 * @param optional whether some supported versions of the class lack the method; one that has it is woven there too
 */
public record Site(
        String library, String className, String method, String descriptor, String adapter, boolean optional) {

    /** A site that every supported version of the class has. */
    public Site(String library, String className, String method, String descriptor, String adapter) {
        this(library, className, method, descriptor, adapter, false);
    }
}

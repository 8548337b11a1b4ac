package dev.mcpauthfix.cli.doctor.client;

/**
 * How one client is known: which versions were read, where, and when.
 *
 * @param id a short name for machines, kebab-case
 * @param name for people
 * @param versions which versions it holds for
 * @param source where its behaviour was read: repository and file, or the specification's section
 * @param read when, {@code yyyy-mm-dd}
 */
public record ClientReading(String id, String name, String versions, String source, String read) {}

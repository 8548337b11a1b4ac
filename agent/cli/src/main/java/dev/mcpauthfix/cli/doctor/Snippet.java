package dev.mcpauthfix.cli.doctor;

/**
 * A piece of code or configuration that mends a server.
 *
 * @param title for which software
 * @param language as Markdown fences name it
 * @param text its lines
 */
public record Snippet(String title, String language, String text) {}

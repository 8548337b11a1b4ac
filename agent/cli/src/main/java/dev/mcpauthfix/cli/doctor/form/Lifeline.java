package dev.mcpauthfix.cli.doctor.form;

/**
 * One that was asked.
 *
 * @param letter its short name in the diagram
 * @param role what it is to the client, a few words
 * @param origin its scheme, host and port; empty where it stands for several
 */
record Lifeline(String letter, String role, String origin) {}

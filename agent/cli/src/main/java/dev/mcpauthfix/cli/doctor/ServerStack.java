package dev.mcpauthfix.cli.doctor;

/**
 * The software that a server is made with, recognised by what it says.
 *
 * @param name its name
 * @param sign by what it was recognised, one line
 * @param fix the one line that mends it, for its owner
 */
public record ServerStack(String name, String sign, String fix) {}

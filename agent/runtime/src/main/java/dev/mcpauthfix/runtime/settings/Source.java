package dev.mcpauthfix.runtime.settings;

/** Where a setting may stand, strongest first. */
enum Source {
    ORDER("order, "),
    ARGUMENT("agent argument "),
    PROPERTY("system property "),
    ENVIRONMENT("environment variable "),
    FILE("");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** Orders, arguments and properties are on a command line, which every user of the machine can read. */
    boolean keepsSecrets() {
        return this == ENVIRONMENT || this == FILE;
    }

    String label() {
        return label;
    }

    /** The setting's name as this source spells it. */
    String spell(Setting setting) {
        if (this == PROPERTY) {
            return setting.property();
        }
        return this == ENVIRONMENT ? setting.variable() : setting.key();
    }
}

package dev.mcpauthfix.runtime.settings;

import java.util.List;

/** Settings that are fine one by one and cannot be meant together. Each message names the place of one that is there. */
final class Contradictions {

    private final Findings findings;

    private Contradictions(Findings findings) {
        this.findings = findings;
    }

    static void report(Findings findings) {
        new Contradictions(findings).report();
        for (Findings section : findings.sections()) {
            new Contradictions(section).report();
        }
    }

    private void report() {
        // What a section takes over unchanged was told with the general settings.
        if (findings.server() == null || findings.hasOwnClient() || findings.sets(Setting.GRANT)) {
            client();
            grant();
        }
        identityProvider();
        if (findings.server() == null) {
            vault();
        }
    }

    private void vault() {
        atMostOne(Setting.VAULT_KEY, Setting.VAULT_KEY_FILE, Setting.VAULT_KEY_ENV);
        atMostOne(Setting.VAULT_PASSWORD, Setting.VAULT_PASSWORD_FILE);
        String vault = String.valueOf(findings.value(Setting.VAULT));
        RedisServer redis = RedisServer.parse(vault);
        for (Setting key : List.of(Setting.VAULT_KEY, Setting.VAULT_KEY_FILE, Setting.VAULT_KEY_ENV)) {
            if (isSet(key) && vault.equals("memory")) {
                report(key, "of no use with vault=memory; set vault=file or leave it out");
            }
        }
        for (Setting password : List.of(Setting.VAULT_PASSWORD, Setting.VAULT_PASSWORD_FILE)) {
            if (isSet(password) && redis == null) {
                report(password, "of no use without a Redis server; set vault=redis://host:port or leave it out");
            } else if (isSet(password) && redis != null && redis.password() != null) {
                report(password, "says the same as the password in vault; keep one of them");
            }
        }
    }

    private void client() {
        atMostOne(
                Setting.CLIENT_SECRET,
                Setting.CLIENT_SECRET_FILE,
                Setting.CLIENT_SECRET_ENV,
                Setting.CLIENT_SECRET_COMMAND);
        ofNoUseWithout(
                Setting.CLIENT_ID,
                Setting.CLIENT_SECRET,
                Setting.CLIENT_SECRET_FILE,
                Setting.CLIENT_SECRET_ENV,
                Setting.CLIENT_SECRET_COMMAND,
                Setting.CLIENT_KEY_FILE);
        ofNoUseWithout(Setting.CLIENT_KEY_FILE, Setting.CLIENT_KEY_ID);
    }

    private void identityProvider() {
        if (findings.server() == null || findings.hasOwnIdentityProvider()) {
            atMostOne(Setting.IDP_CLIENT_SECRET, Setting.IDP_CLIENT_SECRET_FILE);
            atMostOne(Setting.IDP_TOKEN_FILE, Setting.IDP_TOKEN_COMMAND);
            ofNoUseWithout(Setting.IDP_CLIENT_ID, Setting.IDP_CLIENT_SECRET, Setting.IDP_CLIENT_SECRET_FILE);
        }
    }

    private void grant() {
        String grant = String.valueOf(findings.value(Setting.GRANT));
        switch (grant) {
            case "client_credentials" -> {
                if (!isSet(Setting.CLIENT_ID) || !(hasClientSecret() || isSet(Setting.CLIENT_KEY_FILE))) {
                    report(
                            Setting.GRANT,
                            "client_credentials needs client.id, and client.secret from "
                                    + Setting.CLIENT_SECRET.variable() + " or the config file, client.secret.file,"
                                    + " client.secret.env or client.secret.command, or client.key.file");
                }
            }
            case "jwt_bearer" -> {
                needs(grant, Setting.CLIENT_ID);
                needsOneOf(grant, Setting.ASSERTION_FILE, Setting.ASSERTION_COMMAND);
            }
            case "id_jag" -> {
                needs(grant, Setting.CLIENT_ID, Setting.IDP_TOKEN_ENDPOINT, Setting.IDP_CLIENT_ID);
                needsOneOf(grant, Setting.IDP_TOKEN_FILE, Setting.IDP_TOKEN_COMMAND);
            }
            case "token" -> needsOneOf(grant, Setting.TOKEN_FILE, Setting.TOKEN_COMMAND);
            default -> {}
        }
        ofNoUseWithGrant(grant, "jwt_bearer", Setting.ASSERTION_FILE, Setting.ASSERTION_COMMAND);
        ofNoUseWithGrant(grant, "token", Setting.TOKEN_FILE, Setting.TOKEN_COMMAND);
        if (findings.server() == null) {
            ofNoUseWithGrant(grant, "id_jag", Setting.IDP_TOKEN_ENDPOINT);
        }
        somebody(grant);
    }

    /** A section names the MCP server; without one a setting has to say whom credentials may be shown to. */
    private void somebody(String grant) {
        boolean server = isSet(Setting.CLIENT_RESOURCE) || findings.hasOwnClient();
        if (grant.equals("token") && !server) {
            report(
                    Setting.GRANT,
                    "token needs client.resource: a token is sent to no MCP server that the settings do not name");
        } else if (!grant.equals("authorization_code")
                && !grant.equals("device_code")
                && !server
                && !isSet(Setting.ISSUER)) {
            report(
                    Setting.GRANT,
                    grant + " needs client.resource or issuer: credentials are shown to no server that the settings"
                            + " do not name");
        }
    }

    private boolean hasClientSecret() {
        return isSet(Setting.CLIENT_SECRET)
                || isSet(Setting.CLIENT_SECRET_FILE)
                || isSet(Setting.CLIENT_SECRET_ENV)
                || isSet(Setting.CLIENT_SECRET_COMMAND);
    }

    private void atMostOne(Setting... settings) {
        Setting first = null;
        for (Setting setting : settings) {
            if (isSet(setting) && first != null) {
                report(
                        setting,
                        "says the same as " + first.key() + " (" + findings.where(first) + "); keep one of them");
            } else if (isSet(setting)) {
                first = setting;
            }
        }
    }

    private void ofNoUseWithout(Setting basis, Setting... settings) {
        for (Setting setting : settings) {
            if (isSet(setting) && !isSet(basis)) {
                report(setting, "of no use without " + basis.key() + "; set both or neither");
            }
        }
    }

    private void ofNoUseWithGrant(String grant, String meant, Setting... settings) {
        for (Setting setting : settings) {
            if (isSet(setting) && !grant.equals(meant)) {
                report(setting, "of no use with grant=" + grant + "; set grant=" + meant + " or leave it out");
            }
        }
    }

    private void needs(String grant, Setting... settings) {
        StringBuilder missing = new StringBuilder();
        for (Setting setting : settings) {
            if (!isSet(setting)) {
                missing.append(missing.length() == 0 ? "" : ", ").append(setting.key());
            }
        }
        if (missing.length() > 0) {
            report(Setting.GRANT, grant + " needs " + missing + " too");
        }
    }

    private void needsOneOf(String grant, Setting one, Setting other) {
        if (!isSet(one) && !isSet(other)) {
            report(Setting.GRANT, grant + " needs " + one.key() + " or " + other.key() + " too");
        }
        atMostOne(one, other);
    }

    private boolean isSet(Setting setting) {
        return findings.value(setting) != null;
    }

    private void report(Setting setting, String what) {
        findings.report(findings.where(setting) + ": " + what);
    }
}

package dev.mcpauthfix.runtime.settings;

/** Settings that are fine one by one and cannot be meant together. Each message names the place of one that is there. */
final class Contradictions {

    private final Findings findings;

    private Contradictions(Findings findings) {
        this.findings = findings;
    }

    static void report(Findings findings) {
        Contradictions contradictions = new Contradictions(findings);
        contradictions.client();
        contradictions.grant();
    }

    private void client() {
        if (isSet(Setting.CLIENT_SECRET) && !isSet(Setting.CLIENT_ID)) {
            report(Setting.CLIENT_SECRET, "of no use without client.id; set both or neither");
        }
        if (isSet(Setting.CLIENT_KEY_FILE) && !isSet(Setting.CLIENT_ID)) {
            report(Setting.CLIENT_KEY_FILE, "of no use without client.id; set both or neither");
        }
        if (isSet(Setting.IDP_CLIENT_SECRET) && !isSet(Setting.IDP_CLIENT_ID)) {
            report(Setting.IDP_CLIENT_SECRET, "of no use without idp.client.id; set both or neither");
        }
    }

    private void grant() {
        String grant = String.valueOf(findings.value(Setting.GRANT));
        switch (grant) {
            case "client_credentials" -> {
                if (!isSet(Setting.CLIENT_ID) || !(isSet(Setting.CLIENT_SECRET) || isSet(Setting.CLIENT_KEY_FILE))) {
                    report(
                            Setting.GRANT,
                            "client_credentials needs client.id, and client.secret from "
                                    + Setting.CLIENT_SECRET.variable() + " or the config file, or client.key.file");
                }
            }
            case "jwt_bearer" -> needs(grant, Setting.CLIENT_ID, Setting.ASSERTION_FILE);
            case "id_jag" ->
                needs(
                        grant,
                        Setting.CLIENT_ID,
                        Setting.IDP_TOKEN_ENDPOINT,
                        Setting.IDP_CLIENT_ID,
                        Setting.IDP_TOKEN_FILE);
            default -> {}
        }
        if (isSet(Setting.ASSERTION_FILE) && !grant.equals("jwt_bearer")) {
            report(Setting.ASSERTION_FILE, "of no use with grant=" + grant + "; set grant=jwt_bearer or leave it out");
        }
        if (isSet(Setting.IDP_TOKEN_ENDPOINT) && !grant.equals("id_jag")) {
            report(Setting.IDP_TOKEN_ENDPOINT, "of no use with grant=" + grant + "; set grant=id_jag or leave it out");
        }
        boolean somebody = isSet(Setting.ISSUER) || isSet(Setting.CLIENT_RESOURCE);
        if (!grant.equals("authorization_code") && !somebody) {
            report(
                    Setting.GRANT,
                    grant + " needs client.resource or issuer: credentials are shown to no server that the settings"
                            + " do not name");
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

    private boolean isSet(Setting setting) {
        return findings.value(setting) != null;
    }

    private void report(Setting setting, String what) {
        findings.report(findings.where(setting) + ": " + what);
    }
}

package dev.mcpauthfix.runtime;

import java.util.function.UnaryOperator;

/** What the self-check weaves: it returns what it is given. Public, because the woven copy lives in a loader of its own. */
public final class SelfCheckProbe implements UnaryOperator<Object> {

    static {
        SelfCheck.present(new SelfCheckProbe());
    }

    private SelfCheckProbe() {}

    @Override
    public Object apply(Object question) {
        return question;
    }
}

package dev.mcpauthfix.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that is an order of the same name to the agent in a running JVM, and nothing else. */
abstract class PlainOrder implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public final Integer call() {
        return target.order(spec, spec.name(), List.of());
    }
}

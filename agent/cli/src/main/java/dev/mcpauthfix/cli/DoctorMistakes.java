package dev.mcpauthfix.cli;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Tells a mistake in the doctor's command line in one line: its usage is longer than a screen, and would hide what is wrong. */
final class DoctorMistakes implements IParameterExceptionHandler {

    /** An address with a password, or what may be one, up to the last {@code @}; the message quotes what was typed. */
    private static final Pattern USER = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*://|[^\\s':]+:).*@");

    private final IParameterExceptionHandler others;

    /**
     * Makes a handler.
     *
     * @param others tells the mistakes of every other command
     */
    DoctorMistakes(IParameterExceptionHandler others) {
        this.others = others;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] args) throws Exception {
        CommandLine command = mistake.getCommandLine();
        if (!(command.getCommandSpec().userObject() instanceof DoctorCommand)) {
            return others.handleParseException(mistake, args);
        }
        String line = String.valueOf(mistake.getMessage()).replaceAll("\\s+", " ");
        command.getErr().println(USER.matcher(line).replaceAll("***@") + "; see doctor --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}

package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.ServerStack;
import dev.mcpauthfix.cli.doctor.Snippet;
import dev.mcpauthfix.cli.page.Markup;

/** What the server is made with, and what its owner may copy. */
final class FixSection {

    private FixSection() {}

    static void write(Diagnosis diagnosis, Markup page) {
        ServerStack stack = diagnosis.stack();
        if (stack == null && diagnosis.snippets().isEmpty()) {
            return;
        }
        String lead = stack == null
                ? "The server does not say what it is made with; the likeliest come first."
                : "The server seems to be made with " + stack.name() + ", by this: " + stack.sign() + ".";
        DoctorPage.section(page, "How its owner mends it", lead);
        if (stack != null) {
            page.element("p", stack.fix());
        }
        for (Snippet snippet : diagnosis.snippets()) {
            page.line()
                    .element("h3", snippet.title())
                    .element("pre", snippet.text().strip());
        }
        page.close();
    }
}

/**
 * What a diagnosis looks like outside: a page, an issue for the server's owner, and the requests as curl lines. Everything that a server
 * sent is taken for hostile here (attack S13): in HTML, in Markdown and in a shell.
 */
@NullMarked
package dev.mcpauthfix.cli.doctor.form;

import org.jspecify.annotations.NullMarked;

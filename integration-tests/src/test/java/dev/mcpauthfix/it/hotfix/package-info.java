/** The agent comes to JVMs that are at work, is ordered about there, and leaves. */
@NullMarked
package dev.mcpauthfix.it.hotfix;

import org.jspecify.annotations.NullMarked;

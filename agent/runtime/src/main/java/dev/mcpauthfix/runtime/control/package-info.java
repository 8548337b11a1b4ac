/** What an operator sees of a running agent and may change in it. Loaded when somebody asks, or with the engine. */
@NullMarked
package dev.mcpauthfix.runtime.control;

import org.jspecify.annotations.NullMarked;

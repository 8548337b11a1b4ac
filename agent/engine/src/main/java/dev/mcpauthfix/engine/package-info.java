/**
 * MCP authorization as pure logic: plain data in, a {@link dev.mcpauthfix.engine.Decision} out. Loaded by the core loader
 * when an MCP request first needs it; knows no HTTP library, no bytecode, no environment.
 */
@NullMarked
package dev.mcpauthfix.engine;

import org.jspecify.annotations.NullMarked;

/** What a request costs with and without the agent, on every HTTP stack: paired, interleaved, by JMH. */
@NullMarked
package dev.mcpauthfix.bench;

import org.jspecify.annotations.NullMarked;

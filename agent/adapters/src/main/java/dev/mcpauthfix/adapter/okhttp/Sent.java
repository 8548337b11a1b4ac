package dev.mcpauthfix.adapter.okhttp;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;

/**
 * A tag on the request that went to the network: what we sent it with.
 *
 * @param mcp the request as the engine knows it
 */
record Sent(McpRequest mcp, Authorization authorization) {}

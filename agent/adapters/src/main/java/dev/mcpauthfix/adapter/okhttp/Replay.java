package dev.mcpauthfix.adapter.okhttp;

import dev.mcpauthfix.engine.McpRequest;
import okhttp3.Request;

/**
 * A tag on a request that we send again, by which it is told from the application's.
 *
 * @param mcp the request as the engine knows it, with its new authorization
 * @param request the application's own request
 */
record Replay(McpRequest mcp, Request request) {}

package dev.mcpauthfix.client.kotlin

import dev.mcpauthfix.client.Program
import dev.mcpauthfix.client.Server
import io.ktor.client.HttpClient
import io.ktor.client.HttpClientEngineContainer
import io.ktor.client.plugins.sse.SSE
import io.modelcontextprotocol.kotlin.sdk.types.Implementation
import io.modelcontextprotocol.kotlin.sdk.client.Client
import io.modelcontextprotocol.kotlin.sdk.client.SseClientTransport
import io.modelcontextprotocol.kotlin.sdk.client.StreamableHttpClientTransport
import kotlinx.coroutines.runBlocking
import java.util.ServiceLoader

/** Lists the tools of a server with the Kotlin SDK, on the engine that is asked for. */
fun main(args: Array<String>) = Program.run(args, ::countTools)

private fun countTools(server: Server): Int = runBlocking {
    HttpClient(engine(server)) { install(SSE) }.use { http ->
        val url = server.url().toString()
        val transport = if (server.sse()) SseClientTransport(http, url) else StreamableHttpClientTransport(http, url)
        val client = Client(Implementation("notes-reader", "1.0"))
        client.connect(transport)
        client.listTools().tools.size.also { client.close() }
    }
}

private fun engine(server: Server) =
    ServiceLoader.load(HttpClientEngineContainer::class.java)
        .first { server.engine().isEmpty() || it.toString() == server.engine() }
        .factory

// An MCP client with the TypeScript SDK's own OAuth: node client.mjs URL. It registers itself, plays the person who logs in, and says
// in one line whether it is connected.
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';

const REDIRECT = 'http://127.0.0.1:33419/callback';

/** Keeps everything in memory; whoever logs in says yes at once. */
class Login {
  kept = {};

  get redirectUrl() {
    return REDIRECT;
  }

  get clientMetadata() {
    return {
      client_name: 'a TypeScript program',
      redirect_uris: [REDIRECT],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  clientInformation = () => this.kept.client;
  saveClientInformation = (client) => void (this.kept.client = client);
  tokens = () => this.kept.tokens;
  saveTokens = (tokens) => void (this.kept.tokens = tokens);
  codeVerifier = () => this.kept.verifier;
  saveCodeVerifier = (verifier) => void (this.kept.verifier = verifier);
  discoveryState = () => this.kept.discovery;
  saveDiscoveryState = (state) => void (this.kept.discovery = state);

  async redirectToAuthorization(url) {
    const answer = await fetch(url, { redirect: 'manual' });
    const location = answer.headers.get('location');
    if (!location) {
      throw new Error(`the authorization endpoint answered ${answer.status}`);
    }
    this.kept.answer = new URL(location).searchParams;
  }
}

async function connect(url, login) {
  const client = new Client({ name: 'typescript', version: '1' });
  const transport = new StreamableHTTPClientTransport(url, { authProvider: login });
  try {
    await client.connect(transport);
  } catch (failure) {
    if (!(failure instanceof UnauthorizedError) || !login.kept.answer) {
      throw failure;
    }
    await transport.finishAuth(login.kept.answer);
    login.kept.answer = undefined;
    return connect(url, login);
  }
  const { tools } = await client.listTools();
  await client.close();
  return tools.length;
}

try {
  const tools = await connect(new URL(process.argv[2]), new Login());
  console.log(`✓ Connected, ${tools} tools`);
} catch (failure) {
  console.log(`✗ ${failure.name}: ${failure.message}`);
  process.exitCode = 1;
}

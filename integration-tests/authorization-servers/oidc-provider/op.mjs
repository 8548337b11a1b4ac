// npm's oidc-provider as a real authorization server for MCP: dynamic registration, resource indicators, rotation, revocation,
// device authorization. In memory, on loopback, with the provider's own login and consent pages: any name logs in.
//
//   node op.mjs PORT          prints "listening ISSUER" once it serves
//   POST /test/forget?CLIENT  drops a registered client, as an administrator or a lost database would
import http from 'node:http';
import Provider from 'oidc-provider';

const port = Number(process.argv[2] ?? 0);
const server = http.createServer();
server.listen(port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    scopes: ['openid', 'offline_access', 'mcp:tools'],
    clients: [],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
    ttl: { AccessToken: 600, RefreshToken: 86400, DeviceCode: 600, Interaction: 600, Session: 600, Grant: 86400 },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: {
      devInteractions: { enabled: true },
      registration: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      deviceFlow: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource) => ({
          scope: 'mcp:tools',
          audience: resource,
          accessTokenFormat: 'jwt',
        }),
      },
    },
  });
  const callback = provider.callback();
  server.on('request', async (request, response) => {
    if (request.method === 'POST' && request.url.startsWith('/test/forget?')) {
      await provider.Client.adapter.destroy(decodeURIComponent(request.url.split('?')[1]));
      response.writeHead(204).end();
      return;
    }
    callback(request, response);
  });
  console.log(`listening ${issuer}`);
});

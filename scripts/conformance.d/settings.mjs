// Translates MCP_CONFORMANCE_CONTEXT, the scenario's data, into the agent's settings: lines of "export NAME='value'".

const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT);
const settings = {
  MCP_AUTH_FIX_CLIENT_ID: context.client_id,
  MCP_AUTH_FIX_CLIENT_SECRET: context.client_secret,
  MCP_AUTH_FIX_GRANT: context.name.startsWith('auth/client-credentials') ? 'client_credentials' : undefined,
};

for (const [name, value] of Object.entries(settings)) {
  if (value !== undefined) {
    console.log(`export ${name}='${value.replaceAll("'", "'\\''")}'`);
  }
}

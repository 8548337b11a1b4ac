// Translates MCP_CONFORMANCE_CONTEXT, the scenario's data, into the agent's settings: lines of "export NAME='value'".
// What the agent reads from files is written to the folder that is the first argument.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT);

function file(name, content) {
  if (content === undefined) {
    return undefined;
  }
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

function grant(name) {
  if (name.startsWith('auth/client-credentials')) {
    return 'client_credentials';
  }
  if (context.idp_id_token !== undefined) {
    return 'id_jag';
  }
  return context.valid_jwt !== undefined ? 'jwt_bearer' : undefined;
}

const settings = {
  CLIENT_ID: context.client_id,
  CLIENT_SECRET: context.client_secret,
  CLIENT_KEY_FILE: file('client-key.pem', context.private_key_pem),
  GRANT: grant(context.name),
  ASSERTION_FILE: file('assertion.jwt', context.valid_jwt),
  IDP_TOKEN_ENDPOINT: context.idp_token_endpoint,
  IDP_CLIENT_ID: context.idp_client_id,
  IDP_TOKEN_FILE: file('id-token.jwt', context.idp_id_token),
};

for (const [name, value] of Object.entries(settings)) {
  if (value !== undefined) {
    console.log(`export MCP_AUTH_FIX_${name}='${value.replaceAll("'", "'\\''")}'`);
  }
}

// Runs conformance scenarios one by one and prints one line for each. In single-scenario mode the suite also looks at the
// client's exit code and time; its own suite mode does neither.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const agent = join(root, 'agent/dist/target/mcp-auth-fix.jar');
const sampleClient = join(root, 'sample-client/target/sample-client.jar');
const newestSuite = '0.2.0-alpha.12';
const clientTimeoutSeconds = 60;

const help = `Usage: scripts/conformance [option ...] [scenario ...]

Runs the MCP conformance suite's client scenarios with
  java -javaagent:agent/dist/target/mcp-auth-fix.jar -jar sample-client/target/sample-client.jar --call-tools <url>
as the client under test. Without scenarios: every auth scenario that the suite lists.

  --suite-version V   0.2.0-alpha.12 (default) or 0.1.16
  --without-agent     the same client without the agent, for comparison
  --client COMMAND    another client under test; the server's URL is appended, the settings are in its environment
  --json FILE         also write the results to FILE
  --help              this text

Exits with 0 if every scenario is ok. What the suite recorded, with every request, is left in target/conformance.
`;

const suiteVersions = [newestSuite, '0.1.16'];

function fail(message) {
  process.stderr.write(`conformance: ${message}\n`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'suite-version': { type: 'string', default: newestSuite },
        'without-agent': { type: 'boolean', default: false },
        client: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (wrongUsage) {
    return fail(`${wrongUsage.message.split('. ')[0]}\n\n${help}`);
  }
}

const { values: option, positionals } = options();
if (option.help) {
  process.stdout.write(help);
  process.exit(0);
}
const suiteVersion = option['suite-version'];
if (!suiteVersions.includes(suiteVersion)) {
  fail(`suite version ${suiteVersion} is not pinned here; one of: ${suiteVersions.join(', ')}`);
}
const suite = join(root, `.cache/conformance-suite/node_modules/conformance-${suiteVersion}/dist/index.js`);
const withAgent = !option['without-agent'] && !option.client;

function requireFile(file) {
  if (!existsSync(file)) {
    fail(`${relative(root, file)} is missing. Build it first: ./mvnw verify`);
  }
}

if (withAgent) {
  requireFile(agent);
}
if (!option.client) {
  requireFile(sampleClient);
}

// Runs a command in a process group of its own: on a timeout the suite kills only the shell it started, and then waits for
// whoever still holds the pipes.
function run(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const end = () => process.kill(-child.pid, 'SIGKILL');
    const deadline = setTimeout(end, (clientTimeoutSeconds + 5) * 1000);
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => (stdout += part));
    child.stderr.on('data', (part) => (stderr += part));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(deadline);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      resolve({ exitCode, stdout, stderr });
    });
  });
}

// The suite's list says at which protocol versions a scenario applies: "  - auth/resource-mismatch [2026-07-28]".
async function listScenarios() {
  const { stdout } = await run(process.execPath, [suite, 'list', '--client']);
  const scenarios = new Map();
  for (const [, name, versions] of stdout.matchAll(/^ +- (\S+) \[(.*)\]$/gm)) {
    scenarios.set(name, versions);
  }
  return scenarios;
}

function choose(scenarios) {
  if (positionals.length === 0) {
    return [...scenarios.keys()].filter((name) => name.startsWith('auth/'));
  }
  return positionals.map((given) => {
    const name = scenarios.has(given) ? given : `auth/${given}`;
    return scenarios.has(name) ? name : fail(`suite ${suiteVersion} has no scenario ${given}`);
  });
}

// No JVM client SDK speaks the stateless 2026-07-28 protocol yet: scenarios of that revision run on the wire before it.
function wireOptions(versions) {
  return versions === '2026-07-28' ? ['--spec-version', '2025-11-25', '--force'] : [];
}

function shellQuoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

async function runScenario(name, versions, results) {
  const folder = join(results, name.replace('/', '-'));
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = {
    ...process.env,
    MCP_AUTH_FIX_HOME: home,
    CONFORMANCE_AGENT: withAgent ? agent : '',
    CONFORMANCE_SAMPLE_CLIENT: sampleClient,
    CONFORMANCE_CLIENT: option.client ?? '',
  };
  const started = performance.now();
  // The suite splits the command at spaces and joins it again for a shell, so a quoted path survives.
  const { exitCode, stderr } = await run(
    process.execPath,
    [suite, 'client', '--command', shellQuoted(join(here, 'client')), '--scenario', name]
      .concat(['--timeout', String(clientTimeoutSeconds * 1000), '-o', folder])
      .concat(wireOptions(versions)),
    env,
  );
  const seconds = (performance.now() - started) / 1000;
  writeFileSync(join(folder, 'suite.txt'), stderr);
  return verdict(name, exitCode, stderr, recorded(folder), seconds);
}

// The suite writes its record into a folder named after the scenario and the time.
function recorded(folder) {
  const file = readdirSync(folder, { recursive: true }).find((path) => path.endsWith('checks.json'));
  if (file === undefined) {
    return { checks: [], clientErrors: '' };
  }
  return {
    checks: JSON.parse(readFileSync(join(folder, file), 'utf8')),
    clientErrors: readFileSync(join(folder, dirname(file), 'stderr.txt'), 'utf8'),
  };
}

function verdict(name, exitCode, suiteErrors, { checks, clientErrors }, seconds) {
  const withStatus = (status) => checks.filter((check) => check.status === status);
  const passed = withStatus('SUCCESS').length;
  const bad = [...withStatus('FAILURE'), ...withStatus('WARNING')];
  const problems = bad.map(
    (check) => `${check.status} ${check.id}: ${check.errorMessage ?? check.description}`,
  );
  // A scenario without a single passed check proves nothing, whatever the suite's exit code says.
  const ok = exitCode === 0 && bad.length === 0 && passed > 0;
  if (!ok) {
    if (checks.length === 0) {
      problems.push('the suite recorded no check');
    }
    problems.push(...clientTrouble(suiteErrors, clientErrors));
  }
  return {
    scenario: name,
    ok,
    passed,
    failed: withStatus('FAILURE').length,
    warnings: withStatus('WARNING').length,
    seconds: Number(seconds.toFixed(1)),
    problems,
  };
}

function clientTrouble(suiteErrors, clientErrors) {
  const trouble = suiteErrors.match(/^Client (exited with code \d+|timed out after \d+ms)$/gm) ?? [];
  const lastWords = clientErrors.trim().split('\n').filter(Boolean).slice(-4);
  return [...trouble, ...lastWords.map((line) => `| ${line.slice(0, 200)}`)];
}

function report(result) {
  const columns = [
    result.ok ? 'ok  ' : 'FAIL',
    result.scenario.padEnd(42),
    `${String(result.passed).padStart(3)} passed`,
    `${String(result.failed).padStart(2)} failed`,
    `${String(result.warnings).padStart(2)} warnings`,
    `${result.seconds.toFixed(1).padStart(5)} s`,
  ];
  console.log(columns.join('  '));
  for (const problem of result.problems) {
    console.log(`        ${problem}`);
  }
}

const scenarios = await listScenarios();
const chosen = choose(scenarios);
const client = option.client ?? `sample client ${withAgent ? 'with' : 'without'} mcp-auth-fix.jar`;
const results = join(root, 'target/conformance', withAgent ? suiteVersion : `${suiteVersion}-baseline`);
rmSync(results, { recursive: true, force: true });
console.log(`conformance ${suiteVersion}: ${client}`);

const outcomes = [];
for (const name of chosen) {
  const outcome = await runScenario(name, scenarios.get(name), results);
  report(outcome);
  outcomes.push(outcome);
}

const sum = (field) => outcomes.reduce((total, outcome) => total + outcome[field], 0);
const good = outcomes.filter((outcome) => outcome.ok).length;
console.log(
  `${good} of ${outcomes.length} scenarios ok: ${sum('passed')} checks passed, ${sum('failed')} failed, `
    + `${sum('warnings')} warnings, ${sum('seconds').toFixed(0)} s (conformance ${suiteVersion}, ${client})`,
);
if (option.json) {
  writeFileSync(option.json, `${JSON.stringify({ suite: suiteVersion, client, scenarios: outcomes }, null, 2)}\n`);
}
process.exitCode = good === outcomes.length ? 0 : 1;

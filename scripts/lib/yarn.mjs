/** The Yarn of the repository. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Yarn's variables, and the variables from which they are copied. Yarn does not read npm's
 * settings, and on many machines only npm is set up.
 */
const npmVariables = {
  YARN_NPM_REGISTRY_SERVER: ['npm_config_registry'],
  YARN_HTTPS_CA_FILE_PATH: ['npm_config_cafile'],
  YARN_HTTP_PROXY: ['npm_config_proxy', 'HTTP_PROXY', 'http_proxy'],
  YARN_HTTPS_PROXY: ['npm_config_https_proxy', 'HTTPS_PROXY', 'https_proxy'],
};

function buildEnvironment() {
  const env = { ...process.env };
  for (const [name, sources] of Object.entries(npmVariables)) {
    const source = sources.find(candidate => env[candidate]);
    if (!env[name] && source) {
      env[name] = env[source];
    }
  }
  // Without `npm_config_nodedir`, compiling a native module downloads the headers of Node.js.
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  if (
    !env.npm_config_nodedir &&
    existsSync(join(prefix, 'include/node/node_version.h'))
  ) {
    env.npm_config_nodedir = prefix;
  }
  return env;
}

/** Runs the vendored Yarn; resolves to its exit code and output. */
export function yarn(...args) {
  const folder = join(root, '.yarn/releases');
  const file = readdirSync(folder).find(name => name.startsWith('yarn-'));
  return run(process.execPath, [join(folder, file), ...args], {
    cwd: root,
    env: buildEnvironment(),
  });
}

/** Runs the commands of a test run, one at a time, and ends them with it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

let current;

function endOn(signal, code) {
  process.once(signal, () => {
    current?.kill(signal);
    process.exit(code);
  });
}
endOn('SIGINT', 130);
endOn('SIGTERM', 143);

/**
 * Runs a command with this terminal's output.
 *
 * @returns its exit code; a command that cannot start or is killed counts as 1
 */
export function run(command, args, { cwd = '.', env = {} } = {}) {
  return new Promise(resolve => {
    current = spawn(command, args, {
      cwd: path.join(root, cwd),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    current.once('error', error => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    current.once('exit', code => resolve(code ?? 1));
  });
}

/** Runs one of the repository's own tools. */
export function tool(name, args, options) {
  return run(path.join(root, 'node_modules/.bin', name), args, options);
}

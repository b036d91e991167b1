/** Runs the commands of a test run, and ends them when the run is interrupted. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

const running = new Set();

function endCommandsOn(signal, code) {
  process.once(signal, () => {
    running.forEach(child => child.kill(signal));
    process.exit(code);
  });
}
endCommandsOn('SIGINT', 130);
endCommandsOn('SIGTERM', 143);

/**
 * Runs a command.
 *
 * @param options.print - takes the output; by default it goes to this terminal
 * @returns its exit code; a command that cannot start or is killed counts as 1
 */
export function run(command, args, { cwd = '.', env = {}, print } = {}) {
  return new Promise(resolve => {
    const output = print ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: path.join(root, cwd),
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
    });
    running.add(child);
    child.stdout?.on('data', print);
    child.stderr?.on('data', print);
    child.once('error', error => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.once('close', code => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** Runs one of the repository's own tools. */
export function runTool(name, args, options) {
  return run(path.join(root, 'node_modules/.bin', name), args, options);
}

/** Runs other programs quietly. */
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and captures its output. The program ends with this process.
 *
 * @param options the options of `child_process.spawn`
 * @returns {Promise<{code: number, output: string}>} the exit code (1 if a signal ended the
 *   program) and the output
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const append = chunk => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', append);
    child.stderr.setEncoding('utf8').on('data', append);
    const end = () => child.kill();
    process.once('exit', end);
    child.on('error', reject);
    child.on('close', code => {
      process.off('exit', end);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** The last lines of a text. */
export function tail(text, lines = 40) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

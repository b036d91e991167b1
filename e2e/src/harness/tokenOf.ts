import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repoRoot } from './folders';
import { Portal } from './Portal';
import { Person } from './signIn';

/** An API token of `person`, by the command a newcomer would use. */
export async function tokenOf(portal: Portal, person: Person): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'node',
    ['scripts/token.mjs', person],
    { cwd: repoRoot, env: { ...process.env, ...portal.env } },
  );
  return stdout.trim();
}

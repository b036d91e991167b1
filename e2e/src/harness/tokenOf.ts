import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repoRoot } from './folders';
import { Portal } from './Portal';
import { Person } from './signIn';

/** By the address of the portal and the person; they hold for longer than a file takes. */
const known = new Map<string, Promise<string>>();

/** An API token of `person`, by the command a newcomer would use. */
export function tokenOf(portal: Portal, person: Person): Promise<string> {
  const key = `${portal.url} ${person}`;
  const token = known.get(key) ?? newToken(portal, person);
  known.set(key, token);
  return token;
}

async function newToken(portal: Portal, person: Person): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'node',
    ['scripts/token.mjs', person],
    { cwd: repoRoot, env: { ...process.env, ...portal.env } },
  );
  return stdout.trim();
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repoRoot } from './folders';
import { Portal } from './Portal';
import { Person } from './signIn';

/** The tokens by portal URL and person. A token stays valid for longer than a test file runs. */
const tokens = new Map<string, Promise<string>>();

/** Returns an API token of `person`, from the endpoint that the portal's app uses. */
export function getToken(portal: Portal, person: Person): Promise<string> {
  const key = `${portal.url} ${person}`;
  const token = tokens.get(key) ?? requestToken(portal, person);
  tokens.set(key, token);
  return token;
}

/** Clears the cached tokens. Call this when a portal has lost the keys that sign tokens. */
export function forgetTokens(): void {
  tokens.clear();
}

async function requestToken(portal: Portal, person: Person): Promise<string> {
  const response = await fetch(`${portal.url}/api/auth/demo/refresh`, {
    headers: { 'x-callboard-demo-person': person },
  });
  if (!response.ok) {
    throw new Error(`${response.status} for a token of ${person}`);
  }
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** Returns an API token of `person`, from the documented command. */
export async function requestTokenByCommand(
  portal: Portal,
  person: Person,
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'node',
    ['scripts/token.mjs', person],
    { cwd: repoRoot, env: { ...process.env, ...portal.env } },
  );
  return stdout.trim();
}

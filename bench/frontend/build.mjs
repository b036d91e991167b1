import {
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { appFolder, backstageCli, root } from '../../scripts/lib/paths.mjs';
import { run, tail } from '../../scripts/lib/run.mjs';

/** What the CLI wants to find at the root of a repository. */
const rootFiles = [
  'app-config.yaml',
  'backstage.json',
  'package.json',
  'tsconfig.json',
  'yarn.lock',
];

/** What the app is made of; all else in its folder is generated. */
const appFiles = ['config.d.ts', 'package.json', 'public', 'src'];

/**
 * Builds the portal's app in a copy of its folder: what the repository has
 * built stays as it is.
 *
 * @param folder - where the copy goes; it has to be new
 * @param options.without - matches the names of packages that the copy does
 *   not depend on, so that the bundler does not discover them
 * @returns the folder of the copied package, with the app in `dist`
 * @throws Error with the end of the bundler's output when it fails
 */
export async function buildPortalApp(folder, { without } = {}) {
  const copy = join(folder, 'packages/app');
  mkdirSync(copy, { recursive: true });
  for (const file of rootFiles) {
    cpSync(join(root, file), join(folder, file));
  }
  for (const file of appFiles) {
    cpSync(join(appFolder, file), join(copy, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  if (without) {
    leaveOut(join(copy, 'package.json'), without);
  }
  const { code, output } = await run(
    process.execPath,
    [backstageCli, 'package', 'build'],
    { cwd: copy, env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (code !== 0) {
    throw new Error(tail(output));
  }
  return copy;
}

function leaveOut(manifestFile, names) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  manifest.dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).filter(([name]) => !names.test(name)),
  );
  writeFileSync(manifestFile, JSON.stringify(manifest));
}

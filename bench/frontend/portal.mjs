import * as fs from 'node:fs';
import { join } from 'node:path';
import { bundleApp } from '../../scripts/lib/appBuild.mjs';
import { appFolder, root } from '../../scripts/lib/paths.mjs';
import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { PortalProcess } from '../../scripts/lib/PortalProcess.mjs';
import { findFreePort } from '../../scripts/lib/port.mjs';
import { startPortal } from '../../scripts/lib/startPortal.mjs';

/** What the CLI wants to find at the root of a repository. */
const rootFiles = [
  ...['app-config.yaml', 'backstage.json', 'package.json'],
  ...['tsconfig.json', 'yarn.lock'],
];

/** What the app is made of; all else in its folder is generated. */
const appFiles = ['config.d.ts', 'package.json', 'public', 'src'];

/** Builds the portal's app in a copy of its folder, without some packages. */
export async function buildWithout(folder, without) {
  const copy = join(folder, 'packages/app');
  fs.mkdirSync(copy, { recursive: true });
  for (const file of rootFiles) fs.cpSync(join(root, file), join(folder, file));
  for (const file of appFiles) {
    fs.cpSync(join(appFolder, file), join(copy, file), { recursive: true });
  }
  fs.symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const manifestFile = join(copy, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  for (const name of Object.keys(manifest.dependencies)) {
    if (without.test(name)) delete manifest.dependencies[name];
  }
  fs.writeFileSync(manifestFile, JSON.stringify(manifest));
  await bundleApp(copy);
  return copy;
}

const FIRST_PORT = 7_307;

/** Starts the portal as `npm start` does, with a year of demo data. */
export async function servePortal({ data, app }) {
  const port = await findFreePort(FIRST_PORT);
  const portal = new PortalProcess({
    port,
    log: join(data, 'portal.log'),
    args: [],
    settings: {
      APP_CONFIG_backend_database_connection_directory: data,
      APP_CONFIG_demo_directory: data,
      APP_CONFIG_app_packageName: app,
    },
  });
  const client = new PortalClient(`http://localhost:${port}`);
  await startPortal({ portal, client });
  return { url: client.url, stop: () => portal.stop() };
}

export async function signIn(url, person) {
  const client = new PortalClient(url);
  const token = await client.tokenOf(person);
  const base = '/api/callboard/workspaces/default';
  return (method, path, body) =>
    client.request(token, method, base + path, body);
}

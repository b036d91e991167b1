/**
 * `npm run dev`: the portal with hot reload, the app on http://localhost:3000
 * and the backend on port 7007, with the same data as `npm start`.
 */
import { spawn } from 'node:child_process';
import { createMailSettings } from './lib/demoMails.mjs';
import { takeLock } from './lib/lock.mjs';
import { backstageCli, dataFolder, root } from './lib/paths.mjs';
import { isPortFree, readPort } from './lib/port.mjs';
import { portalLock } from './lib/PortalClient.mjs';
import { fail } from './lib/say.mjs';

const APP_PORT = 3000;
const port = readPort();

for (const requested of [APP_PORT, port]) {
  if (!(await isPortFree(requested))) {
    fail(
      `Port ${requested} is in use by another program. Stop it and try again.`,
    );
  }
}
const otherPortal = takeLock(portalLock, { port });
if (otherPortal) {
  fail(
    `Another portal, on port ${otherPortal.port}, uses the same data. Stop it first.`,
  );
}

const child = spawn(
  process.execPath,
  [backstageCli, 'repo', 'start', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      APP_CONFIG_app_baseUrl: `http://localhost:${APP_PORT}`,
      APP_CONFIG_backend_baseUrl: `http://localhost:${port}`,
      APP_CONFIG_backend_listen_port: String(port),
      APP_CONFIG_backend_cors_origin: `http://localhost:${APP_PORT}`,
      APP_CONFIG_backend_database_connection_directory: dataFolder,
      APP_CONFIG_demo_directory: dataFolder,
      ...createMailSettings(),
    },
  },
);
// On a terminal, Ctrl-C reaches the child directly; this process ends after it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.once('error', error => fail(error.message));
child.once('exit', code => process.exit(code ?? 1));

import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { EventEmitter } from 'node:events';
import { appModuleAwaitBuild, waitForAppBuild } from './appModuleAwaitBuild';

describe('waitForAppBuild', () => {
  it('resolves when the parent process reports that the app is built', async () => {
    const channel = new EventEmitter();
    let isBuilt = false;
    const built = waitForAppBuild(channel).then(() => {
      isBuilt = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(isBuilt).toBe(false);
    channel.emit('message', 'app is built');
    await built;
  });

  it('rejects when the parent process disconnects before the build completes', async () => {
    const channel = new EventEmitter();
    const built = waitForAppBuild(channel);
    channel.emit('disconnect');
    await expect(built).rejects.toThrow('did not complete');
  });
});

describe('appModuleAwaitBuild', () => {
  it('starts the app plugin at once when no app build is running', async () => {
    const init = jest.fn();
    const app = createBackendPlugin({
      pluginId: 'app',
      register: env =>
        env.registerInit({
          deps: { logger: coreServices.logger },
          init: async () => init(),
        }),
    });
    await startTestBackend({
      features: [app, appModuleAwaitBuild],
    });
    expect(init).toHaveBeenCalledTimes(1);
  });
});

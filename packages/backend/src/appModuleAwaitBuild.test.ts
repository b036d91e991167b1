import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { EventEmitter } from 'node:events';
import { appModuleAwaitBuild, untilAppIsBuilt } from './appModuleAwaitBuild';

describe('untilAppIsBuilt', () => {
  it('resolves when the starting process says so', async () => {
    const parent = new EventEmitter();
    let isBuilt = false;
    const built = untilAppIsBuilt(parent).then(() => {
      isBuilt = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(isBuilt).toBe(false);
    parent.emit('message', 'app is built');
    await built;
  });

  it('throws when the starting process ends before', async () => {
    const parent = new EventEmitter();
    const built = untilAppIsBuilt(parent);
    parent.emit('disconnect');
    await expect(built).rejects.toThrow('did not complete');
  });
});

describe('appModuleAwaitBuild', () => {
  it('delays nothing when nobody builds the app', async () => {
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

import { createBackendModule } from '@backstage/backend-plugin-api';
import { EventEmitter } from 'node:events';

/**
 * Resolves when the parent process reports that the app is built.
 *
 * @throws Error if the parent process ends before that
 */
export function waitForAppBuild(
  parent: Pick<EventEmitter, 'once'> = process,
): Promise<void> {
  return new Promise((resolve, reject) => {
    parent.once('message', () => resolve());
    parent.once('disconnect', () =>
      reject(new Error('The build of the app did not complete')),
    );
  });
}

/**
 * Delays the app plugin, which reads the built app when it starts, while `npm start` builds the
 * app. The other plugins start in the meantime. The backend is ready only when all plugins are.
 */
export const appModuleAwaitBuild = createBackendModule({
  pluginId: 'app',
  moduleId: 'await-build',
  register(env) {
    env.registerInit({
      deps: {},
      async init() {
        if (process.env.CALLBOARD_AWAIT_APP_BUILD) {
          await waitForAppBuild();
        }
      },
    });
  },
});

import { createBackendModule } from '@backstage/backend-plugin-api';
import { EventEmitter } from 'node:events';

/**
 * Resolves when the parent process reports that the app is built.
 *
 * @param channel - emits the parent's messages, and its disconnection
 * @throws Error if the parent process ends before that
 */
export function waitForAppBuild(
  channel: Pick<EventEmitter, 'once'> = process,
): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.once('message', () => resolve());
    channel.once('disconnect', () =>
      reject(new Error('The build of the app did not complete')),
    );
  });
}

/**
 * Delays the start of the app plugin while `npm start` builds the app, because the plugin reads the
 * built app when it starts. The other plugins do not wait, but the backend is ready only when all
 * plugins are.
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

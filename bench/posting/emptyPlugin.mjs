import { requireOfBackend } from '../lib/backend.mjs';

const { coreServices, createBackendPlugin } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const express = requireOfBackend('express');

/**
 * `POST /api/empty`: knows who calls, as every endpoint of a portal does, and
 * answers as much as a stored event is answered; reads nothing and does nothing.
 */
export const emptyPlugin = createBackendPlugin({
  pluginId: 'empty',
  register(env) {
    env.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        httpAuth: coreServices.httpAuth,
      },
      async init({ httpRouter, httpAuth }) {
        const router = express.Router();
        const answer = JSON.stringify({
          success: true,
          id: '00000000-0000-7000-8000-000000000000',
        });
        router.post('/', (req, res, next) =>
          httpAuth
            .credentials(req, { allow: ['user'] })
            .then(() => res.status(201).type('application/json').end(answer))
            .catch(next),
        );
        httpRouter.use(router);
      },
    });
  },
});

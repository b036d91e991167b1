import { requireOfBackend, requireOfPortal } from '../lib/backend.mjs';

const { coreServices, createBackendPlugin } = requireOfBackend(
  '@backstage/backend-plugin-api',
);
const express = requireOfBackend('express');

/** `POST /api/audited` audits a request from begin to end, and does nothing else. */
const auditedPlugin = createBackendPlugin({
  pluginId: 'audited',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auditor, httpRouter }) {
        let requests = 0;
        const audit = async request => {
          requests += 1;
          const event = await auditor.createEvent({
            eventId: 'entity-mutate',
            severityLevel: 'medium',
            meta: {
              actionType: 'delete',
              entityRef: `component:default/service-${requests % 1_000}`,
            },
            request,
          });
          await event.success();
        };
        const router = express.Router();
        router.post('/', (req, res, next) => {
          audit(req).then(() => res.status(204).end(), next);
        });
        httpRouter.use(router);
      },
    });
  },
});

export default [
  auditedPlugin,
  requireOfPortal('@callboard/plugin-callboard-backend-module-auditor').default,
];

import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfBackend, requireOfPortal } from '../lib/backend.mjs';

const { coreServices, createBackendPlugin, createServiceFactory } =
  requireOfBackend('@backstage/backend-plugin-api');
const { metricsServiceRef } = requireOfBackend(
  '@backstage/backend-plugin-api/alpha',
);
const express = requireOfBackend('express');

const TICK_MS = 20;

/** As the catalog tells of a deleted entity. */
const act = nth => ({
  eventId: 'entity-mutate',
  severityLevel: 'medium',
  meta: {
    actionType: 'delete',
    entityRef: `component:default/service-${nth % 1_000}`,
  },
});

/** What tells how many acts were dropped; nothing where none are kept. */
const tellDropped = [];

/** Metrics that nobody exports, but for the one that is read here. */
const metrics = createServiceFactory({
  service: metricsServiceRef,
  deps: {},
  factory: () => {
    const nothing = () => {};
    const create = name => ({
      ...{ add: nothing, record: nothing, removeCallback: nothing },
      addCallback(callback) {
        if (name === 'callboard.audit.dropped') tellDropped.push(callback);
      },
    });
    return new Proxy(
      {},
      { get: (_, key) => (key === 'then' ? undefined : create) },
    );
  },
});

/**
 * `POST /api/audited` audits a request from begin to end, and does nothing else;
 * `POST /api/audited/flood` audits so many acts a second for so many seconds, and
 * says at once that it will; `POST /api/audited/direct` says what one act without a
 * request took, in microseconds; `POST /api/audited/dropped` says how many acts were
 * dropped so far.
 */
const auditedPlugin = createBackendPlugin({
  pluginId: 'audited',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auditor, httpRouter }) {
        const audit = async (nth, request) => {
          const event = await auditor.createEvent({ ...act(nth), request });
          await event.success();
        };
        const flood = async (perSecond, seconds) => {
          const began = performance.now();
          const all = perSecond * seconds;
          let done = 0;
          while (done < all) {
            const passed = (performance.now() - began) / 1_000;
            const due = Math.min(all, perSecond * passed);
            for (; done < due; done += 1) {
              await audit(done);
            }
            await sleep(TICK_MS);
          }
        };
        const router = express.Router();
        let requests = 0;
        router.post('/', (req, res, next) => {
          requests += 1;
          audit(requests, req).then(() => res.status(204).end(), next);
        });
        router.post('/flood', (req, res) => {
          flood(Number(req.query.rate), Number(req.query.seconds));
          res.status(204).end();
        });
        router.post('/direct', async (req, res) => {
          const count = Number(req.query.count);
          const began = performance.now();
          for (let nth = 0; nth < count; nth += 1) {
            await audit(nth);
          }
          const us = (1_000 * (performance.now() - began)) / count;
          res.json({ us });
        });
        router.post('/dropped', (_req, res) => {
          let dropped = 0;
          const observe = count => {
            dropped += count;
          };
          tellDropped.forEach(tell => tell({ observe }));
          res.json({ dropped });
        });
        httpRouter.use(router);
      },
    });
  },
});

export const features = [
  metrics,
  auditedPlugin,
  requireOfPortal('@callboard/plugin-callboard-backend-module-auditor').default,
];

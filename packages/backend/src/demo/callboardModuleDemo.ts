import {
  coreServices,
  createBackendModule,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  stringifyError,
} from '@backstage/errors';
import { FeatureName, isFeatureOn } from '@callboard/plugin-callboard-common';
import {
  SeederHandle,
  SeedersExtensionPoint,
  seedersExtensionPoint,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { randomUUID } from 'crypto';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { ALEX_REF } from './company/people';
import {
  DemoService,
  demoServiceRef,
  DemoSettings,
  requestSchema,
} from './DemoService';
import { SeedCounts, seedRoles, seedYear } from './seedYear';

/** The progress of a reset, and what it has created. */
interface DemoStatus {
  state: 'idle' | 'running' | 'done' | 'failed';
  events: number;
  /** Missing if only roles were created. */
  counts?: SeedCounts;
  error?: string;
}

/** The features that the demo data belong to. */
const SEEDED: readonly FeatureName[] = [
  'work',
  'time',
  'dashboards',
  'notifications',
  'webhooks',
  'organisation',
];

/** Creates the demo data on first start, and deletes and creates them on request. */
export class DemoData {
  readonly #handle: SeederHandle;
  status: DemoStatus = { state: 'idle', events: 0 };

  constructor(
    private readonly demo: DemoService,
    private readonly logger: LoggerService,
    seeders: SeedersExtensionPoint,
    /** Features of the demo data that are off. If any is off, only the roles are created. */
    private readonly disabledFeatures: readonly FeatureName[] = [],
  ) {
    const seed = this.#seed.bind(this);
    this.#handle = seeders.addSeeder({ name: 'demo', seed });
  }

  /**
   * Starts a reset, and returns at once.
   *
   * @throws ConflictError while another one is running
   */
  startReset(settings: Omit<DemoSettings, 'pending'>): DemoStatus {
    if (this.status.state === 'running') {
      throw new ConflictError('A reset of the demo data is already running');
    }
    void this.#reset({ ...settings, pending: randomUUID() });
    return this.status;
  }

  /**
   * Runs a reset that was requested while the portal was stopped. A reset that has started to
   * delete is never repeated: people may have created data since.
   */
  async runPending(): Promise<void> {
    const settings = await this.demo.readSettings();
    if (settings.pending) {
      await this.#reset(settings);
    }
  }

  async #reset(settings: DemoSettings): Promise<void> {
    this.status = { state: 'running', events: 0 };
    try {
      await this.demo.changeSettings(settings);
      await this.#handle.reset({ id: settings.pending ?? undefined });
      this.status = { ...this.status, state: 'done' };
      this.logger.info(`Demo data created: ${JSON.stringify(this.status)}`);
    } catch (error) {
      this.logger.error('The demo data could not be reset', error as Error);
      // Forgets the request: the person who made it sees the error, and can retry.
      const forget = this.demo.changeSettings({ ...settings, pending: null });
      await forget.catch(storeError =>
        this.logger.error('The demo settings could not be stored', storeError),
      );
      const { events } = this.status;
      this.status = { state: 'failed', events, error: stringifyError(error) };
    }
  }

  async #seed(services: SeedServices): Promise<void> {
    const settings = await this.demo.readSettings();
    const now = new Date();
    const disabledNames = this.disabledFeatures.join(', ');
    if (disabledNames) {
      this.logger.warn(
        `The demo has no data, because these features are off: ${disabledNames}`,
      );
    }
    if (settings.empty || disabledNames) {
      await seedRoles(services, now);
    } else {
      const people = await this.demo.getPeople();
      const onProgress = (events: number) => {
        this.status = { ...this.status, events };
      };
      const { days } = settings;
      const counts = await seedYear(services, people, days, now, onProgress);
      this.status = { ...this.status, counts };
    }
    if (settings.pending) {
      await this.demo.changeSettings({ ...settings, pending: null });
    }
  }
}

/**
 * `POST /demo/reset` with `{people?, days?}` starts a reset; `{empty: true}` creates no data.
 * `POST` returns 202, or 409 while another reset is running. `GET /demo/reset` returns the status of
 * the last reset. Both endpoints are for the demo admin only.
 */
function createRouter(
  demo: DemoService,
  data: DemoData,
  httpAuth: HttpAuthService,
): Router {
  const router = PromiseRouter();
  router.use('/demo/reset', express.json(), async (req, _res, next) => {
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    if (principal.userEntityRef !== ALEX_REF) {
      throw new NotAllowedError(`Only ${ALEX_REF} can reset the demo data`);
    }
    next();
  });
  router.get('/demo/reset', async (_req, res) => {
    res.json(data.status);
  });
  router.post('/demo/reset', async (req, res) => {
    const { data: input, error } = requestSchema.safeParse(req.body ?? {});
    if (!input) {
      throw new InputError(z.prettifyError(error));
    }
    const { empty } = input;
    const settings = empty ? await demo.readSettings() : input;
    res.status(202).json(data.startReset({ ...settings, empty }));
  });
  return router;
}

export const callboardModuleDemo = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        demo: demoServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        seeders: seedersExtensionPoint,
      },
      async init({ config, demo, httpRouter, logger, seeders, ...services }) {
        const { httpAuth, lifecycle } = services;
        const disabledFeatures = SEEDED.filter(
          name => !isFeatureOn(config, name),
        );
        const data = new DemoData(demo, logger, seeders, disabledFeatures);
        httpRouter.use(createRouter(demo, data, httpAuth));
        lifecycle.addStartupHook(() => data.runPending());
      },
    });
  },
});

import {
  coreServices,
  createServiceFactory,
  RootHealthService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { DemoReadiness, demoReadinessRef } from './DemoReadiness';

const notReady = (message: string) => ({
  status: 503,
  payload: { status: 'error', message },
});

/**
 * The platform's health, but ready only when the demo's entities are in the
 * catalog: it begins to take them in after everything has started.
 */
export class DemoRootHealth implements RootHealthService {
  readonly #readiness: DemoReadiness;
  #state: 'starting' | 'started' | 'stopping' = 'starting';

  constructor(
    lifecycle: Pick<
      RootLifecycleService,
      'addStartupHook' | 'addBeforeShutdownHook'
    >,
    readiness: DemoReadiness,
  ) {
    this.#readiness = readiness;
    lifecycle.addStartupHook(() => {
      this.#state = 'started';
    });
    lifecycle.addBeforeShutdownHook(() => {
      this.#state = 'stopping';
    });
  }

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness() {
    if (this.#state === 'starting') {
      return notReady('The backend has not started yet');
    }
    if (this.#state === 'stopping') {
      return notReady('The backend is shutting down');
    }
    return this.#readiness.isCatalogFilled
      ? { status: 200, payload: { status: 'ok' } }
      : notReady('The demo is not in the catalog yet');
  }
}

/** Puts that health in place of the platform's. */
export const demoRootHealthFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    lifecycle: coreServices.rootLifecycle,
    readiness: demoReadinessRef,
  },
  factory: ({ lifecycle, readiness }) =>
    new DemoRootHealth(lifecycle, readiness),
});

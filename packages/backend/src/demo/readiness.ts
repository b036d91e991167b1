import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  RootHealthService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';

/** Whether the catalog has all entities of the demo; shared by the whole backend. */
export interface DemoReadiness {
  isCatalogFilled: boolean;
}

export const demoReadinessRef = createServiceRef<DemoReadiness>({
  id: 'demo.readiness',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => ({ isCatalogFilled: false }),
    }),
});

/**
 * The platform's health service, but not ready before the catalog has the demo's
 * entities: it only begins to process them after everything has started.
 */
export class DemoHealth implements RootHealthService {
  /** Why the backend is not ready, besides the catalog. */
  #reason: string | undefined = 'The backend has not started yet';

  constructor(
    lifecycle: Pick<
      RootLifecycleService,
      'addStartupHook' | 'addBeforeShutdownHook'
    >,
    private readonly readiness: DemoReadiness,
  ) {
    lifecycle.addStartupHook(() => {
      this.#reason = undefined;
    });
    lifecycle.addBeforeShutdownHook(() => {
      this.#reason = 'The backend is shutting down';
    });
  }

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness() {
    const message =
      this.#reason ??
      (this.readiness.isCatalogFilled
        ? undefined
        : 'The demo is not in the catalog yet');
    return message
      ? { status: 503, payload: { status: 'error', message } }
      : { status: 200, payload: { status: 'ok' } };
  }
}

export const demoHealthFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: { lifecycle: coreServices.rootLifecycle, readiness: demoReadinessRef },
  factory: ({ lifecycle, readiness }) => new DemoHealth(lifecycle, readiness),
});

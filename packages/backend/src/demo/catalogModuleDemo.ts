import {
  AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
  RootHealthService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  CatalogService,
  catalogServiceRef,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_LOCATION, DemoCompany, toEntities } from './company/entities';
import { DemoService, demoServiceRef } from './DemoService';
import { isDemoEnabled } from './isDemoEnabled';

const POLL_MS = 250;

/**
 * The platform's health service, but not ready before the catalog has the demo's entities: it
 * starts to process them only after everything has started.
 */
export class DemoHealth implements RootHealthService {
  isCatalogFilled = false;
  /** Why the backend is not ready, besides the catalog. */
  #reason: string | undefined = 'The backend has not started yet';

  constructor(
    lifecycle: Pick<
      RootLifecycleService,
      'addStartupHook' | 'addBeforeShutdownHook'
    >,
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
    if (!this.#reason && this.isCatalogFilled) {
      return this.getLiveness();
    }
    const message = this.#reason ?? 'The demo is not in the catalog yet';
    return { status: 503, payload: { status: 'error', message } };
  }
}

export const demoHealthFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: { lifecycle: coreServices.rootLifecycle },
  factory: ({ lifecycle }) => new DemoHealth(lifecycle),
});

/**
 * Resolves when the catalog has all of the demo, each entity with its relations, or
 * the signal aborts; retries a catalog that cannot answer. Relations count because the
 * catalog shows an entity before those of others to it: a team before its members.
 *
 * @param getExpected - returns the present number of entities: the demo can change
 */
export async function waitForCatalog(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  getExpected: () => number,
  signal: AbortSignal,
): Promise<void> {
  const filter = {
    [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: DEMO_LOCATION,
  };
  const isFilled = async () => {
    const { items } = await catalog.getEntities(
      { filter, fields: ['kind', 'metadata', 'relations'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const targets = new Map(
      items.map(each => [
        stringifyEntityRef(each),
        (each.relations ?? []).map(({ targetRef }) => targetRef),
      ]),
    );
    const isMutual = (ref: string, other: string) =>
      // Other sources may relate to the demo, too.
      targets.get(other)?.includes(ref) ?? true;
    return (
      targets.size === getExpected() &&
      [...targets].every(([ref, to]) => to.every(each => isMutual(ref, each)))
    );
  };
  while (!signal.aborted && !(await isFilled().catch(() => false))) {
    await sleep(POLL_MS);
  }
}

/** Creates a provider that publishes the company, and again when it changes. */
export function createEntityProvider(demo: DemoService): EntityProvider {
  let connection: EntityProviderConnection | undefined;
  const publish = async (company: DemoCompany) => {
    const locationKey = 'demo';
    const all = toEntities(company);
    const entities = all.map(entity => ({ entity, locationKey }));
    await connection?.applyMutation({ type: 'full', entities });
  };
  demo.onChange(publish);
  return {
    getProviderName: () => 'demo',
    async connect(to) {
      connection = to;
      await publish(await demo.getCompany());
    },
  };
}

export const catalogModuleDemo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        demo: demoServiceRef,
        health: coreServices.rootHealth,
        lifecycle: coreServices.lifecycle,
        processing: catalogProcessingExtensionPoint,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init({ config, demo, health, lifecycle, processing, ...own }) {
        const { rootLifecycle, ...catalog } = own;
        if (!isDemoEnabled(config)) {
          return;
        }
        processing.addEntityProvider(createEntityProvider(demo));
        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        let expected = toEntities(await demo.getCompany()).length;
        demo.onChange(async company => {
          expected = toEntities(company).length;
        });
        // The catalog processes no entity before everything has started.
        rootLifecycle.addStartupHook(() => {
          const wait = waitForCatalog(catalog, () => expected, stopping.signal);
          // Not awaited: it waits for the startup, which it would delay.
          void wait.then(() => {
            if (health instanceof DemoHealth) {
              health.isCatalogFilled = true;
            }
          });
        });
      },
    });
  },
});

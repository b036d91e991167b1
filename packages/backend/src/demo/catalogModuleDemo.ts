import {
  AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
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
import { DEMO_LOCATION, toEntities } from './company/entities';
import { Employee } from './company/people';
import { DemoService, demoServiceRef } from './DemoService';

const POLL_MS = 250;

/**
 * Replaces the platform's health service. The backend is ready once the catalog has the demo's
 * entities, which the catalog processes only after all plugins have started.
 */
export const demoHealthFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: { demo: demoServiceRef },
  factory: ({ demo }) => {
    const ok = { status: 200, payload: { status: 'ok' } };
    return {
      getLiveness: async () => ok,
      async getReadiness() {
        const payload = { status: 'error', message: demo.unreadyReason };
        return demo.unreadyReason ? { status: 503, payload } : ok;
      },
    };
  },
});

/**
 * Resolves when the catalog has all entities of the demo with their relations, or when the signal
 * aborts. Retries while the catalog does not respond. Checks relations, because the catalog can
 * return an entity without the relations that other entities define: a team without its members.
 */
export async function waitForCatalog(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  provider: Pick<DemoEntityProvider, 'entityCount'>,
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
      // An entity from another source than the demo is not in `targets`.
      targets.get(other)?.includes(ref) ?? true;
    return (
      targets.size === provider.entityCount &&
      [...targets].every(([ref, to]) => to.every(each => isMutual(ref, each)))
    );
  };
  while (!signal.aborted && !(await isFilled().catch(() => false))) {
    await sleep(POLL_MS);
  }
}

/** Publishes the company's entities now, and again whenever the company changes. */
export class DemoEntityProvider implements EntityProvider {
  /** The number of published entities. */
  entityCount?: number;
  #connection?: EntityProviderConnection;

  constructor(private readonly demo: DemoService) {
    demo.onChange(people => this.#publish(people));
  }

  getProviderName() {
    return 'demo';
  }

  async connect(connection: EntityProviderConnection) {
    this.#connection = connection;
    await this.#publish(await this.demo.getPeople());
  }

  async #publish(people: Employee[]) {
    const locationKey = 'demo';
    const all = toEntities(people);
    const entities = all.map(entity => ({ entity, locationKey }));
    this.entityCount = entities.length;
    await this.#connection?.applyMutation({ type: 'full', entities });
  }
}

export const catalogModuleDemo = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'demo',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        demo: demoServiceRef,
        lifecycle: coreServices.rootLifecycle,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ demo, lifecycle, processing, ...catalog }) {
        const provider = new DemoEntityProvider(demo);
        processing.addEntityProvider(provider);
        const stopping = new AbortController();
        lifecycle.addBeforeShutdownHook(() => {
          stopping.abort();
          demo.unreadyReason = 'The backend is shutting down';
        });
        lifecycle.addStartupHook(() => {
          const wait = waitForCatalog(catalog, provider, stopping.signal);
          // Not awaited: the catalog processes entities only after all startup hooks have ended.
          void wait.then(() => {
            if (!stopping.signal.aborted) {
              demo.unreadyReason = undefined;
            }
          });
        });
      },
    });
  },
});

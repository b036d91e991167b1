import {
  AuthService,
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ANNOTATION_ORIGIN_LOCATION, Entity } from '@backstage/catalog-model';
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
import { demoReadinessRef } from './readiness';

const POLL_MS = 250;

/** The relations that follow from references in a spec, in both directions. */
const RELATIONS: Array<[field: string, types: [there: string, back: string]]> =
  [
    ['memberOf', ['memberOf', 'hasMember']],
    ['parent', ['childOf', 'parentOf']],
    ['owner', ['ownedBy', 'ownerOf']],
    ['domain', ['partOf', 'hasPart']],
    ['system', ['partOf', 'hasPart']],
    ['providesApis', ['providesApi', 'apiProvidedBy']],
    ['consumesApis', ['consumesApi', 'apiConsumedBy']],
    ['dependsOn', ['dependsOn', 'dependencyOf']],
  ];

/** The counts of catalog facets: `kind`, and `relations.<type>` per type. */
export type FacetCounts = Record<string, number>;

/** Counts what a catalog has that contains only these entities. */
export function countFacets(entities: readonly Entity[]): FacetCounts {
  const counts: FacetCounts = { kind: entities.length };
  for (const [field, types] of RELATIONS) {
    const references = entities.flatMap(({ spec }) => [
      ...new Set([spec?.[field] ?? []].flat()),
    ]);
    for (const type of types) {
      const facet = `relations.${type}`;
      counts[facet] = (counts[facet] ?? 0) + references.length;
    }
  }
  return counts;
}

/**
 * Resolves when the catalog has all of the demo, each entity with its relations, or
 * the signal aborts; retries a catalog that cannot answer. Relations count because the
 * catalog shows an entity before those of others to it: a team before its members.
 *
 * @param getExpected - returns the present expectation: the demo can change
 */
export async function waitForCatalog(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  getExpected: () => FacetCounts,
  signal: AbortSignal,
): Promise<void> {
  const filter = {
    [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: DEMO_LOCATION,
  };
  const isFilled = async () => {
    const credentials = await auth.getOwnServiceCredentials();
    const names = Object.keys(getExpected());
    const { facets } = await catalog.getEntityFacets(
      { filter, facets: names },
      { credentials },
    );
    return Object.entries(getExpected()).every(([name, expected]) => {
      const values = facets[name] ?? [];
      const found = values.reduce((sum, { count }) => sum + count, 0);
      // Other sources may relate to the demo, too.
      return name === 'kind' ? found === expected : found >= expected;
    });
  };
  while (!signal.aborted && !(await isFilled().catch(() => false))) {
    await sleep(POLL_MS);
  }
}

/** Creates a provider that publishes the company, and again when it changes. */
export function createEntityProvider(demo: DemoService): EntityProvider {
  let connection: EntityProviderConnection | undefined;
  const publish = async (company: DemoCompany) => {
    const entities = toEntities(company).map(entity => ({
      entity,
      locationKey: 'demo',
    }));
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

/** Adds the demo company to the catalog, and reports when it is complete. */
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
        lifecycle: coreServices.lifecycle,
        processing: catalogProcessingExtensionPoint,
        readiness: demoReadinessRef,
      },
      async init({ config, demo, lifecycle, processing, readiness, ...own }) {
        if (!isDemoEnabled(config)) {
          return;
        }
        processing.addEntityProvider(createEntityProvider(demo));
        const stopping = new AbortController();
        lifecycle.addShutdownHook(() => stopping.abort());
        let expected = countFacets(toEntities(await demo.getCompany()));
        demo.onChange(async company => {
          expected = countFacets(toEntities(company));
        });
        // Not awaited: the catalog begins to process entities after startup.
        void waitForCatalog(own, () => expected, stopping.signal).then(() => {
          readiness.isCatalogFilled = true;
        });
      },
    });
  },
});

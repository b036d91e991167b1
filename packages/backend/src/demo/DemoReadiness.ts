import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Whether the demo's entities are in the catalog, as modules tell each other. */
export interface DemoReadiness {
  isCatalogFilled: boolean;
}

/** One for the whole backend; the catalog is not filled to begin with. */
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

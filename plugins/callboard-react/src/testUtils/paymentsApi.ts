import type { Entity } from '@backstage/catalog-model';

/** The default component of entity pages in tests. @internal */
export const paymentsApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

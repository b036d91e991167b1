import type { Entity } from '@backstage/catalog-model';

/** The component that pages of entities are about. @internal */
export const paymentsApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

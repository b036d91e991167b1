import { Entity } from '@backstage/catalog-model';

/** An entity of the catalog. */
export const createEntity = (
  kind: string,
  name: string,
  annotations = {},
  spec = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec,
});

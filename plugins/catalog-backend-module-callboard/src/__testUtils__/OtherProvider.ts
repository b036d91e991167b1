import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const LOCATION = 'directory:test';

/** Another provider of Groups and Users, such as LDAP. */
export class OtherProvider implements EntityProvider {
  #connection?: EntityProviderConnection;
  #entities: Entity[] = [];

  /** The backend module that adds the provider to the catalog. */
  readonly module = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'other-provider',
    register: env =>
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        init: async ({ processing }) => processing.addEntityProvider(this),
      }),
  });

  getProviderName(): string {
    return 'other';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.publish(this.#entities);
  }

  /** Publishes exactly these entities. Before the catalog has started, `connect` does so later. */
  async publish(entities: Entity[]): Promise<void> {
    this.#entities = entities;
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'other' })),
    });
  }
}

/** A Group or User of the other provider. */
export function createForeignEntity(
  kind: 'Group' | 'User',
  name: string,
  spec: Entity['spec'] = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': LOCATION,
        'backstage.io/managed-by-origin-location': LOCATION,
      },
    },
    spec:
      kind === 'Group'
        ? { type: 'team', children: [], ...spec }
        : { memberOf: [], ...spec },
  };
}

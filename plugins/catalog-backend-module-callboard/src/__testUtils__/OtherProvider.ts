import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const location = 'directory:test';

/** Somebody else who publishes Groups and Users, as LDAP would. */
export class OtherProvider implements EntityProvider {
  #connection?: EntityProviderConnection;
  #entities: Entity[] = [];

  /** Installs it in the catalog. */
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

  /** Publishes these, and nothing else any more; at start, if it is early. */
  async publish(entities: Entity[]): Promise<void> {
    this.#entities = entities;
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'other' })),
    });
  }
}

/** A Group or User as the other provider has it. */
export function othersEntity(
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
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec:
      kind === 'Group'
        ? { type: 'team', children: [], ...spec }
        : { memberOf: [], ...spec },
  };
}

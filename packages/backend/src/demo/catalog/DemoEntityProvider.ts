import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { DemoService } from '../DemoService';
import { DemoWorld } from '../world/DemoWorld';
import { toEntities } from './toEntities';

/** Publishes the demo company to the catalog, and again when it changes. */
export class DemoEntityProvider implements EntityProvider {
  readonly #demo: DemoService;
  #connection?: EntityProviderConnection;

  constructor(demo: DemoService) {
    this.#demo = demo;
    demo.onChange(world => this.#publish(world));
  }

  getProviderName(): string {
    return 'demo';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#publish(await this.#demo.world());
  }

  async #publish(world: DemoWorld): Promise<void> {
    await this.#connection?.applyMutation({
      type: 'full',
      entities: toEntities(world).map(entity => ({
        entity,
        locationKey: 'demo',
      })),
    });
  }
}

import { Entity } from '@backstage/catalog-model';
import { GithubEventRouter } from '@backstage/plugin-events-backend-module-github';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { callboardModuleGithub } from '../callboardModuleGithub';
import { createEntity, SourcePortal } from './portals';

/** The allowed repositories, in a different case than GitHub's. */
const ALLOWED_REPOSITORIES = ['CODERTOCAT/hello-world', 'Octo-Org/*'];

const entities = [
  createEntity('User', 'cody', { 'github.com/user-login': 'codertocat' }),
  createEntity('Component', 'hello', {
    'github.com/project-slug': 'Codertocat/Hello-World',
  }),
  createEntity('Component', 'octo', {
    'github.com/project-slug': 'octo-org/octo-repo',
  }),
];

/** A real Callboard with the module, and simulated actions of GitHub. */
export class GithubPortal extends SourcePortal {
  /**
   * @param config - the configuration, except for the super admin; by default, all repositories of
   *   the catalog are allowed
   * @param moreEntities - additional entities of the catalog
   */
  static async start(
    knex: Knex,
    {
      github,
      ...portalConfig
    }: {
      github?: JsonObject;
      integrations?: JsonObject;
    } = {},
    moreEntities: Entity[] = [],
  ): Promise<GithubPortal> {
    const portal = new GithubPortal('github', 'hello');
    await new GithubEventRouter({ events: portal.events }).subscribe();
    await portal.startWith({
      knex,
      features: [callboardModuleGithub],
      entities: [...entities, ...moreEntities],
      config: { github: { repositories: ALLOWED_REPOSITORIES, ...github } },
      portalConfig,
    });
    return portal;
  }

  /**
   * Publishes a delivery like the platform's webhook endpoint.
   *
   * @param id - the `X-GitHub-Delivery` header
   */
  async deliver(event: string, payload: object, id?: string): Promise<void> {
    await this.events.publish({
      topic: 'github',
      eventPayload: payload,
      metadata: { 'x-github-event': event, 'x-github-delivery': id },
    });
  }
}

import { Entity } from '@backstage/catalog-model';
import { GitlabEventRouter } from '@backstage/plugin-events-backend-module-gitlab';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { callboardModuleGitlab } from '../callboardModuleGitlab';
import { createEntity, FakeGitlab } from './fakes';
import { SourcePortal } from './portals';

const HOST = 'gitlab.example.com';

/** The GitLab project of the component `payments`. */
export const PAYMENTS = 'Lantern/Payments';

/** A GitLab with the project and the users of the portal's catalog. */
export function createGitlab(now?: () => number): FakeGitlab {
  const gitlab = new FakeGitlab({ webUrl: `https://${HOST}`, now });
  gitlab.addProject(PAYMENTS);
  gitlab.addUser('olga', 'Olga Ober', { id: 51 });
  gitlab.addUser('nobody', 'No Body', { id: 52 });
  return gitlab;
}

const entities = [
  createEntity('User', 'olga', {
    [`${HOST}/user-id`]: '51',
    [`${HOST}/user-login`]: `https://${HOST}/olga`,
  }),
  createEntity('Component', 'payments', {
    'gitlab.com/project-slug': 'lantern/payments',
  }),
];

/** A real Callboard with the module and a simulated GitLab. */
export class GitlabPortal extends SourcePortal {
  /**
   * @param config - `callboard.gitlab`; by default, all projects of the group `lantern` are allowed
   * @param moreEntities - additional entities of the catalog
   */
  static async start(
    knex: Knex,
    { apiBaseUrl, token }: FakeGitlab,
    config: JsonObject = {},
    moreEntities: Entity[] = [],
  ): Promise<GitlabPortal> {
    const portal = new GitlabPortal('gitlab', 'payments');
    await new GitlabEventRouter({ events: portal.events }).subscribe();
    await portal.startWith({
      knex,
      features: [callboardModuleGitlab],
      entities: [...entities, ...moreEntities],
      config: {
        gitlab: { hosts: [HOST], projects: ['LANTERN/*'], ...config },
      },
      portalConfig: {
        integrations: { gitlab: [{ host: HOST, apiBaseUrl, token }] },
      },
    });
    return portal;
  }

  /** Publishes an event like the platform's webhook endpoint. */
  async deliver(eventPayload: object): Promise<void> {
    await this.events.publish({ topic: 'gitlab', eventPayload });
  }

  /** The labels, cycles or modules of the component `payments`. */
  async listSettings(list: 'labels' | 'cycles' | 'modules'): Promise<any[]> {
    const { id } = await this.getProject();
    const { items } = await this.get(
      `/workspaces/default/projects/${id}/${list}`,
    );
    return items;
  }
}

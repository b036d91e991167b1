import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { GithubEventRouter } from '@backstage/plugin-events-backend-module-github';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DefaultEventsService,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
// The tests cover both plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import {
  Project,
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import request from 'supertest';
import { callboardModuleGithub } from '../callboardModuleGithub';

const ADMIN = 'user:default/boss';

/** The allowed repositories, in a different case than GitHub's. */
const ALLOWED_REPOSITORIES = ['CODERTOCAT/hello-world', 'Octo-Org/*'];

/** An entity of the catalog. */
export const createEntity = (
  kind: string,
  name: string,
  annotations = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec: {},
});

const entities = [
  createEntity('User', 'boss'),
  createEntity('User', 'cody', { 'github.com/user-login': 'codertocat' }),
  createEntity('Component', 'hello', {
    'github.com/project-slug': 'Codertocat/Hello-World',
  }),
  createEntity('Component', 'octo', {
    'github.com/project-slug': 'octo-org/octo-repo',
  }),
];

/** A real Callboard with the module, and simulated actions of GitHub. */
export class GithubPortal {
  /** Logged warnings and errors. */
  readonly problems: string[] = [];
  /** Logged messages of level info. */
  readonly infos: string[] = [];
  private backend!: TestBackend;
  private readonly events: EventsService;
  private readonly scheduler = mockServices.scheduler();
  private readonly logger = mockServices.logger.mock({
    warn: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    error: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    info: message => this.infos.push(message),
    child: () => this.logger,
  });

  private constructor() {
    this.events = DefaultEventsService.create({ logger: this.logger });
  }

  /**
   * @param config - the configuration, except for the super admin; by default, all repositories of
   *   the catalog are allowed
   * @param moreEntities - additional entities of the catalog
   */
  static async start(
    knex: Knex,
    config: { github?: JsonObject; integrations?: JsonObject } = {},
    moreEntities: Entity[] = [],
  ): Promise<GithubPortal> {
    const portal = new GithubPortal();
    const { events, logger, scheduler } = portal;
    await new GithubEventRouter({ events }).subscribe();
    portal.backend = await startTestBackend({
      features: [
        callboardPlugin,
        callboardModuleGithub,
        catalogServiceMock.factory({
          entities: [...entities, ...moreEntities],
        }),
        mockServices.database.factory({ knex }),
        logger.factory,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            callboard: {
              superAdmins: [ADMIN],
              github: { repositories: ALLOWED_REPOSITORIES, ...config.github },
            },
            ...(config.integrations && { integrations: config.integrations }),
          },
        }),
      ],
    });
    return portal;
  }

  /** @throws Error with the logged warnings and errors */
  assertNoProblems(): void {
    if (this.problems.length > 0) {
      throw new Error(this.problems.join('\n'));
    }
  }

  async stop(): Promise<void> {
    await this.backend.stop();
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

  /** Runs the scheduled import to completion. */
  async import(): Promise<void> {
    await this.scheduler.triggerTask('callboard-sync-github-default');
  }

  async listTaskIds(): Promise<string[]> {
    const tasks = await this.scheduler.getScheduledTasks();
    return tasks.map(({ id }) => id);
  }

  /** All work items, with GitHub's fields. */
  async listItems(): Promise<WorkItem[]> {
    const items: WorkItem[] = [];
    let cursor = '';
    do {
      const body = await this.get(
        `/workspaces/default/work-items?limit=200${cursor}`,
      );
      items.push(...body.items);
      cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
    } while (cursor);
    return items.sort((one, other) =>
      one.external_id! < other.external_id! ? -1 : 1,
    );
  }

  /** The comments on all items. */
  async listComments(): Promise<WorkItemComment[]> {
    const comments: WorkItemComment[] = [];
    for (const { project_id, id } of await this.listItems()) {
      const path = `projects/${project_id}/work-items/${id}/comments?limit=200`;
      const { items } = await this.get(`/workspaces/default/${path}`);
      comments.push(...items);
    }
    return comments;
  }

  /** Sends a GET request as the super admin. */
  async get(path: string): Promise<any> {
    return this.send('get', path);
  }

  /** The access of a component's project; creates it if missing. */
  async readProjectAccess(component: string): Promise<string> {
    return (await this.ensureProject(component)).access;
  }

  /** Opens a component's project to the whole workspace. */
  async open(component: string): Promise<void> {
    const { id } = await this.ensureProject(component);
    const path = `/workspaces/default/projects/${id}`;
    await this.send('patch', path, { access: 'open' });
  }

  private async ensureProject(component: string): Promise<Project> {
    const path = `by-entity/component/default/${component}`;
    return this.send('put', `/workspaces/default/projects/${path}`);
  }

  /** Archives the existing projects, or restores them. */
  async archive(archived_at: string | null): Promise<void> {
    const projects = '/workspaces/default/projects';
    const { items } = await this.get(projects);
    for (const { id } of items) {
      await this.send('patch', `${projects}/${id}`, { archived_at });
    }
  }

  private async send(
    method: 'get' | 'patch' | 'put',
    path: string,
    payload?: object,
  ): Promise<any> {
    const { body } = await request(this.backend.server)
      [method](`/api/callboard${path}`)
      .send(payload)
      .set('authorization', mockCredentials.user.header(ADMIN))
      .expect(200);
    return body;
  }
}

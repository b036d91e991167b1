import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DefaultEventsService,
  EventsService,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import { JiraProjects } from '../JiraProjects';
import { JiraSource } from '../callboardModuleJira';
import { readJiraConfig } from '../readJiraConfig';
import { createEntity, FakeJira } from './fakes';
import { FakeSink } from './FakeSink';

/** The entity of the project PAY. */
export const PAYMENTS = 'component:default/payments';

/** The source of a fake Jira, connected to a fake sink. */
export class JiraFixture {
  readonly sink = new FakeSink();
  readonly jira: FakeJira;
  /** The events of Jira that were not delivered. */
  readonly undelivered: object[] = [];
  /** Logged warnings and errors. */
  readonly problems: string[] = [];
  readonly #events: EventsService;
  readonly #stop = new AbortController();

  private constructor(product: 'cloud' | 'dataCenter') {
    this.jira = new FakeJira({ product, webUrl: 'https://jira.example.com' });
    this.#events = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    this.jira.onEvent = payload => this.undelivered.push(payload);
  }

  static async start(
    product: 'cloud' | 'dataCenter' = 'cloud',
    config: JsonObject = {},
  ): Promise<JiraFixture> {
    const fixture = new JiraFixture(product);
    const { jira, sink } = fixture;
    await jira.start();
    jira.addUser('ada', 'Ada', {
      key: 'JIRAUSER10100',
      email: 'ada@x.example',
    });
    jira.addUser('eve', 'Eve', { key: 'JIRAUSER10200' });
    sink.people.set(jira.isCloud ? 'ada' : 'JIRAUSER10100', 'user:default/ada');
    jira.addProject('PAY');
    const [instance] = readJiraConfig(
      new ConfigReader({
        callboard: {
          jira: [
            {
              host: 'jira.example.com',
              apiBaseUrl: jira.url,
              annotatedProjects: ['PAY'],
              ...jira.credentials,
              ...config,
            },
          ],
        },
      }),
    );
    const logger = mockServices.logger.mock({
      warn: message => fixture.problems.push(message),
      error: message => fixture.problems.push(message),
    });
    const projects = new JiraProjects({
      catalog: catalogServiceMock({
        entities: [
          createEntity('Component', 'payments', { 'jira/project-key': 'PAY' }),
        ],
      }),
      auth: mockServices.auth(),
      instance,
      isFirst: true,
      kinds: ['component'],
    });
    await new JiraSource({
      instance,
      isOnly: true,
      projects,
      events: fixture.#events,
      logger,
      signal: fixture.#stop.signal,
      retryDelaysMs: [1, 1],
    }).connect(sink);
    return fixture;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.jira.stop();
  }

  /** Delivers events, by default all undelivered events, and waits until they are handled. */
  async deliver(events: object[] = this.undelivered.splice(0)): Promise<void> {
    const { jira } = this;
    // Events are handled in order, so all events are handled once the issue of the last is read.
    const last = { webhookEvent: 'jira:issue_updated', issue: { id: '9' } };
    const isLastRead = () =>
      jira.requests.some(request => request.includes('/issue/9?'));
    jira.requests.length = 0;
    for (const eventPayload of [...events, last]) {
      await this.#events.publish({ topic: 'jira', eventPayload });
    }
    while (!isLastRead()) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  /** The titles of the items, sorted. */
  get titles(): string[] {
    return [...this.sink.items.live.values()]
      .map(({ title }) => title ?? '')
      .sort();
  }

  /** The searches that were sent since the last call. */
  takeSearches(): string[] {
    const searches = this.jira.requests.filter(
      request => /\/search/.test(request) && !/fields=id\b/.test(request),
    );
    this.jira.requests.length = 0;
    return searches;
  }
}

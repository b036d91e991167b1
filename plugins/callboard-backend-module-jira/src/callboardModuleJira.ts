import {
  coreServices,
  createBackendFeatureLoader,
  createBackendModule,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef, EventsService } from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import {
  readProjectKinds,
  workItemSourcesExtensionPoint,
  SourceVisibility,
  WorkItemSink,
  WorkItemSource,
} from '@callboard/plugin-callboard-node';
import { createSignatureValidator } from './events/createSignatureValidator';
import { JiraProjects } from './JiraProjects';
import { readJiraConfig, JiraInstanceConfig } from './readJiraConfig';
import { JiraApi } from './api/JiraApi';
import { JiraRequests } from './api/JiraRequests';
import { JiraEvents } from './events/JiraEvents';
import { IssueIngester } from './IssueIngester';
import { DeletedIssues } from './sync/DeletedIssues';
import { ProjectSync } from './sync/ProjectSync';

const TOPIC = 'jira';

/** Ingests the issues of one Jira instance, on a schedule and after webhook events. */
export class JiraSource implements WorkItemSource {
  readonly id: string;

  constructor(
    private readonly deps: {
      instance: JiraInstanceConfig;
      /** Whether no other instance is configured. */
      isOnly: boolean;
      projects: JiraProjects;
      events: EventsService;
      logger: LoggerService;
      /** Aborted when the backend stops. */
      signal: AbortSignal;
      retryDelaysMs?: readonly number[];
    },
  ) {
    this.id = deps.instance.id;
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSource.connect} */
  async connect(sink: WorkItemSink): Promise<void> {
    const { instance, projects, events } = this.deps;
    const { workspace, schedule } = instance;
    const context = {
      ...this.deps,
      workspace,
      sink,
      api: new JiraApi(new JiraRequests(instance, this.deps)),
      visibility: new SourceVisibility(sink, workspace),
    };
    const shared = { ...context, issueIngester: new IssueIngester(context) };
    const sync = new ProjectSync({
      ...shared,
      deletedIssues: new DeletedIssues(shared),
    });
    const jiraEvents = new JiraEvents(shared);
    await events.subscribe({
      id: `${this.id}-work-items`,
      topics: [TOPIC],
      onEvent: event => jiraEvents.handle(event),
    });
    await sink.scheduleSync({
      workspace,
      schedule,
      listProjects: () => projects.listAll(),
      readProject: (project, run) => sync.read(project, run),
    });
  }
}

/** Ingests the issues of each configured instance. */
const sourceModule = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'jira',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        rootConfig: coreServices.rootConfig,
        sources: workItemSourcesExtensionPoint,
      },
      async init({ sources, lifecycle, rootConfig, ...platform }) {
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        const instances = readJiraConfig(rootConfig);
        instances.forEach((instance, index) => {
          const context = { ...platform, instance, signal: stop.signal };
          const projects = new JiraProjects({
            ...context,
            isFirst: index === 0,
            kinds: readProjectKinds(rootConfig),
          });
          const isOnly = instances.length === 1;
          sources.addSource(new JiraSource({ ...context, isOnly, projects }));
        });
      },
    });
  },
});

/** Receives Jira's signed events at `/api/events/http/jira` and publishes them. */
const webhookModule = createBackendModule({
  pluginId: 'events',
  moduleId: 'jira-webhook',
  register(env) {
    env.registerInit({
      deps: {
        events: eventsExtensionPoint,
        rootConfig: coreServices.rootConfig,
      },
      async init({ events, rootConfig }) {
        events.addHttpPostIngress({
          topic: TOPIC,
          validator: createSignatureValidator(readJiraConfig(rootConfig)),
        });
      },
    });
  },
});

/**
 * Ingests the issues of Jira as work items. Reads the issues through Jira's REST API, on a schedule
 * and after webhook events. Webhook events need the events backend and a `webhookSecret`. If no
 * instance has a secret, the endpoint for the events does not exist.
 *
 * @public
 */
export const callboardModuleJira = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    yield sourceModule;
    if (readJiraConfig(config).some(({ webhookSecret }) => webhookSecret)) {
      yield webhookModule;
    }
  },
});

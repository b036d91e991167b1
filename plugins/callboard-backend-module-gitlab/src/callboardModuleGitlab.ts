import {
  coreServices,
  createBackendModule,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef, EventsService } from '@backstage/plugin-events-node';
import {
  SourceVisibility,
  workItemSourcesExtensionPoint,
  WorkItemSink,
  WorkItemSource,
} from '@callboard/plugin-callboard-node';
import { GitlabApi } from './api/GitlabApi';
import { GitlabPeople } from './catalog/GitlabPeople';
import { GitlabProjects, GitlabProject } from './catalog/GitlabProjects';
import { readGitlabConfig, GitlabConfig } from './readGitlabConfig';
import { IssueEvents, TOPICS } from './events/IssueEvents';
import { IssueIngester } from './IssueIngester';
import { DeletedIssues } from './sync/DeletedIssues';
import { ProjectSync } from './sync/ProjectSync';
import { SettingsReader } from './sync/SettingsReader';

/** Ingests GitLab's issues through the REST API, on a schedule and after webhook events. */
class GitlabSource implements WorkItemSource {
  readonly id = 'gitlab';

  constructor(
    private readonly deps: {
      config: GitlabConfig;
      api: GitlabApi;
      projects: GitlabProjects;
      people: GitlabPeople;
      events: EventsService;
      logger: LoggerService;
      /** Aborted when the backend stops. */
      signal: AbortSignal;
    },
  ) {}

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSource.connect} */
  async connect(sink: WorkItemSink): Promise<void> {
    const { config, projects, events, logger } = this.deps;
    const { workspace, schedule } = config;
    if (config.projects.length === 0) {
      logger.info(
        'GitLab issues are not imported, because callboard.gitlab.projects is empty',
      );
      return;
    }
    const context = { ...this.deps, workspace, sink };
    const shared = {
      ...context,
      issueIngester: new IssueIngester(context),
      visibility: new SourceVisibility(sink, workspace),
      settings: new SettingsReader(context),
    };
    const deletedIssues = new DeletedIssues(shared);
    const sync = new ProjectSync({ ...shared, deletedIssues });
    const issueEvents = new IssueEvents(shared);
    await events.subscribe({
      id: 'gitlab-work-items',
      topics: TOPICS,
      onEvent: event => issueEvents.handle(event),
    });
    const listed = new Map<string, GitlabProject>();
    await sink.scheduleSync({
      workspace,
      schedule,
      async listProjects() {
        const found = await projects.listAll();
        found.forEach(project => listed.set(project.name, project));
        return found;
      },
      async readProject({ name, entity_ref }, run) {
        const project = { ...listed.get(name)!, entity_ref };
        await sync.read(project, run);
      },
    });
  }
}

/**
 * Ingests GitLab's issues as work items. Reads the issues through GitLab's REST API, on a schedule
 * and after the webhook events that the platform publishes.
 *
 * @public
 */
export const callboardModuleGitlab = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'gitlab',
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
      async init({ sources, lifecycle, ...platform }) {
        const config = readGitlabConfig(platform.rootConfig);
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        sources.addSource(
          new GitlabSource({
            ...platform,
            config,
            api: new GitlabApi(),
            projects: new GitlabProjects({ ...platform, ...config }),
            people: new GitlabPeople({ ...platform, ...config }),
            signal: stop.signal,
          }),
        );
      },
    });
  },
});

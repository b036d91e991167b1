import {
  AuthService,
  coreServices,
  createBackendModule,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef, EventsService } from '@backstage/plugin-events-node';
import {
  SourceVisibility,
  workItemSourcesExtensionPoint,
  WorkItemSink,
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

type Deps = GitlabConfig & {
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  /** Aborted when the backend stops. */
  signal: AbortSignal;
};

/** Ingests GitLab's issues through the REST API, on a schedule and after webhook events. */
async function connect(deps: Deps, sink: WorkItemSink): Promise<void> {
  const { workspace, schedule, events, logger } = deps;
  if (deps.projects.length === 0) {
    logger.info(
      'GitLab issues are not imported, because callboard.gitlab.projects is empty',
    );
    return;
  }
  const projects = new GitlabProjects(deps);
  const context = {
    ...deps,
    sink,
    projects,
    api: new GitlabApi(),
    people: new GitlabPeople(deps),
    visibility: new SourceVisibility(sink, workspace),
  };
  const shared = {
    ...context,
    issueIngester: new IssueIngester(context),
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
    readProject: ({ name, entity_ref }, run) =>
      sync.read({ ...listed.get(name)!, entity_ref }, run),
  });
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
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        const deps = {
          ...platform,
          ...readGitlabConfig(platform.rootConfig),
          signal: stop.signal,
        };
        sources.addSource({
          id: 'gitlab',
          connect: sink => connect(deps, sink),
        });
      },
    });
  },
});

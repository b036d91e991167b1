import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  SourceVisibility,
  WorkItemSink,
  WorkItemSource,
} from '@callboard/plugin-callboard-node';
import { JiraApi } from './api/JiraApi';
import { JiraRequests } from './api/JiraRequests';
import { JiraEvents } from './events/JiraEvents';
import { IssueIngester } from './IssueIngester';
import { JiraProjects } from './JiraProjects';
import { PrivateProjects } from './PrivateProjects';
import { JiraInstanceConfig } from './readJiraConfig';
import { DeletedIssues } from './sync/DeletedIssues';
import { ProjectSync } from './sync/ProjectSync';

/** The topic of Jira's webhook events. */
export const TOPIC = 'jira';

/** The issues of an instance of Jira: through its REST API, on a schedule and after its events. */
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
      /** The delay before each retry of a request. */
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
    const issueIngester = new IssueIngester(context);
    const shared = {
      ...context,
      issueIngester,
      privateProjects: new PrivateProjects(context),
    };
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

import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams } from '@backstage/plugin-events-node';
import {
  RefreshQueue,
  SourceVisibility,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { z } from 'zod';
import { JiraApi } from '../api/JiraApi';
import { IssueIngester } from '../IssueIngester';
import { JiraProjects } from '../JiraProjects';
import { toIngestedCycle } from '../mapping/sprintsAndVersions';
import { JiraInstanceConfig } from '../readJiraConfig';
import { isFromInstance, JiraEvent, readEvent } from './readEvent';

const responseWithProject = z.object({
  fields: z.object({ project: z.object({ key: z.string() }) }),
});

/**
 * Reads the issue of each event and ingests its current state, so events may be lost, late,
 * repeated or forged.
 */
export class JiraEvents {
  readonly #queue: RefreshQueue<JiraEvent>;

  constructor(
    private readonly deps: {
      api: JiraApi;
      sink: WorkItemSink;
      workspace: string;
      instance: JiraInstanceConfig;
      /** Whether all events are about this instance. */
      isOnly: boolean;
      projects: JiraProjects;
      visibility: SourceVisibility;
      issueIngester: IssueIngester;
      logger: LoggerService;
      /** Aborted when the backend stops. */
      signal: AbortSignal;
    },
  ) {
    this.#queue = new RefreshQueue({
      ...deps,
      run: event =>
        event.issueId !== undefined
          ? this.refreshIssue(event.issueId, event)
          : this.refreshSprint(event.sprintId!),
      describe: ({ issueId, sprintId }) =>
        `${issueId ? `Issue ${issueId}` : `Sprint ${sprintId}`} of Jira`,
    });
  }

  /** Queues the read of an event's issue or sprint. Jira expects a response within seconds. */
  async handle({ eventPayload }: EventParams): Promise<void> {
    const { instance, isOnly } = this.deps;
    const event = readEvent(eventPayload);
    if (event && (isOnly || isFromInstance(eventPayload, instance))) {
      const { issueId, sprintId } = event;
      const key = issueId ? `issue ${issueId}` : `sprint ${sprintId}`;
      this.#queue.add(key, event, waiting => ({ ...waiting, ...event }));
    }
  }

  private async refreshIssue(
    id: string,
    { issueKey, projectKey, isDeleted }: JiraEvent,
  ): Promise<void> {
    const { api, issueIngester, logger, signal } = this.deps;
    const fields = await api.findFields(signal);
    const response = await api.findIssue(id, fields, signal);
    const { data } = responseWithProject.safeParse(response);
    const name = data?.fields.project.key ?? projectKey;
    const project = name && (await this.prepareProject(name));
    if (!project) {
      logger.debug(`The event about issue ${id} of Jira concerns no entity`);
      return;
    }
    if (response === undefined) {
      // Jira returns 404 for deleted and for inaccessible issues. Only the event tells them apart.
      await (isDeleted
        ? issueIngester.delete([id], { project })
        : issueIngester.hideInaccessible({ id, key: issueKey ?? id }, project));
    } else {
      const report = ({ url, reason }: { url?: string; reason: string }) =>
        logger.warn(`${url ?? `Issue ${id}`} could not be imported: ${reason}`);
      await issueIngester.ingest([response], {
        project,
        fields,
        signal,
        report,
      });
    }
  }

  /** Updates the cycle of a sprint in each project that has issues in the sprint. */
  private async refreshSprint(id: string): Promise<void> {
    const { api, sink, instance, signal } = this.deps;
    const cycle = toIngestedCycle([await api.findSprint(id, signal)]);
    if (!cycle) {
      return;
    }
    for (const name of await api.listProjectKeys(`sprint = ${id}`, signal)) {
      const project = await this.prepareProject(name);
      if (project) {
        const { entity_ref } = project;
        const updated_at = new Date(api.now()).toISOString();
        await sink.ingestSettings(instance.workspace, [
          { ...cycle, kind: 'cycle', entity_ref, updated_at },
        ]);
      }
    }
  }

  /**
   * Finds the entity of a Jira project, and records the event. First makes the Callboard project
   * secret if the Jira project is restricted.
   */
  private async prepareProject(name: string) {
    const { api, projects, visibility, sink, instance, signal } = this.deps;
    const entity_ref = await projects.findEntityRef(name);
    if (!entity_ref) {
      return undefined;
    }
    const project = { name, entity_ref };
    if ((await visibility.find(project)) === undefined) {
      await visibility.record(project, !(await api.isPublic(name, signal)));
    }
    await sink.recordEvent(instance.workspace, entity_ref, name);
    return project;
  }
}

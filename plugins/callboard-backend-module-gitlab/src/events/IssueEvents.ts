import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams } from '@backstage/plugin-events-node';
import {
  RefreshQueue,
  SourceVisibility,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { createHash } from 'crypto';
import { LRUCache } from 'lru-cache';
import { GitlabApi } from '../api/GitlabApi';
import { gitlabIssue } from '../api/shapes';
import { GitlabProject, GitlabProjects } from '../catalog/GitlabProjects';
import { IssueIngester } from '../IssueIngester';
import { getExternalId, parseIssueNumber } from '../mapping/toIngestedWorkItem';
import { SettingsReader } from '../sync/SettingsReader';
import { IssueEvent, readEvent } from './readEvent';

/**
 * The topics of GitLab's webhooks. The platform publishes each event under `gitlab`. If its event
 * router is installed, it publishes the event again under the kind of the event.
 */
export const TOPICS = [
  'gitlab',
  'gitlab.issue',
  'gitlab.work_item',
  'gitlab.note',
];

/** How long an event is remembered: its two copies arrive at about the same time. */
const COPY_TTL_MS = 60_000;
const MAX_COPIES = 1_000;

/** An issue to read again after events about it. */
interface Refresh {
  project: GitlabProject;
  event: IssueEvent;
}

/**
 * Reads the issue of each event and ingests its current state, so events may be lost, late,
 * repeated or forged. GitLab disables webhooks with slow responses, so `handle` only queues the
 * read.
 */
export class IssueEvents {
  /** The digests of recent events, with their first topic. */
  readonly #recent = new LRUCache<string, string>({
    max: MAX_COPIES,
    ttl: COPY_TTL_MS,
  });
  readonly #queue: RefreshQueue<Refresh>;

  constructor(
    private readonly deps: {
      sink: WorkItemSink;
      api: GitlabApi;
      projects: GitlabProjects;
      visibility: SourceVisibility;
      settings: SettingsReader;
      issueIngester: IssueIngester;
      workspace: string;
      logger: LoggerService;
      /** Aborted when the backend stops. */
      signal: AbortSignal;
    },
  ) {
    this.#queue = new RefreshQueue({
      ...deps,
      run: refresh => this.refresh(refresh),
      describe: ({ project, event }) => `Issue ${event.iid} of ${project.path}`,
    });
  }

  async handle({ topic, eventPayload }: EventParams): Promise<void> {
    const { sink, projects, workspace, logger } = this.deps;
    const event = readEvent(eventPayload);
    if (!event || this.isCopy(topic, eventPayload)) {
      return;
    }
    const project = await projects.findByUrl(event.project_url);
    if (!project) {
      logger.debug(
        `Ignored an event: the GitLab project ${event.project_url} is not allowed, or no entity or several entities are annotated with it`,
      );
      return;
    }
    await sink.recordEvent(workspace, project.entity_ref, project.name);
    this.#queue.add(
      `${project.name}#${event.iid}`,
      { project, event },
      ({ event: waiting }) => ({
        project,
        event: {
          ...event,
          hasComments: event.hasComments || waiting.hasComments,
        },
      }),
    );
  }

  /**
   * Whether the event is a copy of an event that first arrived under another topic. If GitLab sends
   * an event again, the event first arrives under the same topic as before.
   */
  private isCopy(topic: string, payload: unknown): boolean {
    const digest = createHash('sha256')
      .update(JSON.stringify(payload))
      .digest('base64url');
    const first = this.#recent.get(digest);
    if (first === undefined) {
      this.#recent.set(digest, topic);
    }
    return first !== undefined && first !== topic;
  }

  /** Ingests the current state of an issue. */
  private async refresh({ project, event }: Refresh): Promise<void> {
    const { sink, api, settings, signal } = this.deps;
    const { issueIngester, workspace, logger } = this.deps;
    await this.checkVisibility(project, event);
    const { issue: response, at } = await api.findIssue(
      project,
      event.iid,
      signal,
    );
    const external_id = getExternalId(event, project);
    const comments = await sink.listCommentIds(workspace, [external_id]);
    if (response === undefined) {
      await this.removeInaccessible({ project, event }, at);
      return;
    }
    const issue = gitlabIssue.parse(response);
    const target = {
      project,
      hasIterations: await settings.hasIterations(project),
      report: ({ url, reason }: { url?: string; reason: string }) =>
        logger.warn(`${url ?? issue.web_url} could not be imported: ${reason}`),
    };
    await issueIngester.ingest(target, { issues: [issue], at });
    const needsComments =
      event.hasComments || !comments.get(external_id)?.length;
    if (needsComments && !issue.confidential) {
      await issueIngester.ingestNotes(target, [issue], { at, signal });
    }
  }

  /** Checks a project that was never checked, or that is no longer public according to an event. */
  private async checkVisibility(
    project: GitlabProject,
    { is_public }: IssueEvent,
  ): Promise<void> {
    const { api, visibility, signal } = this.deps;
    const wasPrivate = await visibility.find(project);
    if (wasPrivate === undefined || (!wasPrivate && is_public === false)) {
      await visibility.record(project, !(await api.isPublic(project, signal)));
    }
  }

  /**
   * Hides or deletes the item of an issue that GitLab does not return, unless its link has another
   * number than the event. An item without a link may belong to another issue, too. It is hidden, so
   * that confidential contents never stay readable, but not deleted.
   */
  private async removeInaccessible(
    { project, event }: Refresh,
    at: number,
  ): Promise<void> {
    const { sink, issueIngester, workspace } = this.deps;
    const external_id = getExternalId(event, project);
    const [item] = await sink.listItemIds(workspace, project.entity_ref, [
      external_id,
    ]);
    const iid = parseIssueNumber(item?.external_url);
    if (event.is_confidential && (iid ?? event.iid) === event.iid) {
      await issueIngester.hideInaccessible(project, event, at);
    } else if (!event.is_confidential && iid === event.iid) {
      await issueIngester.delete(project, external_id, at);
    }
  }
}

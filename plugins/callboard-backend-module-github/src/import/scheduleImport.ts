import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import {
  WorkItemSink,
  explainParseError,
  isProjectClosed,
  SourceVisibility,
  SyncedProject,
  SyncRun,
} from '@callboard/plugin-callboard-node';
import { LRUCache } from 'lru-cache';
import { once } from 'lodash';
import { Repositories } from '../catalog/Repositories';
import { CommentIngester } from '../CommentIngester';
import { IssueIngester, IssueState } from '../IssueIngester';
import { GithubConfig } from '../readGithubConfig';
import { CommentImport } from './CommentImport';
import { IssuesApi, ChangedPage } from './IssuesApi';
import {
  getExternalId,
  getParentNumber,
  githubIssue,
} from '../mapping/githubIssue';
import { ImportCursors } from './ImportCursors';
import { isRequestError } from './requestErrors';
import { getOrderInSecond } from '../mapping/OrderInSecond';
import { KnownIssues, readChanges, RepositoryRun } from './readChanges';

/**
 * The response statuses for a repository that is deleted, has its issues disabled, or is not
 * accessible with these credentials.
 */
const INACCESSIBLE_STATUSES = [403, 404, 410, 451];

/**
 * Imports issues and comments of the repositories that have an entity. The first run imports all of
 * a repository's issues and comments. Later runs import changes, including changes whose webhook
 * delivery was missed.
 */
class IssueImport {
  constructor(
    private readonly deps: {
      api: IssuesApi;
      config: GithubConfig;
      issueIngester: IssueIngester;
      comments: CommentImport;
      knownIssues: KnownIssues;
      sink: WorkItemSink;
      logger: LoggerService;
    },
  ) {}

  /**
   * Continues where the last run stopped. Imports issues before their comments, and skips the
   * comments if the project rejects issues.
   */
  async read(project: SyncedProject, run: SyncRun): Promise<void> {
    const { api, sink, config, comments } = this.deps;
    const { workspace, pullRequests } = config;
    const { name: full_name, entity_ref } = project;
    const { signal } = run;
    // The names of the cursors of version 1.0.0.
    const oldCursors = { issues: full_name, comments: `comments:${full_name}` };
    const repositoryRun: RepositoryRun = {
      full_name,
      entity_ref,
      signal,
      report: problem => run.report(problem),
      makeSecretIfPrivate: once(async () =>
        new SourceVisibility(sink, workspace).record(
          project,
          await api.isPrivate(full_name, signal),
        ),
      ),
      cursors: await ImportCursors.read(run, pullRequests, list =>
        sink.cursors.read(workspace, oldCursors[list]),
      ),
    };
    try {
      const isOpen = await readChanges(api, repositoryRun, 'issues', page =>
        this.storePage(repositoryRun, page),
      );
      if (isOpen) {
        await comments.read(repositoryRun);
      }
    } catch (error) {
      if (
        isRequestError(error) &&
        INACCESSIBLE_STATUSES.includes(error.status)
      ) {
        throw new Error(
          `GitHub returned ${error.status}: the issues or comments of the repository cannot be read`,
          { cause: error },
        );
      }
      throw error;
    }
  }

  /** @returns false if the project rejects issues for now, for example because it is archived */
  private async storePage(
    repositoryRun: RepositoryRun,
    page: ChangedPage,
  ): Promise<boolean> {
    const { full_name, entity_ref, makeSecretIfPrivate, report } =
      repositoryRun;
    const { issueIngester, knownIssues, sink } = this.deps;
    const states = this.parseIssueStates(full_name, page);
    if (states.length === 0) {
      return true;
    }
    await makeSecretIfPrivate();
    const withParents = await this.addParents(repositoryRun, states);
    const results = await issueIngester.ingest(sink, entity_ref, withParents);
    results.forEach(({ id, status, reason }, index) => {
      const { issue } = states[index];
      if (id !== null) {
        knownIssues.set(issue.html_url, getExternalId(issue));
      }
      if (status === 'failed') {
        report({
          external_id: getExternalId(issue),
          url: issue.html_url,
          reason: reason!,
        });
      }
    });
    return !isProjectClosed(results);
  }

  /** Adds the external ids of parents. Fetches the parents that are not known. */
  private async addParents(
    { full_name, signal }: RepositoryRun,
    states: readonly IssueState[],
  ): Promise<IssueState[]> {
    const { api, knownIssues } = this.deps;
    const ids = new Map(
      states.map(({ issue }) => [issue.html_url, getExternalId(issue)]),
    );
    const withParents: IssueState[] = [];
    for (const state of states) {
      const number = getParentNumber(state.issue, full_name);
      if (typeof number !== 'number') {
        withParents.push({ ...state, parent_external_id: number });
        continue;
      }
      const html_url = state.issue.html_url.replace(/\d+$/, `${number}`);
      let parentId = ids.get(html_url) ?? knownIssues.get(html_url);
      if (parentId === undefined) {
        signal.throwIfAborted();
        const { data: parent } = githubIssue.safeParse(
          await api.getIssue(full_name, number, signal),
        );
        parentId = parent && getExternalId(parent);
        if (parentId !== undefined) {
          ids.set(html_url, parentId);
        }
      }
      withParents.push({ ...state, parent_external_id: parentId ?? null });
    }
    return withParents;
  }

  private parseIssueStates(
    full_name: string,
    { items, at }: ChangedPage,
  ): IssueState[] {
    return items.flatMap(item => {
      const { data: issue, error } = githubIssue.safeParse(item);
      if (!issue) {
        this.deps.logger.warn(
          `An issue of ${full_name} is skipped: ${explainParseError(error)}`,
        );
        return [];
      }
      if (issue.pull_request && !this.deps.config.pullRequests) {
        return [];
      }
      return [
        {
          issue,
          orderInSecond: getOrderInSecond(issue, at),
          is_deleted: false,
        },
      ];
    });
  }
}

/** Schedules the import through the REST API, unless it is off. */
export async function scheduleImport(
  deps: {
    config: GithubConfig;
    rootConfig: RootConfigService;
    logger: LoggerService;
    repositories: Repositories;
    issueIngester: IssueIngester;
    commentIngester: CommentIngester;
  },
  sink: WorkItemSink,
): Promise<void> {
  const { config, repositories } = deps;
  if (!config.import) {
    return;
  }
  const { host, schedule } = config.import;
  const integrations = ScmIntegrations.fromConfig(deps.rootConfig);
  const shared = {
    ...deps,
    sink,
    knownIssues: new LRUCache<string, string>({ max: 50_000 }),
    api: new IssuesApi({
      baseUrl: integrations.github.byHost(host)!.config.apiBaseUrl,
      host,
      credentials:
        DefaultGithubCredentialsProvider.fromIntegrations(integrations),
    }),
  };
  const issueImport = new IssueImport({
    ...shared,
    comments: new CommentImport(shared),
  });
  await sink.scheduleSync({
    workspace: config.workspace,
    schedule,
    async listProjects() {
      const listed = await repositories.listAll();
      return listed.map(({ full_name, entity_ref }) => ({
        entity_ref,
        name: full_name,
        url: `https://${host}/${full_name}`,
      }));
    },
    readProject: (project, run) => issueImport.read(project, run),
  });
}

import {
  SourceApi,
  SourceRequest,
  SourceResponse,
  SourceResponseError,
} from '@callboard/plugin-callboard-node';
import { memoize } from 'lodash';
import { z } from 'zod';
import { GitlabProject } from '../catalog/GitlabProjects';
import { GitlabHost } from '../readGitlabConfig';
import { gitlabProject } from './shapes';

/** The page size, which is GitLab's maximum. */
const PER_PAGE = 100;

export interface IssuePage {
  items: unknown[];
  isLast: boolean;
  /** The number of issues on this and the next pages, if GitLab states it. */
  total?: number;
  /** The time of the response in ms, by GitLab's clock. */
  at: number;
}

/** All pages of a list. */
export interface CompleteList {
  items: unknown[];
  /** The time of the first response in ms, by GitLab's clock. */
  at: number;
}

export interface IssuePosition {
  /** The time by which issues are listed, the least recent first. */
  order: 'created' | 'updated';
  /** Read only issues created or updated at this time or later; undefined to read all. */
  since?: string;
  page: number;
}

/** @see https://docs.gitlab.com/api/rest/ */
export class GitlabApi {
  readonly #getApi = memoize(
    ({ host, apiBaseUrl, token }: GitlabHost) =>
      new SourceApi({
        baseUrl: apiBaseUrl,
        getHeaders: async () => {
          if (!token) {
            throw new Error(`integrations.gitlab has no token for ${host}`);
          }
          return { authorization: `Bearer ${token}` };
        },
      }),
    ({ host }) => host,
  );

  /**
   * Whether the project and its issues are public.
   *
   * @throws Error if the project has another path now: its new path may not be allowed
   */
  async isPublic(
    project: GitlabProject,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { body } = await this.get(project, '', signal);
    const { path_with_namespace, visibility, issues_access_level } =
      gitlabProject.parse(body);
    if (path_with_namespace.toLowerCase() !== project.path) {
      throw new Error(
        `${project.path} is now ${path_with_namespace}: update the annotation of ${project.entity_ref}`,
      );
    }
    return visibility === 'public' && issues_access_level !== 'private';
  }

  async listIssues(
    project: GitlabProject,
    { order, since, page }: IssuePosition,
    signal: AbortSignal,
  ): Promise<IssuePage> {
    const { body, headers, at } = await this.get(project, '/issues', signal, {
      scope: 'all',
      state: 'all',
      with_labels_details: true,
      order_by: `${order}_at`,
      sort: 'asc',
      [`${order}_after`]: since,
      per_page: PER_PAGE,
      page,
    });
    const items = parseList(body);
    const total = Number(headers.get('x-total') ?? NaN);
    return {
      items,
      isLast: isLastPage(items, headers),
      total: Number.isInteger(total) ? total : undefined,
      at,
    };
  }

  /**
   * Finds one issue. In the result, `issue` is undefined if the issue does not exist, or if the
   * token cannot read it.
   */
  async findIssue(
    project: GitlabProject,
    iid: number,
    signal: AbortSignal,
  ): Promise<{ issue: unknown; at: number }> {
    // Filters the list, because the endpoint for a single issue does not return ids of labels.
    const { body, at } = await this.get(project, '/issues', signal, {
      scope: 'all',
      with_labels_details: true,
      'iids[]': iid,
    });
    return { issue: parseList(body)[0], at };
  }

  /** All comments on an issue; undefined if the issue is not accessible any more. */
  async listNotes(
    project: GitlabProject,
    iid: number,
    signal: AbortSignal,
  ): Promise<unknown[] | undefined> {
    const list = await this.listAll(
      project,
      `/issues/${iid}/notes`,
      { activity_filter: 'only_comments', order_by: 'created_at', sort: 'asc' },
      signal,
    );
    return list?.items;
  }

  /** Whether an issue has a comment that the token can read. */
  async hasNote(
    project: GitlabProject,
    { iid, noteId }: { iid: number; noteId: string },
    signal: AbortSignal,
  ): Promise<boolean> {
    const path = `/issues/${iid}/notes/${encodeURIComponent(noteId)}`;
    try {
      await this.get(project, path, signal);
      return true;
    } catch (error) {
      if (error instanceof SourceResponseError && error.status === 404) {
        return false;
      }
      throw error;
    }
  }

  /**
   * All labels, milestones or iterations of a project and its groups; undefined if the list is not
   * accessible, or if GitLab's plan does not include iterations.
   */
  async listSettings(
    project: GitlabProject,
    list: 'labels' | 'milestones' | 'iterations',
    signal: AbortSignal,
  ): Promise<CompleteList | undefined> {
    const query: Record<string, boolean> =
      list === 'milestones' ? { include_ancestors: true } : {};
    return this.listAll(project, `/${list}`, query, signal);
  }

  /** Reads all pages of a list; undefined if it is not accessible. */
  private async listAll(
    project: GitlabProject,
    path: string,
    query: Record<string, string | boolean>,
    signal: AbortSignal,
  ): Promise<CompleteList | undefined> {
    const items: unknown[] = [];
    let firstAt: number | undefined;
    for (let page = 1; ; page += 1) {
      try {
        const { body, headers, at } = await this.get(project, path, signal, {
          ...query,
          per_page: PER_PAGE,
          page,
        });
        firstAt ??= at;
        const pageItems = parseList(body);
        items.push(...pageItems);
        if (isLastPage(pageItems, headers)) {
          return { items, at: firstAt };
        }
      } catch (error) {
        if (
          error instanceof SourceResponseError &&
          [403, 404].includes(error.status)
        ) {
          return undefined;
        }
        throw error;
      }
    }
  }

  private async get(
    { host, path }: GitlabProject,
    resource: string,
    signal: AbortSignal,
    query?: SourceRequest['query'],
  ): Promise<SourceResponse> {
    return this.#getApi(host).get({
      path: `/projects/${encodeURIComponent(path)}${resource}`,
      query,
      signal,
    });
  }
}

/**
 * Whether the list ends with this page. A full page never counts as the last page, because the
 * header `x-next-page` may be missing: proxies drop headers, and GitLab omits some for long lists.
 */
function isLastPage(items: readonly unknown[], headers: Headers): boolean {
  return (
    items.length === 0 ||
    (items.length < PER_PAGE && !headers.get('x-next-page'))
  );
}

function parseList(body: unknown): unknown[] {
  return z.array(z.unknown()).parse(body);
}

import { explainParseError } from '@callboard/plugin-callboard-node';
import { uniq } from 'lodash';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import {
  findJiraFields,
  JiraFields,
  listFieldIds,
} from '../mapping/JiraFields';
import { hasStatus, ignoreNotFound, JiraRequests } from './JiraRequests';
import {
  JiraComment,
  jiraComments,
  jiraFields,
  jiraPermissionScheme,
  jiraSearchPage,
  JiraVersion,
  jiraVersion,
  JiraWorklog,
  jiraWorklogs,
} from './shapes';

/** The number of issues per request; each comes with its texts, comments and worklogs. */
const PAGE_SIZE = 50;

/** The number of ids per request. Cloud and Data Center may return fewer. */
const ID_PAGE_SIZE = 1_000;

/** The number of issues by which pages overlap at Data Center. */
const REPEATED_ISSUES = 10;

/** The number of comments or worklogs per request. */
const LIST_PAGE_SIZE = 100;

const listedProject = z.object({
  fields: z.object({ project: z.object({ key: z.string() }) }),
});

const FIELDS_TTL_MS = 10 * 60_000;

export interface IssuePage {
  issues: unknown[];
  /** The start of the next page; undefined on the last one. */
  next?: string;
  /** The number of all issues, if the product states it. */
  total?: number;
}

/**
 * Reads an instance of Jira Cloud (REST API 3) or Jira Data Center (REST API 2). They differ in
 * searches, in accounts and in authentication; both return texts as HTML.
 *
 * Callboard does not use `jira.js`, which covers only Cloud and adds 42 MB for seven requests.
 */
export class JiraApi {
  readonly #fields = new LRUCache<'all', JiraFields>({
    max: 1,
    ttl: FIELDS_TTL_MS,
  });

  constructor(private readonly requests: JiraRequests) {}

  /** The current time in ms by Jira's clock, estimated from the last response. */
  now(): number {
    return this.requests.now();
  }

  /** Finds the custom fields that Callboard uses. */
  async findFields(signal: AbortSignal): Promise<JiraFields> {
    const known = this.#fields.get('all');
    if (known) {
      return known;
    }
    const { body } = await this.requests.get('field', signal);
    const fields = findJiraFields(parse(jiraFields, body, 'fields'));
    this.#fields.set('all', fields);
    return fields;
  }

  /** @param start - the start of the page; undefined for the first page */
  async searchIssues(
    jql: string,
    fields: JiraFields,
    start: string | undefined,
    signal: AbortSignal,
  ): Promise<IssuePage> {
    const options = {
      fields: listFieldIds(fields),
      expand: 'renderedFields',
      maxResults: PAGE_SIZE,
    };
    return this.search(jql, options, start, signal);
  }

  /** Lists the ids of all issues of a project that the credentials can read. */
  async listIssueIds(
    project: string,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    let start: string | undefined;
    do {
      const page = await this.search(
        `project = "${project}" ORDER BY created ASC`,
        { fields: 'id', maxResults: ID_PAGE_SIZE },
        start,
        signal,
      );
      for (const issue of page.issues) {
        ids.add(parse(z.object({ id: z.string() }), issue, 'an issue').id);
      }
      start = page.next;
    } while (start);
    return ids;
  }

  /**
   * Lists the keys of the projects whose issues a query finds. Reads only the first page of issues.
   */
  async listProjectKeys(jql: string, signal: AbortSignal): Promise<string[]> {
    const { issues } = await this.search(
      `${jql} ORDER BY project ASC`,
      { fields: 'project', maxResults: ID_PAGE_SIZE },
      undefined,
      signal,
    );
    return uniq(
      issues.map(
        issue => parse(listedProject, issue, 'an issue').fields.project.key,
      ),
    );
  }

  private async search(
    jql: string,
    options: Record<string, string | number>,
    start: string | undefined,
    signal: AbortSignal,
  ): Promise<IssuePage> {
    const isCloud = await this.requests.isCloud(signal);
    const { body } = await this.requests.get(
      isCloud ? 'search/jql' : 'search',
      signal,
      { jql, ...options, [isCloud ? 'nextPageToken' : 'startAt']: start },
    );
    const page = parse(jiraSearchPage, body, 'a search');
    const { issues, nextPageToken, total } = page;
    const end = Number(start ?? 0) + issues.length;
    // The next page repeats some issues: if an issue of an earlier page changes, it may move to the
    // end, and the issues after it shift to earlier positions.
    const nextStart =
      issues.length > REPEATED_ISSUES && end < (total ?? 0)
        ? String(end - REPEATED_ISSUES)
        : undefined;
    return {
      issues,
      next: (isCloud ? nextPageToken : nextStart) ?? undefined,
      total: total ?? undefined,
    };
  }

  /**
   * Reads an issue by its id or key; undefined if it was deleted or is not accessible. Jira finds a
   * moved issue by its former key, too.
   */
  async findIssue(
    idOrKey: string,
    fields: JiraFields,
    signal: AbortSignal,
  ): Promise<unknown> {
    const path = `issue/${encodeURIComponent(idOrKey)}`;
    const query = { fields: listFieldIds(fields), expand: 'renderedFields' };
    return ignoreNotFound(this.requests.get(path, signal, query));
  }

  /**
   * Whether a resource exists and is accessible.
   *
   * @param path - such as `issue/10001/comment/10000`
   */
  async exists(path: string, signal: AbortSignal): Promise<boolean> {
    const body = await ignoreNotFound(this.requests.get(path, signal));
    return body !== undefined;
  }

  async listComments(
    issueId: string,
    signal: AbortSignal,
  ): Promise<JiraComment[]> {
    return this.listAll(
      `issue/${issueId}/comment`,
      body => {
        const { comments, total } = parse(jiraComments, body, 'comments');
        return { items: comments, total };
      },
      signal,
    );
  }

  async listWorklogs(
    issueId: string,
    signal: AbortSignal,
  ): Promise<JiraWorklog[]> {
    return this.listAll(
      `issue/${issueId}/worklog`,
      body => {
        const { worklogs, total } = parse(jiraWorklogs, body, 'worklogs');
        return { items: worklogs, total };
      },
      signal,
    );
  }

  private async listAll<Item>(
    path: string,
    read: (body: unknown) => { items: Item[]; total: number },
    signal: AbortSignal,
  ): Promise<Item[]> {
    const all: Item[] = [];
    for (;;) {
      const { body } = await this.requests.get(path, signal, {
        expand: 'renderedBody',
        startAt: all.length,
        maxResults: LIST_PAGE_SIZE,
      });
      const { items, total } = read(body);
      all.push(...items);
      if (items.length === 0 || all.length >= total) {
        return all;
      }
    }
  }

  /** Reads a sprint; undefined if it was deleted or is not accessible. */
  async findSprint(id: string, signal: AbortSignal): Promise<unknown> {
    const path = `/rest/agile/1.0/sprint/${id}`;
    return ignoreNotFound(this.requests.send(path, signal));
  }

  async listVersions(
    project: string,
    signal: AbortSignal,
  ): Promise<JiraVersion[]> {
    const path = `project/${project}/versions`;
    const { body } = await this.requests.get(path, signal);
    return parse(z.array(jiraVersion), body, 'versions');
  }

  /**
   * Whether the permission scheme of a project lets everyone who can sign in read the issues. Only
   * admins can read schemes, so without admin permissions no project counts as public.
   *
   * @throws SourceResponseError 404 if the project does not exist or is not accessible
   */
  async isPublic(project: string, signal: AbortSignal): Promise<boolean> {
    const { body } = await this.requests.get(`project/${project}`, signal);
    if (z.object({ isPrivate: z.literal(true) }).safeParse(body).success) {
      return false;
    }
    const scheme = await this.requests
      .get(`project/${project}/permissionscheme`, signal, {
        expand: 'permissions',
      })
      .catch(error => {
        if (hasStatus(error, 400, 401, 403, 404)) {
          return undefined;
        }
        throw error;
      });
    const { data } = jiraPermissionScheme.safeParse(scheme?.body);
    return (data?.permissions ?? []).some(
      ({ permission, holder }) =>
        permission === 'BROWSE_PROJECTS' &&
        (holder.type === 'anyone' ||
          // Without a parameter, the role stands for the users of every application.
          (holder.type === 'applicationRole' && !holder.parameter)),
    );
  }
}

/** @throws Error that names the invalid field */
function parse<T>(schema: z.ZodType<T>, body: unknown, what: string): T {
  const { data, error } = schema.safeParse(body);
  if (error) {
    throw new Error(
      `Jira returned ${what} that cannot be read: ${explainParseError(error)}`,
    );
  }
  return data;
}

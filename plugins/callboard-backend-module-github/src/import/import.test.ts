import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { describePortal } from '../__testUtils__/portals';
import { FakeGithub, formatSecond } from '../__testUtils__/FakeGithub';
import { createGithubIssue } from '../__testUtils__/createGithubIssue';
import { GithubPortal } from '../__testUtils__/GithubPortal';

const integrations = { github: [{ host: 'github.com', token: 't' }] };

const answerWith = (status: number, headers = {}) =>
  HttpResponse.json({ message: 'No' }, { status, headers });

let github: FakeGithub;

const server = setupServer();

/** Only GitHub is faked: the tests' own requests reach the portal. */
const hooks = {
  listen: () => server.listen({ onUnhandledRequest: 'bypass' }),
  close: () => server.close(),
  resetHandlers: () => server.resetHandlers(),
};

describePortal('issue import', newDatabase => {
  let portal: GithubPortal;

  registerMswTestHooks(hooks);

  const start = async (config = {}) => {
    portal = await GithubPortal.start(await newDatabase(), {
      integrations,
      ...config,
    });
  };

  const titles = async () =>
    (await portal.listItems()).map(({ title }) => title);

  /** The titles after a run, and its requests to GitHub. */
  const run = async () => {
    github.issues.queries.length = 0;
    await portal.sync();
    return [...github.issues.queries];
  };

  /** Starts a portal with the position of an import by version 1.0.0. */
  const startAt = async (since: string) => {
    await portal.stop();
    const knex = await newDatabase();
    portal = await GithubPortal.start(knex, { integrations });
    const { id: workspace_id } = await knex('workspaces').first('id');
    await knex('work_source_cursors').insert({
      workspace_id,
      source: 'github',
      name: 'codertocat/hello-world',
      value: JSON.stringify({
        value: { since, etag: null, pull_requests: false },
      }),
    });
  };

  beforeEach(async () => {
    github = new FakeGithub();
    server.use(...github.handlers);
    await start();
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('schedules the import only with credentials and repositories @full-postgres', async () => {
    const task = 'callboard-sync-github-default';
    expect(await portal.listTaskIds()).toContain(task);
    await portal.stop();
    await start({ integrations: undefined });
    expect(await portal.listTaskIds()).not.toContain(task);
    await portal.stop();
    await start({ github: { repositories: [] } });
    expect(await portal.listTaskIds()).not.toContain(task);
  });

  it('imports all issues page by page, then only changed ones @full', async () => {
    for (let id = 1; id <= 250; id += 1) {
      github.putIssue(id, formatSecond(id));
    }
    expect(await run()).toEqual([
      'hello-world since ever page 1',
      `hello-world since ${formatSecond(100)} page 1`,
      `hello-world since ${formatSecond(199)} page 1`,
      'octo-repo since ever page 1',
    ]);
    expect(await titles()).toHaveLength(250);
    github.putIssue(7, formatSecond(500), { title: 'Changed' });
    expect(await run()).toEqual([
      `hello-world since ${formatSecond(199)} page 1`,
      'octo-repo since ever page 1',
    ]);
    expect(await titles()).toContain('Changed');
    expect(portal.problems).toEqual([]);
  });

  it('continues at the position that version 1.0.0 stored', async () => {
    const since = formatSecond(50);
    await startAt(since);
    github.putIssue(1, formatSecond(1));
    github.putIssue(2, formatSecond(60));
    expect(await run()).toEqual([
      `hello-world since ${since} page 1`,
      'octo-repo since ever page 1',
    ]);
    expect(await titles()).toEqual(['Issue 2']);
  });

  it('links sub-issues to parents of the same repository, and fetches unknown ones', async () => {
    const issueUrl = (path: string) => `https://api.github.com/repos/${path}`;
    await startAt(formatSecond(10));
    github.putIssue(1, formatSecond(1));
    await portal.deliver('issues', {
      action: 'opened',
      issue: github.issues.entries.get(1),
      repository: { full_name: 'Codertocat/Hello-World' },
    });
    github.putIssue(2, formatSecond(12), {
      parent_issue_url: issueUrl('Codertocat/Hello-World/issues/1'),
    });
    github.putIssue(3, formatSecond(13), {
      parent_issue_url: issueUrl('Codertocat/Hello-World/issues/2'),
    });
    github.putIssue(4, formatSecond(14), {
      parent_issue_url: issueUrl('octo-org/octo-repo/issues/1'),
    });
    await run();
    const items = await portal.listItems();
    const ids = new Map(items.map(({ id, external_id }) => [id, external_id]));
    expect(
      items.map(({ parent_id }) => parent_id && ids.get(parent_id)),
    ).toEqual([null, '1', '2', null]);
    expect(github.requestedIssues).toEqual([1]);
  });

  it('imports issues changed while a project was archived @full', async () => {
    github.putIssue(1, formatSecond(1));
    await run();
    await portal.changeProject({ archived_at: new Date().toISOString() });
    github.putIssue(1, formatSecond(3), { title: 'Changed meanwhile' });
    github.putIssue(2, formatSecond(4), { title: 'New meanwhile' });
    await run();
    expect(await titles()).toHaveLength(1);
    await portal.changeProject({ archived_at: null });
    await run();
    expect((await titles()).sort()).toEqual([
      'Changed meanwhile',
      'New meanwhile',
    ]);
  });

  it('changes no work item when GitHub responds with 304 @full', async () => {
    github.putIssue(1, formatSecond(1));
    await run();
    const [before] = await portal.listItems();
    let notModified = 0;
    server.events.on('response:mocked', ({ response }) => {
      notModified += response.status === 304 ? 1 : 0;
    });
    await run();
    server.events.removeAllListeners();
    // The issues and the comments of both repositories.
    expect(notModified).toBe(4);
    expect(await portal.listItems()).toEqual([before]);
  });

  it('imports issues that move to another page during the import @full', async () => {
    for (let id = 1; id <= 150; id += 1) {
      github.putIssue(id, formatSecond(id));
    }
    github.issues.intervene = queries => {
      if (queries.includes(formatSecond(100))) {
        // With page numbers, 101 would now be on the first page.
        github.putIssue(1, formatSecond(900), { title: 'Moved' });
      }
      return undefined;
    };
    await run();
    expect(await titles()).toHaveLength(150);
    expect(await titles()).toContain('Moved');
  });

  it('imports several pages of issues updated in the same second @full', async () => {
    for (let id = 1; id <= 220; id += 1) {
      github.putIssue(id, formatSecond(5));
    }
    expect((await run()).slice(0, 4)).toEqual([
      'hello-world since ever page 1',
      `hello-world since ${formatSecond(5)} page 1`,
      `hello-world since ${formatSecond(5)} page 2`,
      `hello-world since ${formatSecond(5)} page 3`,
    ]);
    expect(await titles()).toHaveLength(220);
  });

  it('stops at a rate limit, and resumes at the same page @full-postgres', async () => {
    for (let id = 1; id <= 150; id += 1) {
      github.putIssue(id, formatSecond(id));
    }
    github.issues.intervene = queries =>
      queries.includes(formatSecond(100))
        ? answerWith(403, { 'retry-after': '3600' })
        : undefined;
    await run();
    expect(await titles()).toHaveLength(100);
    // Not before the rate limit ends.
    expect(await run()).toEqual([]);
    github.issues.intervene = () => undefined;
    await portal.endRateLimit();
    expect((await run())[0]).toBe(
      `hello-world since ${formatSecond(100)} page 1`,
    );
    expect(await titles()).toHaveLength(150);
    expect(portal.problems).toEqual([]);
  });

  it('retries after a 502 response @full', async () => {
    github.putIssue(1, formatSecond(1));
    github.issues.intervene = () => {
      github.issues.intervene = () => undefined;
      return answerWith(502);
    };
    await run();
    expect(await titles()).toEqual(['Issue 1']);
    expect(portal.problems).toEqual([]);
  });

  it.each([404, 410, 403])(
    'skips a repository that returns %d, and imports it in the next run @full',
    async status => {
      github.putIssue(1, formatSecond(1));
      github.issues.intervene = queries =>
        queries.startsWith('hello-world') ? answerWith(status) : undefined;
      expect(await run()).toHaveLength(2);
      expect(portal.problems).toHaveLength(1);
      expect(portal.problems[0]).toMatch(/codertocat\/hello-world/);
      github.issues.intervene = () => undefined;
      await run();
      expect(await titles()).toEqual(['Issue 1']);
    },
  );

  it('resumes at the page that returned 404 in the previous run @full', async () => {
    for (let id = 1; id <= 150; id += 1) {
      github.putIssue(id, formatSecond(id));
    }
    github.issues.intervene = queries =>
      queries.includes(formatSecond(100)) ? answerWith(404) : undefined;
    await run();
    expect(await titles()).toHaveLength(100);
    github.issues.intervene = () => undefined;
    expect((await run())[0]).toBe(
      `hello-world since ${formatSecond(100)} page 1`,
    );
    expect(await titles()).toHaveLength(150);
  });

  it('stores the imported state over deliveries of the same past second @full-postgres', async () => {
    const getReported = (title: string) =>
      portal.deliver('issues', {
        action: 'edited',
        issue: createGithubIssue({ id: 1, title, updated_at: formatSecond(1) }),
        repository: { full_name: 'Codertocat/Hello-World' },
      });
    await getReported('One');
    await getReported('Another');
    github.putIssue(1, formatSecond(1), { title: 'The last' });
    await run();
    await getReported('One more');
    expect(await titles()).toEqual(['The last']);
  });

  it('fetches an issue again that changed within the second of the last import @full-postgres', async () => {
    github.now = formatSecond(1);
    github.putIssue(1, formatSecond(1), { title: 'Early' });
    await run();
    github.now = formatSecond(10);
    github.putIssue(1, formatSecond(1), { title: 'Anew' });
    await run();
    expect(await titles()).toEqual(['Anew']);
  });

  it('makes the project of a private repository secret @full-postgres', async () => {
    github.putIssue(1, formatSecond(1));
    github.isPrivate = true;
    await run();
    expect(await titles()).toEqual(['Issue 1']);
    expect(await portal.readProjectAccess()).toBe('secret');
    expect(await portal.readProjectAccess('octo')).toBe('open');
  });

  it('imports nothing while the visibility of the repository is unknown', async () => {
    github.putIssue(1, formatSecond(1));
    server.use(
      http.get('https://api.github.com/repos/:owner/:repo', () =>
        answerWith(404),
      ),
    );
    await run();
    expect(await titles()).toEqual([]);
    expect(portal.problems[0]).toMatch(/codertocat\/hello-world/);
  });

  it('requests only configured repositories @full-postgres', async () => {
    await portal.stop();
    await start({ github: { repositories: ['octo-org/*'] } });
    expect(await run()).toEqual(['octo-repo since ever page 1']);
  });

  it('skips an issue that it cannot parse @full-postgres', async () => {
    github.putIssue(1, formatSecond(1), { state: 'ajar' });
    github.putIssue(2, formatSecond(2));
    await run();
    expect(await titles()).toEqual(['Issue 2']);
    expect(portal.problems).toHaveLength(1);
  });
});

describePortal('pull request import', newDatabase => {
  registerMswTestHooks(hooks);

  it('imports older pull requests once they are enabled @full', async () => {
    const knex = await newDatabase();
    github = new FakeGithub();
    server.use(...github.handlers);
    github.putIssue(1, formatSecond(1));
    github.putIssue(2, formatSecond(2), {
      state: 'closed',
      closed_at: formatSecond(2),
      pull_request: { merged_at: formatSecond(2) },
    });
    for (const pullRequests of [false, true]) {
      const portal = await GithubPortal.start(knex, {
        integrations,
        github: { pullRequests },
      });
      await portal.sync();
      const items = await portal.listItems();
      expect(items.map(({ external_id }) => external_id)).toEqual(
        pullRequests ? ['1', 'I_2'] : ['1'],
      );
      await portal.stop();
    }
  });
});

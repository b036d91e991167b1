import { registerMswTestHooks } from '@backstage/backend-test-utils';
import webhooks from '@octokit/webhooks-examples';
import { Knex } from 'knex';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { describePortal } from '../__testUtils__/portals';
import { FakeGithub, formatSecond } from '../__testUtils__/FakeGithub';
import { GithubPortal } from '../__testUtils__/GithubPortal';

const integrations = { github: [{ host: 'github.com', token: 't' }] };

const [delivery]: any[] = webhooks.find(
  ({ name }) => name === 'issue_comment',
)!.examples;

/** A link that is too long to be stored. */
const endless = (number: number) =>
  `https://github.com/Codertocat/${'x'.repeat(2_100)}/issues/${number}`;

const server = setupServer();

describePortal('comment import', newDatabase => {
  let knex: Knex;
  let portal: GithubPortal;
  let github: FakeGithub;

  // Only GitHub is faked: the tests' requests to the portal are real.
  registerMswTestHooks({
    listen: () => server.listen({ onUnhandledRequest: 'bypass' }),
    close: () => server.close(),
    resetHandlers: () => server.resetHandlers(),
  });

  const start = async (pullRequests = false) => {
    portal = await GithubPortal.start(knex, {
      integrations,
      github: { pullRequests },
    });
  };

  /** The pages of comments that a run requested. */
  const run = async () => {
    github.comments.queries.length = 0;
    await portal.sync();
    return github.comments.queries.filter(queries => /^hello/.test(queries));
  };

  const bodies = async () =>
    (await portal.listComments()).map(({ body }) => body);

  /** Delivers the webhook event for a comment, in its current or an earlier state. */
  const sendDelivery = (action: string, id: number, fields = {}) => {
    const comment = { ...github.comments.entries.get(id), ...fields };
    const number = Number(comment.issue_url.split('/').pop());
    const issue = github.issues.entries.get(number);
    return portal.deliver('issue_comment', {
      ...delivery,
      action,
      issue,
      comment,
    });
  };

  beforeEach(async () => {
    knex = await newDatabase();
    github = new FakeGithub();
    server.use(...github.handlers);
    await start();
  });

  afterEach(async () => {
    portal.assertNoProblems();
    await portal.stop();
  });

  it('imports all comments page by page, then only changed ones @full', async () => {
    github.putIssue(1, formatSecond(1));
    github.putIssue(2, formatSecond(2));
    for (let id = 1; id <= 150; id += 1) {
      github.putComment(id, 1 + (id % 2), formatSecond(id));
    }
    const pages = ['ever', formatSecond(100)].map(
      since => `hello-world since ${since} page 1`,
    );
    expect(await run()).toEqual(pages);
    const all = await portal.listComments();
    expect(all).toHaveLength(150);
    expect(all.find(({ external_id }) => external_id === '7')).toMatchObject({
      author_ref: 'user:default/cody',
      body: 'Comment 7',
      source: 'github',
      external_url:
        'https://github.com/Codertocat/Hello-World/issues/2#issuecomment-7',
      created_at: formatSecond(7).replace('Z', '.000Z'),
      edited_at: null,
    });
    github.putComment(7, 2, formatSecond(500), 'Edited');
    expect(await run()).toEqual(pages.slice(1));
    expect(await bodies()).toContain('Edited');
    // No issue was fetched, because the import had just read them.
    expect(github.requestedIssues).toEqual([]);
  });

  it('imports comments of missed deliveries, and ignores late deliveries @full-sqlite', async () => {
    github.putIssue(1, formatSecond(1));
    github.putComment(1, 1, formatSecond(1), 'First');
    await sendDelivery('created', 1);
    github.putComment(1, 1, formatSecond(2), 'Second');
    github.putComment(2, 1, formatSecond(2), 'Missed');
    github.putComment(3, 1, formatSecond(3), 'Deleted');
    await sendDelivery('deleted', 3);
    await run();
    const end = await portal.listComments();
    expect(end.map(({ body, edited_at }) => [body, edited_at])).toEqual([
      ['Second', formatSecond(2).replace('Z', '.000Z')],
      ['Missed', null],
    ]);
    // Late and repeated deliveries change nothing.
    await sendDelivery('created', 1, {
      body: 'First',
      updated_at: formatSecond(1),
    });
    for (const body of ['a', 'b', 'c', 'd', 'e', 'f']) {
      // An event of the same second, whose final state the import has read.
      await sendDelivery('edited', 1, { body });
    }
    await sendDelivery('created', 2);
    await run();
    expect(await portal.listComments()).toEqual(end);
  });

  it('fetches issues not read recently, and skips deleted or moved ones @full-postgres', async () => {
    const ids = [1, 2, 3, 4];
    for (const id of ids) {
      github.putIssue(id, formatSecond(1));
      github.putComment(id, id, formatSecond(id));
    }
    await run();
    await portal.deliver('issues', {
      action: 'deleted',
      issue: github.issues.entries.get(2),
      repository: { full_name: 'Codertocat/Hello-World' },
    });
    github.issues.entries.delete(3);
    // GitHub redirects to where it was transferred.
    const elsewhere = 'https://github.com/somebody/else/issues/9';
    github.putIssue(4, formatSecond(1), { html_url: elsewhere, id: 99 });
    await portal.stop();
    await start();
    github.issues.intervene = () => new HttpResponse(null, { status: 304 });
    for (const id of ids) {
      github.putComment(id, id, formatSecond(10), 'Later');
    }
    await run();
    expect(github.requestedIssues.sort()).toEqual(ids);
    expect((await bodies()).sort()).toEqual([
      'Comment 3',
      'Comment 4',
      'Later',
    ]);
    await run();
    expect(github.requestedIssues).toHaveLength(ids.length);
  });

  it('imports comments on pull requests only if pull requests are enabled @full-postgres', async () => {
    github.putIssue(1, formatSecond(1), { pull_request: { merged_at: null } });
    github.putComment(1, 1, formatSecond(1), 'Nice');
    await run();
    expect(await portal.listItems()).toEqual([]);
    await portal.stop();
    await start(true);
    await run();
    expect(await bodies()).toEqual(['Nice']);
  });

  it('imports comments written while a project was archived @full-postgres', async () => {
    github.putIssue(1, formatSecond(1));
    await run();
    await portal.changeProject({ archived_at: new Date().toISOString() });
    github.putComment(1, 1, formatSecond(2), 'Meanwhile');
    await run();
    expect(portal.problems).toHaveLength(1);
    portal.problems.length = 0;
    await portal.changeProject({ archived_at: null });
    await run();
    expect(await bodies()).toEqual(['Meanwhile']);
  });

  it('skips comments on an issue that cannot be stored, alone on a page or among others @full', async () => {
    github.putIssue(1, formatSecond(1));
    github.putIssue(2, formatSecond(1), { html_url: endless(2) });
    github.putComment(1, 2, formatSecond(1));
    await run();
    await run();
    expect(github.requestedIssues).toEqual([2]);
    github.putComment(2, 1, formatSecond(2));
    github.putComment(3, 2, formatSecond(3));
    await run();
    await run();
    expect(github.requestedIssues).toEqual([2, 2]);
    expect(await bodies()).toEqual(['Comment 2']);
    const warning = /issues\/2 could not be imported: external_url: /;
    expect(portal.problems).toEqual(
      Array(3).fill(expect.stringMatching(warning)),
    );
    portal.problems.length = 0;
  });

  it('continues if no issue of a page can be stored', async () => {
    github.putIssue(1, formatSecond(1), { html_url: endless(1) });
    github.putComment(1, 1, formatSecond(1));
    expect(await run()).toHaveLength(1);
    expect(portal.problems).toHaveLength(2);
    await run();
    expect(portal.problems).toHaveLength(2);
    portal.problems.length = 0;
  });

  it('stops at a rate limit, and resumes at the same comment page @full', async () => {
    github.putIssue(1, formatSecond(1));
    for (let id = 1; id <= 120; id += 1) {
      github.putComment(id, 1, formatSecond(id));
    }
    github.comments.intervene = queries =>
      queries.includes(formatSecond(100))
        ? HttpResponse.json(
            { message: 'No' },
            { status: 403, headers: { 'retry-after': '3600' } },
          )
        : undefined;
    await run();
    expect(await bodies()).toHaveLength(100);
    expect(await run()).toEqual([]);
    github.comments.intervene = () => undefined;
    await portal.endRateLimit();
    expect(await run()).toEqual([
      `hello-world since ${formatSecond(100)} page 1`,
    ]);
    expect(await bodies()).toHaveLength(120);
  });

  it('makes an open project secret once its repository is private @full-postgres', async () => {
    github.putIssue(1, formatSecond(1));
    await run();
    expect(await portal.readProjectAccess()).toBe('open');
    github.isPrivate = true;
    github.putComment(1, 1, formatSecond(2), 'Between us');
    await run();
    expect(await portal.readProjectAccess()).toBe('secret');
    expect(await bodies()).toEqual(['Between us']);
  });
});

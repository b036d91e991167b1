import TurndownService from 'turndown';
import { JiraFixture, PAYMENTS } from '../__testUtils__/JiraFixture';

type Product = 'cloud' | 'dataCenter';

const MINUTE_MS = 60_000;

let fixture: JiraFixture;

/** Adds issues, some time apart, until now. */
function addIssues(count: number, everyMs = MINUTE_MS) {
  const { jira } = fixture;
  for (let index = 1; index <= count; index += 1) {
    const updated = jira.now() - (count - index) * everyMs;
    jira.addIssue('PAY', { created: updated, updated });
  }
}

afterEach(async () => {
  jest.restoreAllMocks();
  await fixture.stop();
});

describe.each<Product>(['cloud', 'dataCenter'])(
  'synchronisation with %s',
  product => {
    beforeEach(async () => {
      fixture = await JiraFixture.start(product);
    });

    it('loads all issues with their comments and worklogs', async () => {
      const { jira, sink } = fixture;
      const { id } = jira.addIssue('PAY', { assignee: 'ada', reporter: 'eve' });
      jira.addComment(id, 'eve', '<p>Looks <b>good</b></p>');
      jira.addWorklog(id, 'ada', 5_400, { html: '<p>Pairing</p>' });
      jira.addWorklog(id, 'eve', 60);
      await fixture.deliver([]);
      await sink.sync();
      expect(fixture.titles).toEqual(['Issue 1']);
      expect(sink.items.live.get(id)).toMatchObject({
        assignees: ['user:default/ada'],
        created_by: null,
      });
      expect([...sink.comments.live.values()]).toMatchObject([
        { author_ref: null, author_name: 'Eve', body: 'Looks **good**' },
      ]);
      expect([...sink.worklogs.live.values()]).toMatchObject([
        {
          work_item_external_id: id,
          logged_by: 'user:default/ada',
          duration_minutes: 90,
          description: 'Pairing',
        },
      ]);
      expect(sink.problems).toEqual([]);
    });

    it('requests comments and worklogs that a response omits', async () => {
      const { jira, sink } = fixture;
      const { id } = jira.addIssue('PAY');
      for (let index = 0; index < 130; index += 1) {
        jira.addWorklog(id, 'ada', 600);
      }
      await sink.sync();
      expect(sink.worklogs.live.size).toBe(130);
    });

    it('reads only changes in later runs', async () => {
      const { jira, sink } = fixture;
      addIssues(60);
      await sink.sync();
      sink.items.count = 0;
      const [id] = jira.issues.keys();
      jira.changeIssue(id, { summary: 'Changed' });
      await sink.sync();
      expect(sink.items.live.get(id)!.title).toBe('Changed');
      // The changed issue, and those of the last minutes.
      expect(sink.items.count).toBeLessThan(12);
    });

    it('resumes an interrupted load after the last page', async () => {
      const { sink } = fixture;
      addIssues(170);
      let pages = 0;
      sink.beforeSave = () => {
        pages += 1;
        if (pages === 3) {
          throw new Error('killed');
        }
      };
      await expect(sink.sync()).rejects.toThrow('killed');
      sink.items.count = 0;
      sink.beforeSave = () => {};
      await sink.sync();
      expect(sink.items.live.size).toBe(170);
      expect(sink.items.count).toBeLessThan(100);
      expect(sink.progress.at(-1)!.done).toBeGreaterThanOrEqual(170);
    });

    it('loads more issues of the same second than a page has', async () => {
      const { jira, sink } = fixture;
      const updated = jira.now() - MINUTE_MS;
      for (let index = 0; index < 130; index += 1) {
        jira.addIssue('PAY', { updated });
      }
      await sink.sync();
      expect(sink.items.live.size).toBe(130);
    });

    it.each([
      ['a minute', MINUTE_MS],
      ['a second', 1_000],
    ])(
      'loads all issues that are %s apart while some change',
      async (_, everyMs) => {
        const { jira, sink } = fixture;
        addIssues(130, everyMs);
        const ids = [...jira.issues.keys()];
        let searches = 0;
        jira.intervene = request => {
          searches += request.includes('/search') ? 1 : 0;
          if (searches === 4) {
            ids.slice(5, 10).forEach(id => {
              jira.issues.get(id)!.updated = jira.now();
            });
          }
          return undefined;
        };
        await sink.sync();
        expect(sink.items.live.size).toBe(130);
      },
    );

    it('deletes comments and worklogs that are deleted', async () => {
      const { jira, sink } = fixture;
      const { id } = jira.addIssue('PAY');
      const comment = jira.addComment(id, 'ada', 'a');
      const worklog = jira.addWorklog(id, 'ada', 600);
      await sink.sync();
      jira.deleteComment(id, comment.id);
      jira.deleteWorklog(id, worklog.id);
      await sink.sync();
      expect(sink.comments.live.size).toBe(0);
      expect(sink.worklogs.live.size).toBe(0);
    });

    it('finds deleted issues once a day', async () => {
      const { jira, sink } = fixture;
      addIssues(3);
      const [first] = jira.issues.keys();
      await sink.sync();
      jira.deleteIssue(first);
      await sink.sync();
      expect(sink.items.live.size).toBe(3);
      jira.now = () => Date.now() + 25 * 60 * MINUTE_MS;
      await sink.sync();
      expect([...sink.items.deleted]).toEqual([first]);
    });

    it('links an issue to its parent or epic', async () => {
      const { jira, sink } = fixture;
      const epic = jira.addIssue('PAY');
      const story = jira.addIssue('PAY', { parent: epic.id });
      const task = jira.addIssue('PAY', { parent: story.id, isSubtask: true });
      await sink.sync();
      expect(sink.items.live.get(story.id)!.parent_external_id).toBe(epic.id);
      expect(sink.items.live.get(task.id)!.parent_external_id).toBe(story.id);
    });
  },
);

describe('synchronisation', () => {
  beforeEach(async () => {
    fixture = await JiraFixture.start();
  });

  it.each([
    ['behind', -3],
    ['ahead of', 3],
  ])('reads changes if the clock of Jira is %s this one', async (_, hours) => {
    const { jira, sink } = fixture;
    jira.now = () => Date.now() + hours * 60 * MINUTE_MS;
    const { id } = jira.addIssue('PAY');
    await sink.sync();
    jira.changeIssue(id, { summary: 'Changed' });
    await sink.sync();
    expect(fixture.titles).toEqual(['Changed']);
    const [, minutes] = /updated >= "-(\d+)m"/.exec(
      fixture.takeSearches().at(-1)!,
    )!;
    expect(Number(minutes)).toBeLessThan(10);
  });

  it('makes the project of a restricted Jira project secret, before its first issue', async () => {
    const { jira, sink } = fixture;
    jira.projects.get('PAY')!.isPublic = false;
    jira.addIssue('PAY');
    sink.beforeSave = () => expect(sink.secret).toContain(PAYMENTS);
    await sink.sync();
    expect(fixture.titles).toHaveLength(1);
    sink.beforeSave = () => {};
    sink.secret.clear();
    await sink.sync();
    // An admin may have opened it.
    expect(sink.secret.size).toBe(0);
  });

  it('asks only for the stored items of a page', async () => {
    const { jira, sink } = fixture;
    jira.projects.get('PAY')!.isPublic = false;
    addIssues(3);
    await sink.sync();
    expect(sink.idQueries).toEqual([[...jira.issues.keys()]]);
  });

  it('makes a project secret whose permissions cannot be read', async () => {
    fixture.jira.intervene = request =>
      request.includes('permissionscheme')
        ? { status: 403, body: {} }
        : undefined;
    await fixture.sink.sync();
    expect(fixture.sink.secret).toContain(PAYMENTS);
  });

  it('leaves the project of a public Jira project open', async () => {
    await fixture.sink.sync();
    expect(fixture.sink.secret.size).toBe(0);
  });

  it('skips restricted issues, and hides those that become restricted', async () => {
    const { jira, sink } = fixture;
    jira.addIssue('PAY', { summary: 'Never shown', security: 'Board' });
    const { id } = jira.addIssue('PAY', { summary: 'Shown' });
    await sink.sync();
    expect(fixture.titles).toEqual(['Shown']);
    jira.changeIssue(id, { security: 'Board' });
    await sink.sync();
    expect(fixture.titles).toEqual(['PAY-2']);
    jira.changeIssue(id, { security: undefined });
    await sink.sync();
    expect(fixture.titles).toEqual(['Shown']);
  });

  it('reads restricted issues again that it could not hide', async () => {
    const { jira, sink } = fixture;
    jira.maxResults = 1;
    const issues = [jira.addIssue('PAY'), jira.addIssue('PAY')];
    await sink.sync();
    issues.forEach(({ id }, index) => {
      jira.now = () => Date.now() + index * 30 * MINUTE_MS;
      jira.changeIssue(id, { security: 'Board' });
    });
    const reason = 'PAY-1: its project is archived';
    const ingest = jest
      .spyOn(sink, 'ingest')
      .mockImplementation(async (_, [{ external_id }]) => [
        { external_id, status: 'failed', id: '', identifier: null, reason },
      ]);
    await sink.sync();
    expect(sink.problems).toMatchObject([{ reason }]);
    ingest.mockRestore();
    await sink.sync();
    expect(fixture.titles).toEqual(['PAY-1', 'PAY-2']);
  });

  it('skips restricted comments, and deletes those that become restricted', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY');
    const comment = jira.addComment(id, 'ada', 'Shown');
    await sink.sync();
    expect(sink.comments.live.size).toBe(1);
    comment.visibility = { type: 'role', value: 'Administrators' };
    jira.changeIssue(id, {});
    await sink.sync();
    expect(sink.comments.live.size).toBe(0);
  });

  it('deletes no issues if the token has lost access to most of them', async () => {
    const { jira, sink } = fixture;
    addIssues(20);
    await sink.sync();
    jira.issues.clear();
    jira.now = () => Date.now() + 25 * 60 * MINUTE_MS;
    await expect(sink.sync()).rejects.toThrow(/20 of 20 issues/);
    expect(sink.items.live.size).toBe(20);
  });

  it('keeps the item of an issue that moved to a project without an entity', async () => {
    const { jira, sink } = fixture;
    jira.addProject('OPS');
    const { id } = jira.addIssue('PAY');
    await sink.sync();
    jira.moveIssue(id, 'OPS');
    jira.now = () => Date.now() + 25 * 60 * MINUTE_MS;
    await sink.sync();
    expect(fixture.titles).toEqual(['Issue 1']);
  });

  it.each([
    ['shows', true, 'Issue 1'],
    ['hides', false, 'OPS-1'],
  ])(
    '%s the item of an issue that moved to a project of which isPublic is %s',
    async (_, isPublic, title) => {
      await fixture.stop();
      const projects = { OPS: 'component:default/operations' };
      fixture = await JiraFixture.start('cloud', { projects });
      const { jira, sink } = fixture;
      jira.addProject('OPS', { isPublic });
      const { id } = jira.addIssue('PAY');
      await sink.sync();
      jira.moveIssue(id, 'OPS');
      await sink.sync();
      expect(fixture.titles).toEqual([title]);
    },
  );

  it('creates, renames and deletes modules of versions', async () => {
    const { jira, sink } = fixture;
    const version = jira.addVersion('PAY', '1.0', {
      releaseDate: '2026-12-01',
    });
    jira.addVersion('PAY', '0.1', { archived: true });
    await sink.sync();
    expect(sink.settings.splice(0)).toMatchObject([
      { kind: 'module', name: '1.0', target_date: '2026-12-01' },
    ]);
    version.name = '1.0.0';
    await sink.sync();
    expect(sink.settings.splice(0)).toMatchObject([{ name: '1.0.0' }]);
    jira.projects.get('PAY')!.versions = [];
    await sink.sync();
    expect(sink.settings).toMatchObject([{ is_deleted: true }]);
  });

  it('deletes the module of a version whose deletion at Jira happened while the project was archived', async () => {
    const { jira, sink } = fixture;
    jira.addVersion('PAY', '1.0');
    await sink.sync();
    sink.settings.length = 0;
    sink.isArchived = true;
    jira.projects.get('PAY')!.versions = [];
    await sink.sync();
    expect(sink.settings).toEqual([]);
    sink.isArchived = false;
    await sink.sync();
    expect(sink.settings).toMatchObject([{ is_deleted: true }]);
  });

  it('reports an issue that it cannot read, and ingests the others', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY', { category: 'new', labels: 'none' });
    jira.addIssue('PAY');
    await sink.sync();
    expect(fixture.titles).toEqual(['Issue 2']);
    expect(sink.problems).toEqual([
      {
        external_id: id,
        url: 'https://jira.example.com/browse/PAY-1',
        reason: expect.stringContaining('fields.labels'),
      },
    ]);
  });

  it('reports issues, comments and worklogs that it cannot convert, and ingests the others', async () => {
    const { jira, sink } = fixture;
    const broken = '<p>broken</p>';
    const convert = TurndownService.prototype.turndown;
    jest
      .spyOn(TurndownService.prototype, 'turndown')
      .mockImplementation(function turndown(this: TurndownService, html) {
        if (html === broken) {
          throw new Error('no');
        }
        return convert.call(this, html);
      });
    const { id } = jira.addIssue('PAY', { html: broken });
    const { id: other } = jira.addIssue('PAY');
    jira.addComment(other, 'ada', broken);
    jira.addComment(other, 'ada', 'Hello');
    jira.addWorklog(other, 'ada', 600, { html: broken });
    jira.addWorklog(other, 'ada', 600);
    await sink.sync();
    expect(fixture.titles).toEqual(['Issue 2']);
    expect(sink.comments.live.size).toBe(1);
    expect(sink.worklogs.live.size).toBe(1);
    expect(sink.problems.map(({ external_id }) => external_id)).toEqual([
      id,
      other,
      other,
    ]);
  });

  it('ends the run until the time of a long rate limit', async () => {
    const { jira, sink } = fixture;
    jira.intervene = request =>
      request.includes('/search')
        ? { status: 429, headers: { 'retry-after': '3600' }, body: {} }
        : undefined;
    const error = await sink.sync().catch(reason => reason);
    expect(error.name).toBe('SourceRateLimitError');
    expect(error.retryAt.getTime() - Date.now()).toBeGreaterThan(3_500_000);
    jira.requests.length = 0;
    await sink.sync().catch(() => {});
    expect(jira.requests).toEqual([]);
  });

  it('waits for the end of a short rate limit, and slows down near the limit', async () => {
    const { jira, sink } = fixture;
    jira.addIssue('PAY');
    let isLimited = false;
    jira.intervene = request => {
      if (request.includes('/search') && !isLimited) {
        isLimited = true;
        return { status: 429, headers: { 'retry-after': '0' }, body: {} };
      }
      return undefined;
    };
    await sink.sync();
    expect(fixture.titles).toEqual(['Issue 1']);
  });

  it('fails with the reason when the token is revoked', async () => {
    fixture.jira.intervene = request =>
      request.includes('/project/') ? { status: 401, body: {} } : undefined;
    await expect(fixture.sink.sync()).rejects.toThrow(
      /401 .*credentials are invalid, expired or revoked/,
    );
  });

  it('reads a page that vanished in the next run', async () => {
    const { jira, sink } = fixture;
    addIssues(80);
    let searches = 0;
    jira.intervene = request => {
      searches += request.includes('/search') ? 1 : 0;
      return searches === 2 ? { status: 400, body: {} } : undefined;
    };
    await expect(sink.sync()).rejects.toThrow(/returned 400/);
    jira.intervene = () => undefined;
    await sink.sync();
    expect(sink.items.live.size).toBe(80);
  });
});

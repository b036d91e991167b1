import { Knex } from 'knex';
import { describePortal } from './__testUtils__/portals';
import { JiraPortal } from './__testUtils__/JiraPortal';

describePortal('Jira in a portal', createDatabase => {
  let knex: Knex;
  let portal: JiraPortal;

  beforeEach(async () => {
    knex = await createDatabase();
    portal = await JiraPortal.start(knex);
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('loads a project with parents, cycles, modules, comments and worklogs', async () => {
    const { jira } = portal;
    const version = jira.addVersion('PAY', '1.0');
    const sprint = jira.putSprint({ name: 'Sprint 1' });
    const epic = jira.addIssue('PAY', { summary: 'Epic' });
    const { id } = jira.addIssue('PAY', {
      summary: 'Story',
      parent: epic.id,
      status: 'In Progress',
      category: 'indeterminate',
      sprints: [sprint.id],
      versions: [version.id],
      reporter: 'ada',
    });
    jira.addComment(id, 'eve', 'Hello');
    jira.addWorklog(id, 'bob-at-jira', 1_800);
    await portal.sync();
    expect(portal.problems).toEqual([]);
    const [parent, story] = await portal.listItems();
    expect(story).toMatchObject({
      title: 'Story',
      state_group: 'started',
      parent_id: parent.id,
      created_by: 'user:default/ada',
      source: 'jira',
      external_url: 'https://jira.example.com/browse/PAY-2',
    });
    expect(story.cycle_id).not.toBeNull();
    expect(story.module_id).not.toBeNull();
    expect(await portal.listComments()).toMatchObject([
      { author_name: 'Eve', body: 'Hello' },
    ]);
    expect(await portal.listWorklogs()).toMatchObject([
      {
        work_item_id: story.id,
        logged_by: 'user:default/bob',
        duration_minutes: 30,
        source: 'ingest',
      },
    ]);
  });

  it('changes nothing if it reads the same again @full', async () => {
    const { jira } = portal;
    const { id } = jira.addIssue('PAY', { labels: ['one'] });
    jira.addComment(id, 'ada', 'Hello');
    jira.addWorklog(id, 'ada', 1_800);
    await portal.sync();
    const before = [await portal.listItems(), await portal.listWorklogs()];
    await portal.sync();
    expect([await portal.listItems(), await portal.listWorklogs()]).toEqual(
      before,
    );
  });

  it('follows signed events, and rejects forged ones @full-postgres', async () => {
    const { jira } = portal;
    const events: object[] = [];
    jira.onEvent = event => events.push(event);
    const { id } = jira.addIssue('PAY');
    expect(await portal.deliver(events[0], 'another secret')).toBe(403);
    expect(await portal.deliver(events[0])).toBe(202);
    await portal.waitForTitles(['Issue 1']);
    jira.changeIssue(id, { summary: 'Changed' });
    expect(await portal.deliver(events[1])).toBe(202);
    await portal.waitForTitles(['Changed']);
    jira.deleteIssue(id);
    expect(await portal.deliver(events[2])).toBe(202);
    await portal.waitForTitles([]);
  });

  it('deletes comments and worklogs that Jira has deleted @full', async () => {
    const { jira } = portal;
    const { id } = jira.addIssue('PAY');
    const comment = jira.addComment(id, 'ada', 'Hello');
    const worklog = jira.addWorklog(id, 'ada', 1_800);
    await portal.sync();
    jira.deleteComment(id, comment.id);
    jira.deleteWorklog(id, worklog.id);
    await portal.sync();
    expect(await portal.listItems()).toHaveLength(1);
    expect(await portal.listComments()).toEqual([]);
    expect(await portal.listWorklogs()).toEqual([]);
  });

  it('hides the comments and texts of worklogs of an issue while it has a security level @full', async () => {
    const { jira } = portal;
    const { id } = jira.addIssue('PAY');
    jira.addComment(id, 'ada', 'Hello');
    jira.addWorklog(id, 'ada', 1_800, { html: '<p>Draft</p>' });
    const readTexts = async () => {
      await portal.sync();
      expect(portal.problems).toEqual([]);
      const comments = await portal.listComments();
      const worklogs = await portal.listWorklogs();
      return [
        ...(await portal.listTitles()),
        ...comments.map(({ body }) => body),
        ...worklogs.map(({ description }) => description),
      ];
    };
    expect(await readTexts()).toEqual(['Issue 1', 'Hello', 'Draft']);
    jira.changeIssue(id, { security: 'Board' });
    expect(await readTexts()).toEqual(['PAY-1', null]);
    jira.changeIssue(id, { security: undefined });
    expect(await readTexts()).toEqual(['Issue 1', 'Hello', 'Draft']);
  });

  it('shows errors, problems and unknown people in the Sources section @full', async () => {
    const { jira } = portal;
    jira.addIssue('PAY', { reporter: 'eve' });
    jira.addIssue('PAY', { labels: 'none' });
    await portal.sync();
    const source = await portal.readSource();
    expect(source.projects).toMatchObject([
      {
        name: 'PAY',
        error: null,
        problems: [{ external_id: expect.any(String) }],
      },
    ]);
    expect(source.people).toMatchObject([{ key: 'eve', name: 'Eve' }]);
    expect(source.states).toMatchObject([
      { name: 'To Do', group: 'unstarted' },
    ]);
    jira.intervene = request =>
      request.includes('/project/') ? { status: 401, body: {} } : undefined;
    await portal.sync();
    expect((await portal.readSource()).projects[0].error).toMatch(
      /credentials are invalid, expired or revoked/,
    );
  });

  it('stores the state groups of a workflow with 40 statuses, which the Sources section lists @full', async () => {
    const { jira } = portal;
    const groups = ['unstarted', 'started', 'completed'];
    const statuses = Array.from({ length: 40 }, (_, index) => ({
      status: `Step ${index + 10}`,
      category: ['new', 'indeterminate', 'done'][index % 3],
    }));
    statuses.forEach(status => jira.addIssue('PAY', status));
    await portal.sync();
    const items = await portal.listItems();
    expect(items.map(({ state_group }) => state_group)).toEqual(
      statuses.map((_, index) => groups[index % 3]),
    );
    expect((await portal.readSource()).states).toMatchObject(
      statuses.map(({ status }, index) => ({
        name: status,
        group: groups[index % 3],
      })),
    );
  });

  it('retains the assignee and the worklogs of an account that is renamed and deactivated @full', async () => {
    const { jira } = portal;
    const { id } = jira.addIssue('PAY', { assignee: 'bob-at-jira' });
    jira.addWorklog(id, 'bob-at-jira', 1_800);
    jira.addWorklog(id, 'ada', 1_800);
    const listIds = async () =>
      (await portal.listWorklogs()).map(worklog => worklog.id);
    await portal.sync();
    const worklogIds = await listIds();
    expect(worklogIds).toHaveLength(2);
    // Without an email, Callboard does not find Ada's User any more.
    for (const name of ['bob-at-jira', 'ada']) {
      jira.addUser(name, 'Former user', { active: false });
    }
    jira.changeIssue(id, { summary: 'Changed' });
    await portal.sync();
    expect(await portal.listItems()).toMatchObject([
      { title: 'Changed', assignees: ['user:default/bob'] },
    ]);
    expect(await listIds()).toEqual(worklogIds);
  });

  it('stores the start of a description of 1 MB, with a link to its attachment @full', async () => {
    const { jira } = portal;
    const text = '<p>All cents get lost.</p>'.repeat(50_000);
    jira.addIssue('PAY', {
      html: `<a href="/secure/attachment/1/log.txt">log.txt</a>${text}`,
    });
    await portal.sync();
    expect(portal.problems).toEqual([]);
    const [{ description }] = await portal.listItems();
    expect(description).toMatch(
      /^\[log\.txt\]\(https:\/\/jira\.example\.com\/secure\/attachment\/1\/log\.txt\)/,
    );
    expect(description).toMatch(
      /\[https:\/\/jira\.example\.com\/browse\/PAY-1\]/,
    );
  });

  it('makes the project of a restricted Jira project secret @full', async () => {
    portal.jira.projects.get('PAY')!.isPublic = false;
    portal.jira.addIssue('PAY');
    await portal.sync();
    expect(await portal.getProject()).toMatchObject({ access: 'secret' });
  });
});

import { JiraFixture, PAYMENTS } from '../__testUtils__/JiraFixture';

describe.each(['cloud', 'dataCenter'] as const)('events of %s', product => {
  let fixture: JiraFixture;

  beforeEach(async () => {
    fixture = await JiraFixture.start(product);
  });

  afterEach(async () => {
    await fixture.stop();
  });

  it('ingests created, changed and deleted issues', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY');
    await fixture.deliver();
    expect(fixture.titles).toEqual(['Issue 1']);
    jira.changeIssue(id, { summary: 'Changed' });
    await fixture.deliver();
    expect(fixture.titles).toEqual(['Changed']);
    jira.deleteIssue(id);
    await fixture.deliver();
    expect([...sink.items.deleted]).toEqual([id]);
    expect(new Set(sink.events)).toEqual(new Set([PAYMENTS]));
  });

  it('ingests new and deleted comments and worklogs', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY');
    const comment = jira.addComment(id, 'ada', 'Hello');
    const worklog = jira.addWorklog(id, 'ada', 600);
    await fixture.deliver();
    expect([...sink.comments.live.keys()]).toEqual([comment.id]);
    expect([...sink.worklogs.live.keys()]).toEqual([worklog.id]);
    jira.deleteComment(id, comment.id);
    jira.deleteWorklog(id, worklog.id);
    await fixture.deliver();
    expect([...sink.comments.deleted]).toEqual([comment.id]);
    expect([...sink.worklogs.deleted]).toEqual([worklog.id]);
  });

  it('reaches the current state if events are late, repeated or in another order', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY');
    jira.changeIssue(id, { summary: 'Two' });
    jira.changeIssue(id, { summary: 'Three' });
    const events = fixture.undelivered.splice(0).reverse();
    await fixture.deliver([...events, ...events]);
    expect(fixture.titles).toEqual(['Three']);
    // Events that wait for the same issue need one request.
    expect(sink.items.count).toBeLessThanOrEqual(2);
  });

  it('deletes nothing that Jira still has', async () => {
    const { jira } = fixture;
    jira.addIssue('PAY');
    const [event] = fixture.undelivered;
    await fixture.deliver();
    await fixture.deliver([{ ...event, webhookEvent: 'jira:issue_deleted' }]);
    expect(fixture.titles).toEqual(['Issue 1']);
  });

  it('hides an issue that the token cannot read any more, with its comments', async () => {
    const { jira, sink } = fixture;
    const { id, key } = jira.addIssue('PAY', { labels: ['secret'] });
    jira.addComment(id, 'ada', 'Secret');
    await fixture.deliver();
    expect(sink.comments.live.size).toBe(1);
    jira.changeIssue(id, { security: 'Board' });
    jira.intervene = request =>
      request.includes(`/issue/${id}?`) ? { status: 404, body: {} } : undefined;
    await fixture.deliver();
    expect(fixture.titles).toEqual([key]);
    expect(sink.items.live.get(id)).toMatchObject({ labels: [] });
    expect(sink.comments.live.size).toBe(0);
    expect(sink.items.deleted.size).toBe(0);
    jira.intervene = () => undefined;
    jira.now = () => Date.now() + 60_000;
    jira.changeIssue(id, { security: undefined });
    await fixture.deliver();
    expect(fixture.titles).toEqual(['Issue 1']);
  });

  it('retains the item of an issue that the token cannot read, until it can read it again', async () => {
    const { jira, sink } = fixture;
    const { id, key } = jira.addIssue('PAY');
    await sink.sync();
    const issue = jira.changeIssue(id, { security: 'Board' });
    // Without access, the issue looks deleted.
    jira.issues.delete(id);
    await fixture.deliver();
    jira.now = () => Date.now() + 25 * 60 * 60_000;
    await sink.sync();
    expect(fixture.titles).toEqual([key]);
    jira.issues.set(id, issue);
    jira.changeIssue(id, { security: undefined });
    await sink.sync();
    expect(fixture.titles).toEqual(['Issue 1']);
    jira.issues.delete(id);
    jira.now = () => Date.now() + 50 * 60 * 60_000;
    await sink.sync();
    expect([...sink.items.deleted]).toEqual([id]);
  });

  it('stores nothing of a new issue that the token cannot read', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY');
    jira.intervene = request =>
      request.includes(`/issue/${id}?`) ? { status: 404, body: {} } : undefined;
    await fixture.deliver();
    expect(sink.items.count).toBe(0);
  });

  it('ignores issues of projects without an entity', async () => {
    const { jira, sink } = fixture;
    jira.addProject('OPS');
    jira.addIssue('OPS');
    await fixture.deliver();
    expect(sink.items.live.size).toBe(0);
    expect(fixture.problems).toEqual([]);
  });

  it('makes the project of a restricted Jira project secret, before its first issue', async () => {
    const { jira, sink } = fixture;
    jira.projects.get('PAY')!.isPublic = false;
    jira.addIssue('PAY');
    await fixture.deliver();
    expect(sink.secret).toContain(PAYMENTS);
  });

  it('updates the cycle of a renamed sprint', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.putSprint({ name: 'Sprint 1' });
    jira.putSprint({ name: 'Another' });
    jira.addIssue('PAY', { sprints: [id] });
    await fixture.deliver();
    sink.settings.length = 0;
    jira.putSprint({ id, name: 'Sprint one' });
    await fixture.deliver();
    expect(sink.settings).toMatchObject([
      {
        kind: 'cycle',
        entity_ref: PAYMENTS,
        external_id: String(id),
        name: 'Sprint one',
      },
    ]);
  });

  it.each([
    undefined,
    {},
    [],
    { webhookEvent: 'jira:issue_updated' },
    { webhookEvent: 'jira:issue_updated', issue: { id: '../../x' } },
    { webhookEvent: 'user_updated', user: {} },
  ])('ignores %j', async payload => {
    await fixture.deliver([payload as object]);
    expect(fixture.sink.items.count).toBe(0);
    expect(fixture.problems).toEqual([]);
  });

  it('names an issue that it cannot read, and reads the next one', async () => {
    const { jira } = fixture;
    const { id } = jira.addIssue('PAY');
    jira.addIssue('PAY');
    jira.intervene = request =>
      request.includes(`/issue/${id}?`) ? { status: 400, body: {} } : undefined;
    await fixture.deliver();
    expect(fixture.titles).toEqual(['Issue 2']);
    expect(fixture.problems).toEqual([
      expect.stringContaining(`Issue ${id} of Jira could not be read`),
    ]);
  });

  it('makes up for lost events in the next synchronisation', async () => {
    const { jira, sink } = fixture;
    const { id } = jira.addIssue('PAY');
    await fixture.deliver();
    await sink.sync();
    jira.changeIssue(id, { summary: 'Changed' });
    fixture.undelivered.length = 0;
    await sink.sync();
    expect(fixture.titles).toEqual(['Changed']);
  });
});

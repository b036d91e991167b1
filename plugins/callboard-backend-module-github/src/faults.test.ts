import { describePortal } from './__testUtils__/portals';
import { createGithubIssue } from './__testUtils__/createGithubIssue';
import { GithubPortal } from './__testUtils__/GithubPortal';
import { GithubIssue } from './mapping/githubIssue';

describePortal('invalid, late and unordered deliveries', newDatabase => {
  let portal: GithubPortal;
  let id = 0;

  const send = (
    action: string,
    fields: Partial<GithubIssue> = {},
    full_name = 'Codertocat/Hello-World',
  ) =>
    portal.deliver('issues', {
      action,
      issue: createGithubIssue({ id, ...fields }),
      repository: { full_name },
    });

  const item = async () => {
    const items = await portal.listItems();
    return items.find(({ external_id }) => external_id === String(id));
  };

  beforeAll(async () => {
    portal = await GithubPortal.start(await newDatabase());
  });

  afterAll(async () => {
    await portal.stop();
  });

  beforeEach(() => {
    id += 1;
    portal.problems.length = 0;
  });

  afterEach(() => {
    portal.assertNoProblems();
  });

  it('ignores issues of repositories without a catalog entity', async () => {
    await send('opened', {}, 'somebody/else');
    expect(await item()).toBeUndefined();
  });

  it('finds a repository, ignoring the case of its name', async () => {
    await send('opened', {}, 'codertocat/HELLO-world');
    expect(await item()).toBeDefined();
  });

  it('omits assignees without a known user', async () => {
    const assignees = [{ login: 'ghost' }, { login: 'Codertocat' }];
    await send('assigned', { assignees });
    expect(await item()).toMatchObject({ assignees: ['user:default/cody'] });
  });

  it('stores an issue without a body', async () => {
    await send('opened', { body: null });
    expect(await item()).toMatchObject({ description: null });
  });

  it('deletes a transferred issue, and ignores edits that arrive late', async () => {
    await send('opened');
    await send('transferred', { updated_at: '2026-01-03T09:00:00Z' });
    await send('edited', { updated_at: '2026-01-02T10:00:00Z' });
    expect(await item()).toBeUndefined();
  });

  it('stores the newest label name, and ignores older deliveries @full-sqlite', async () => {
    const labelled = (name: string, updated_at: string) =>
      send('labeled', { labels: [{ name }], updated_at });
    await labelled('bug', '2026-01-02T09:00:00Z');
    const before = await item();
    await labelled('defect', '2026-01-02T09:00:05Z');
    const after = await item();
    expect(after!.labels).toHaveLength(1);
    expect(after!.labels).not.toEqual(before!.labels);
    await labelled('bug', '2026-01-02T09:00:03Z');
    expect(await item()).toEqual(after);
  });

  it('applies deliveries with timestamps ahead of the local clock', async () => {
    await send('opened', { updated_at: '2099-01-01T00:00:00Z' });
    await send('edited', {
      title: 'Later still',
      updated_at: '2099-01-01T00:00:01Z',
    });
    expect(await item()).toMatchObject({ title: 'Later still' });
  });

  it('applies the newest state when deliveries arrive out of order', async () => {
    await send('closed', {
      state: 'closed',
      closed_at: '2026-01-05T09:00:00Z',
      updated_at: '2026-01-05T09:00:00Z',
    });
    await send('edited', { title: 'Old', updated_at: '2026-01-04T09:00:00Z' });
    expect(await item()).toMatchObject({
      title: 'Cents get lost',
      state_group: 'completed',
      completed_at: '2026-01-05T09:00:00.000Z',
    });
    await send('reopened', { updated_at: '2026-01-06T09:00:00Z' });
    expect(await item()).toMatchObject({
      state_group: 'backlog',
      completed_at: null,
    });
  });

  it('ignores an opened delivery that arrives after a later change', async () => {
    await send('labeled', { title: 'Z', labels: ['bug'] });
    await send('opened', { title: 'A' });
    expect(await item()).toMatchObject({ title: 'Z' });
  });

  it('logs an invalid delivery, and processes the next one', async () => {
    await portal.deliver('issues', { action: 'opened' });
    expect(portal.problems).toHaveLength(1);
    portal.problems.length = 0;
    await send('opened');
    expect(await item()).toBeDefined();
  });

  it('ignores pull requests unless they are enabled', async () => {
    await portal.deliver('pull_request', {
      action: 'opened',
      pull_request: { ...createGithubIssue({ id }), merged_at: null },
      repository: { full_name: 'Codertocat/Hello-World' },
    });
    const items = await portal.listItems();
    expect(items.some(({ external_id }) => external_id === `I_${id}`)).toBe(
      false,
    );
  });
});

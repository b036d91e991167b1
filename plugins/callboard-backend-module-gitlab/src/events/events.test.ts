import { FakeGitlab } from '../__testUtils__/fakes';
import { describePortal } from '../__testUtils__/portals';
import {
  createGitlab,
  GitlabPortal,
  PAYMENTS,
} from '../__testUtils__/GitlabPortal';

const MINUTE = 60_000;

describePortal('GitLab events @full-postgres', newDatabase => {
  let gitlab: FakeGitlab;
  let portal: GitlabPortal;
  let now: number;

  /** Delivers events, and waits until they and all before have been processed. */
  const deliver = async (...events: object[]) => {
    const { iid, title } = await gitlab.openIssue(PAYMENTS, {
      title: `Last ${gitlab.requests.length}`,
    });
    for (const event of events) {
      await portal.deliver(event);
    }
    await portal.deliver(gitlab.createIssueEvent(PAYMENTS, iid));
    while (!(await portal.listTitles()).includes(title)) {
      await new Promise(setImmediate);
    }
  };

  const deliverIssue = () => deliver(gitlab.createIssueEvent(PAYMENTS, 1));

  const readItem = async () =>
    (await portal.listItems()).find(({ title }) => !title.startsWith('Last '));

  /** The number of times that the issue of the events was read. */
  const countReads = () =>
    gitlab.requests.filter(text => text.endsWith('iids%5B%5D=1')).length;

  beforeEach(async () => {
    now = Date.UTC(2030, 0, 1);
    gitlab = createGitlab(() => now);
    await gitlab.start();
    portal = await GitlabPortal.start(await newDatabase(), gitlab);
    await gitlab.openIssue(PAYMENTS, { title: 'Cents get lost' });
  });

  afterEach(async () => {
    await portal.stop();
    await gitlab.stop();
  });

  describe('without faults', () => {
    afterEach(() => {
      portal.assertNoProblems();
    });

    it('imports the issue of an event with its comments, once for both topics', async () => {
      await gitlab.addNote(PAYMENTS, 1);
      await deliverIssue();
      expect(await readItem()).toMatchObject({ title: 'Cents get lost' });
      expect(await portal.listComments()).toMatchObject([{ body: 'Seen' }]);
      expect(countReads()).toBe(1);
      const [{ last_event_at }] = (await portal.readSource()).projects;
      expect(last_event_at).not.toBeNull();
    });

    it('imports a new and a changed comment after their events', async () => {
      await deliverIssue();
      now += 2 * MINUTE;
      const { id } = await gitlab.addNote(PAYMENTS, 1);
      await deliver(gitlab.createNoteEvent(PAYMENTS, 1, id));
      expect(await portal.listComments()).toMatchObject([{ body: 'Seen' }]);
      now += 2 * MINUTE;
      await gitlab.changeNote(PAYMENTS, 1, id, 'Changed');
      await deliver(gitlab.createNoteEvent(PAYMENTS, 1, id, 'update'));
      expect(await portal.listComments()).toMatchObject([{ body: 'Changed' }]);
    });

    it('stores the current state when events arrive late or again', async () => {
      const first = gitlab.createIssueEvent(PAYMENTS, 1);
      now += 1_000;
      await gitlab.changeIssue(PAYMENTS, 1, { title: 'New' });
      const second = gitlab.createIssueEvent(PAYMENTS, 1);
      await deliver(second, first, second);
      expect(await readItem()).toMatchObject({ title: 'New' });
    });

    it('stores nothing that only the event claims', async () => {
      const event = gitlab.createIssueEvent(PAYMENTS, 1);
      event.object_attributes.title = 'Forged';
      await deliver(event);
      expect(await readItem()).toMatchObject({ title: 'Cents get lost' });
    });

    it('reads an issue only once more for many events during a read', async () => {
      await deliver(
        ...Array.from({ length: 20 }, (_, index) => ({
          ...gitlab.createIssueEvent(PAYMENTS, 1),
          index,
        })),
      );
      expect(countReads()).toBeLessThanOrEqual(2);
    });

    it('deletes an issue that does not exist any more', async () => {
      await deliverIssue();
      const event = gitlab.createIssueEvent(PAYMENTS, 1);
      gitlab.deleteIssue(PAYMENTS, 1);
      now += 1_000;
      await deliver(event);
      expect(await readItem()).toBeUndefined();
    });

    it.each([false, true])(
      'retains an issue when an event names it with the number of a missing one, confidential: %p',
      async confidential => {
        await deliverIssue();
        const event = gitlab.createIssueEvent(PAYMENTS, 1);
        Object.assign(event.object_attributes, { iid: 999, confidential });
        now += 1_000;
        await deliver(event);
        expect(await readItem()).toMatchObject({ title: 'Cents get lost' });
      },
    );

    it.each([true, false])(
      'hides an issue and its comments while it is confidential, if the token can read it: %p',
      async isReadable => {
        await gitlab.addNote(PAYMENTS, 1);
        await deliverIssue();
        expect(await portal.listComments()).toHaveLength(1);
        now += 1_000;
        await gitlab.changeIssue(PAYMENTS, 1, { confidential: true });
        gitlab.intervene = (_, query) =>
          query.get('iids[]') === '1' && !isReadable ? { body: [] } : undefined;
        await deliverIssue();
        expect(await readItem()).toMatchObject({
          title: 'Confidential issue #1',
        });
        expect(await portal.listComments()).toEqual([]);
        gitlab.intervene = () => undefined;
        now += 1_000;
        await gitlab.changeIssue(PAYMENTS, 1, { confidential: false });
        await deliverIssue();
        expect(await readItem()).toMatchObject({ title: 'Cents get lost' });
        expect(await portal.listComments()).toHaveLength(1);
      },
    );

    it('retains the item of a confidential issue that the token cannot read', async () => {
      await portal.sync();
      now += 1_000;
      await gitlab.changeIssue(PAYMENTS, 1, { confidential: true });
      const event = gitlab.createIssueEvent(PAYMENTS, 1);
      // Without access, the issue looks deleted.
      gitlab.deleteIssue(PAYMENTS, 1);
      await deliver(event);
      now += 25 * 60 * MINUTE;
      await portal.sync();
      expect(await readItem()).toMatchObject({
        title: 'Confidential issue #1',
      });
    });

    it('makes the project of a private project secret before the first issue', async () => {
      gitlab.projects.get(PAYMENTS.toLowerCase())!.visibility = 'private';
      await deliverIssue();
      expect(await portal.readProjectAccess()).toBe('secret');
    });

    it('makes the project secret after an event of a project that is private now', async () => {
      await deliverIssue();
      gitlab.projects.get(PAYMENTS.toLowerCase())!.visibility = 'private';
      await deliverIssue();
      expect(await portal.readProjectAccess()).toBe('secret');
    });

    it('ignores events of other projects and hosts', async () => {
      const event = gitlab.createIssueEvent(PAYMENTS, 1);
      const { project } = event;
      const urls = ['https://gitlab.example.com/other/x', 'https://evil/x'];
      await deliver(
        ...urls.map(web_url => ({
          ...event,
          project: { ...project, web_url },
        })),
      );
      expect(countReads()).toBe(0);
    });
  });

  it('logs an issue that it cannot read, and processes the next event', async () => {
    gitlab.intervene = (_, query) =>
      query.get('iids[]') === '1' ? { status: 400, body: {} } : undefined;
    await deliverIssue();
    expect(portal.problems).toHaveLength(1);
    expect(portal.problems[0]).toContain('Issue 1 of lantern/payments');
  });

  it('sends no request after an event while the rate limit of a synchronisation applies', async () => {
    gitlab.intervene = () => ({
      status: 429,
      headers: { 'retry-after': '3600' },
    });
    await portal.sync();
    gitlab.intervene = () => undefined;
    gitlab.requests.length = 0;
    await portal.deliver(gitlab.createIssueEvent(PAYMENTS, 1));
    const isHandled = async () =>
      portal.infos.some(text => text.includes('of dropped events')) ||
      (await readItem());
    while (!(await isHandled())) {
      await new Promise(setImmediate);
    }
    expect(gitlab.requests).toEqual([]);
    portal.assertNoProblems();
  });

  it('drops waiting events at a rate limit, without a warning', async () => {
    await deliver();
    gitlab.intervene = () => ({
      status: 429,
      headers: { 'retry-after': '3600' },
    });
    await portal.deliver(gitlab.createIssueEvent(PAYMENTS, 1));
    while (!portal.infos.some(text => text.includes('next synchronisation'))) {
      await new Promise(setImmediate);
    }
    gitlab.intervene = () => undefined;
    portal.assertNoProblems();
    await deliverIssue();
    expect(await readItem()).toBeDefined();
  });
});

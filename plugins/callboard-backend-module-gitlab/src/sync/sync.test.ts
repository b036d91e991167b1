import { createEntity, FakeGitlab } from '../__testUtils__/fakes';
import {
  createGitlab,
  GitlabPortal,
  PAYMENTS,
} from '../__testUtils__/GitlabPortal';
import { describePortal } from '../__testUtils__/portals';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describePortal('GitLab synchronisation', newDatabase => {
  let gitlab: FakeGitlab;
  let portal: GitlabPortal;
  /** GitLab's clock, which is ahead of this machine's. */
  let now: number;

  const start = async (...options: [config?: any, entities?: any[]]) => {
    portal = await GitlabPortal.start(await newDatabase(), gitlab, ...options);
  };

  /** The requests of a run for issues and notes, abbreviated. */
  const sync = async () => {
    gitlab.requests.length = 0;
    await portal.sync();
    return gitlab.requests.flatMap(text => {
      const { pathname, searchParams } = new URL(text, 'http://x');
      const [, , , list, iid] = pathname.split('/');
      if (iid) {
        return [`notes of ${iid}`];
      }
      const since = searchParams.get('updated_after') ?? 'ever';
      const page = searchParams.get('page');
      return list === 'issues' ? [`since ${since} page ${page}`] : [];
    });
  };

  const at = (ms: number) => new Date(ms).toISOString();

  beforeEach(async () => {
    now = Date.UTC(2030, 0, 1);
    gitlab = createGitlab(() => now);
    await gitlab.start();
  });

  afterEach(async () => {
    await portal.stop();
    await gitlab.stop();
  });

  describe('without faults', () => {
    beforeEach(() => start());

    afterEach(() => {
      portal.assertNoProblems();
    });

    it('imports an issue with its people, labels, milestone, estimate and comments', async () => {
      const label = gitlab.addSetting(PAYMENTS, 'labels', {
        name: 'bug',
        color: '#d9534f',
      });
      const milestone = gitlab.addSetting(PAYMENTS, 'milestones', {
        title: 'v1.0',
        due_date: '2030-02-01',
      });
      await gitlab.openIssue(PAYMENTS, {
        title: 'Cents get lost',
        author: 'olga',
        assignees: ['olga', 'nobody'],
        labels: [label.id],
        milestone: milestone.id,
        time_estimate: 5_400,
      });
      await gitlab.addNote(PAYMENTS, 1, { author: 'olga', body: 'Seen' });
      await gitlab.addNote(PAYMENTS, 1, { body: 'closed', system: true });
      await gitlab.addNote(PAYMENTS, 1, { body: 'Secret', internal: true });
      await portal.sync();
      const [labels, cycles] = await Promise.all([
        portal.listSettings('labels'),
        portal.listSettings('cycles'),
      ]);
      expect(labels).toMatchObject([{ name: 'bug', color: '#d9534f' }]);
      expect(cycles).toMatchObject([{ name: 'v1.0', end_date: '2030-02-01' }]);
      expect(await portal.listItems()).toMatchObject([
        {
          title: 'Cents get lost',
          source: 'gitlab',
          assignees: ['user:default/olga'],
          created_by: 'user:default/olga',
          labels: [labels[0].id],
          cycle_id: cycles[0].id,
          estimate_time: 90,
          external_url: `https://gitlab.example.com/${PAYMENTS}/-/issues/1`,
        },
      ]);
      expect(await portal.listComments()).toMatchObject([
        { body: 'Seen', author_ref: 'user:default/olga' },
      ]);
      expect(await portal.readSource()).toMatchObject({
        projects: [{ name: 'lantern/payments', done: 1, problems: [] }],
        people: [{ key: 'nobody', name: 'No Body (nobody)' }],
      });
    });

    it('reads all issues page by page, then only the changed ones @full', async () => {
      for (let count = 1; count <= 205; count += 1) {
        now += 1_000;
        await gitlab.openIssue(PAYMENTS);
      }
      now += DAY;
      expect(await sync()).toEqual([
        'since ever page 1',
        `since ${at(now - DAY - 105_000)} page 1`,
        `since ${at(now - DAY - 6_000)} page 1`,
      ]);
      expect(await portal.listItems()).toHaveLength(205);
      now += 10 * MINUTE;
      await gitlab.changeIssue(PAYMENTS, 3, { title: 'Changed' });
      expect(await sync()).toEqual([`since ${at(now - 12 * MINUTE)} page 1`]);
      expect(await portal.listTitles()).toContain('Changed');
    });

    it('pages within changes of the same time @full', async () => {
      for (let count = 1; count <= 250; count += 1) {
        await gitlab.openIssue(PAYMENTS);
      }
      expect(await sync()).toEqual([
        'since ever page 1',
        `since ${at(now)} page 1`,
        `since ${at(now)} page 2`,
        `since ${at(now)} page 3`,
      ]);
      expect(await portal.listItems()).toHaveLength(250);
    });

    it('imports a comment that did not change its issue, because another change was recent @full-postgres', async () => {
      await gitlab.openIssue(PAYMENTS);
      now += 30_000;
      await portal.sync();
      now += 20_000;
      await gitlab.addNote(PAYMENTS, 1, { body: 'Quick' });
      now += 10 * MINUTE;
      await portal.sync();
      expect(await portal.listComments()).toMatchObject([{ body: 'Quick' }]);
    });

    it('returns no User for an account with the former username of another @full-postgres', async () => {
      gitlab.addUser('olga', 'Impostor', { id: 99 });
      await gitlab.openIssue(PAYMENTS, { author: 'olga', assignees: ['olga'] });
      await gitlab.addNote(PAYMENTS, 1, { author: 'olga', body: 'By @olga' });
      await portal.sync();
      expect(await portal.listItems()).toMatchObject([
        { assignees: [], created_by: 'system:callboard/callboard' },
      ]);
      expect(await portal.listComments()).toMatchObject([
        { author_ref: null, author_name: 'olga', mentions: [] },
      ]);
    });

    it('follows changes and deletions of comments @full-postgres', async () => {
      await gitlab.openIssue(PAYMENTS);
      const changed = await gitlab.addNote(PAYMENTS, 1);
      const deleted = await gitlab.addNote(PAYMENTS, 1);
      await portal.sync();
      now += 2 * MINUTE;
      await gitlab.changeNote(PAYMENTS, 1, changed.id, 'Changed');
      gitlab.deleteNote(PAYMENTS, 1, deleted.id);
      await portal.sync();
      expect(await portal.listComments()).toMatchObject([
        { body: 'Changed', edited_at: at(now) },
      ]);
      now += 2 * MINUTE;
      gitlab.deleteNote(PAYMENTS, 1, changed.id);
      await portal.sync();
      expect(await portal.listComments()).toEqual([]);
    });

    it('follows renamed and deleted labels and milestones, and ignores unused ones', async () => {
      const [bug, chore] = ['bug', 'chore', 'unused'].map(name =>
        gitlab.addSetting(PAYMENTS, 'labels', { name, color: '#ffffff' }),
      );
      const milestone = gitlab.addSetting(PAYMENTS, 'milestones', {
        title: 'v1.0',
      });
      await gitlab.openIssue(PAYMENTS, {
        labels: [bug.id, chore.id],
        milestone: milestone.id,
      });
      await portal.sync();
      const labels = await portal.listSettings('labels');
      expect(labels.map(({ name }) => name).sort()).toEqual(['bug', 'chore']);
      now += 10 * MINUTE;
      bug.name = 'defect';
      milestone.due_date = '2030-03-01';
      gitlab.projects.get(PAYMENTS.toLowerCase())!.labels.delete(chore.id);
      expect(await sync()).toHaveLength(1);
      expect(await portal.listSettings('labels')).toMatchObject([
        { name: 'defect' },
      ]);
      expect(await portal.listSettings('cycles')).toMatchObject([
        { name: 'v1.0', end_date: '2030-03-01' },
      ]);
    });

    it('imports iterations as cycles and milestones as modules @full-postgres', async () => {
      const iteration = gitlab.addSetting(PAYMENTS, 'iterations', {
        title: null,
        start_date: '2030-01-07',
        due_date: '2030-01-20',
      });
      const milestone = gitlab.addSetting(PAYMENTS, 'milestones', {
        title: 'v1.0',
      });
      await gitlab.openIssue(PAYMENTS, {
        iteration: iteration.id,
        milestone: milestone.id,
      });
      await portal.sync();
      const [cycle] = await portal.listSettings('cycles');
      const [module] = await portal.listSettings('modules');
      expect([cycle.name, module.name]).toEqual([
        '2030-01-07 – 2030-01-20',
        'v1.0',
      ]);
      expect(await portal.listItems()).toMatchObject([
        { cycle_id: cycle.id, module_id: module.id },
      ]);
    });

    it('completes closed issues and cancels moved ones @full-postgres', async () => {
      gitlab.addProject('elsewhere/ledger');
      await gitlab.openIssue(PAYMENTS, { title: 'Closed' });
      await gitlab.openIssue(PAYMENTS, { title: 'Moved' });
      await gitlab.changeIssue(PAYMENTS, 1, { state: 'closed' });
      await gitlab.moveIssue(PAYMENTS, 2, 'elsewhere/ledger');
      await portal.sync();
      expect(await portal.listItems()).toMatchObject([
        { state_group: 'completed', completed_at: at(now) },
        { state_group: 'cancelled', completed_at: null },
      ]);
    });

    it('deletes issues that GitLab has deleted, within a day', async () => {
      await gitlab.openIssue(PAYMENTS, { title: 'Kept' });
      await gitlab.openIssue(PAYMENTS, { title: 'Deleted' });
      await portal.sync();
      gitlab.deleteIssue(PAYMENTS, 2);
      now += DAY;
      await portal.sync();
      expect(await portal.listTitles()).toEqual(['Kept']);
    });

    it('keeps the items of a GitLab project that the entity had before @full-postgres', async () => {
      const project = gitlab.projects.get(PAYMENTS.toLowerCase())!;
      const { web_url } = project;
      project.web_url = 'https://gitlab.example.com/lantern/old';
      await gitlab.openIssue(PAYMENTS, { title: 'Old' });
      await portal.sync();
      project.web_url = web_url;
      project.issues.clear();
      await gitlab.openIssue(PAYMENTS, { title: 'New' });
      await portal.sync();
      now += DAY;
      await portal.sync();
      expect(await portal.listTitles()).toEqual(['Old', 'New']);
    });
  });

  describe('with confidential issues', () => {
    beforeEach(() => start());

    it('skips confidential issues, and imports them once they are public @full-postgres', async () => {
      await gitlab.openIssue(PAYMENTS, { confidential: true });
      await portal.sync();
      expect(await portal.listItems()).toEqual([]);
      await gitlab.changeIssue(PAYMENTS, 1, { confidential: false });
      await portal.sync();
      expect(await portal.listItems()).toHaveLength(1);
    });

    it('hides an issue and its comments while it is confidential', async () => {
      await gitlab.openIssue(PAYMENTS, {
        title: 'Leak',
        description: 'The key is 42',
        assignees: ['olga'],
      });
      await gitlab.addNote(PAYMENTS, 1);
      await portal.sync();
      now += 1_000;
      await gitlab.changeIssue(PAYMENTS, 1, { confidential: true });
      await portal.sync();
      expect(await portal.listItems()).toMatchObject([
        {
          title: 'Confidential issue #1',
          description: null,
          assignees: [],
        },
      ]);
      expect(await portal.listComments()).toEqual([]);
      now += 1_000;
      await gitlab.changeIssue(PAYMENTS, 1, { confidential: false });
      await portal.sync();
      expect(await portal.listTitles()).toEqual(['Leak']);
      expect(await portal.listComments()).toMatchObject([{ body: 'Seen' }]);
    });

    it.each([
      ['private', 'enabled', 'secret'],
      ['internal', 'enabled', 'secret'],
      ['public', 'private', 'secret'],
      ['public', 'enabled', 'open'],
    ])(
      'imports a %s project with %s issues into a project that is %s @full',
      async (visibility, issues_access_level, access) => {
        Object.assign(gitlab.projects.get(PAYMENTS.toLowerCase())!, {
          visibility,
          issues_access_level,
        });
        await gitlab.openIssue(PAYMENTS);
        await portal.sync();
        expect(await portal.listItems()).toHaveLength(1);
        expect(await portal.readProjectAccess()).toBe(access);
      },
    );

    it('makes the project secret once GitLab makes it private, until an admin opens it @full-postgres', async () => {
      const project = gitlab.projects.get(PAYMENTS.toLowerCase())!;
      await gitlab.openIssue(PAYMENTS);
      await portal.sync();
      project.visibility = 'private';
      await portal.sync();
      expect(await portal.readProjectAccess()).toBe('secret');
      await portal.changeProject({ access: 'open' });
      await portal.sync();
      expect(await portal.readProjectAccess()).toBe('open');
    });
  });

  describe('with faults @full-postgres', () => {
    it('continues after a run that was interrupted in the first load', async () => {
      await start();
      for (let count = 1; count <= 150; count += 1) {
        now += 1_000;
        await gitlab.openIssue(PAYMENTS);
      }
      now += DAY;
      gitlab.intervene = (_, query) =>
        query.has('updated_after') ? { status: 400 } : undefined;
      await portal.sync();
      expect(await portal.listItems()).toHaveLength(100);
      gitlab.intervene = () => undefined;
      expect(await sync()).toEqual([`since ${at(now - DAY - 50_000)} page 1`]);
      expect(await portal.listItems()).toHaveLength(150);
    });

    it('shows that the token was revoked, and continues with a new one', async () => {
      await start();
      await gitlab.openIssue(PAYMENTS);
      const { token } = gitlab;
      gitlab.token = 'another';
      await portal.sync();
      const [{ error }] = (await portal.readSource()).projects;
      expect(error).toContain('invalid, expired or revoked');
      gitlab.token = token;
      await portal.sync();
      expect(await portal.readSource()).toMatchObject({
        projects: [{ error: null, done: 1 }],
      });
    });

    it('sends no request until the end of the rate limit', async () => {
      await start();
      gitlab.intervene = () => ({
        status: 429,
        headers: { 'retry-after': '3600' },
      });
      await portal.sync();
      const { paused_until } = await portal.readSource();
      expect(Date.parse(paused_until!)).toBeGreaterThan(Date.now());
      gitlab.intervene = () => undefined;
      gitlab.requests.length = 0;
      await portal.sync();
      expect(gitlab.requests).toEqual([]);
    });

    it('skips an issue that it cannot read, and reports it', async () => {
      await start();
      await gitlab.openIssue(PAYMENTS, { title: 7 });
      await gitlab.openIssue(PAYMENTS, { title: 'Fine' });
      await portal.sync();
      expect(await portal.listTitles()).toEqual(['Fine']);
      const [{ problems }] = (await portal.readSource()).projects;
      expect(problems).toMatchObject([
        {
          url: `https://gitlab.example.com/${PAYMENTS}/-/issues/1`,
          reason: expect.stringContaining('title'),
        },
      ]);
    });

    it('retains most issues when a list lacks them', async () => {
      await start();
      for (let count = 1; count <= 12; count += 1) {
        await gitlab.openIssue(PAYMENTS);
      }
      await portal.sync();
      now += DAY;
      gitlab.projects.get(PAYMENTS.toLowerCase())!.issues.clear();
      await portal.sync();
      expect(await portal.listItems()).toHaveLength(12);
    });

    it('retains an issue and a comment that a list lacks, but that exist', async () => {
      await start();
      await gitlab.openIssue(PAYMENTS);
      await gitlab.addNote(PAYMENTS, 1);
      await portal.sync();
      now += DAY;
      await gitlab.changeIssue(PAYMENTS, 1, { title: 'Changed' });
      gitlab.intervene = (path, query) =>
        path.endsWith('/notes') || query.get('order_by') === 'created_at'
          ? { body: [] }
          : undefined;
      await portal.sync();
      expect(await portal.listTitles()).toEqual(['Changed']);
      expect(await portal.listComments()).toHaveLength(1);
    });

    it('reads the pages after a full one without the header of the next page', async () => {
      await start();
      for (let count = 1; count <= 101; count += 1) {
        now += 1_000;
        await gitlab.openIssue(PAYMENTS);
      }
      for (let count = 1; count <= 101; count += 1) {
        await gitlab.addNote(PAYMENTS, 1);
      }
      gitlab.omitsNextPage = true;
      await portal.sync();
      expect(await portal.listItems()).toHaveLength(101);
      expect(await portal.listComments()).toHaveLength(101);
    });

    it('retains a comment that it cannot read any more, and deletes one that is internal now', async () => {
      await start();
      await gitlab.openIssue(PAYMENTS);
      const invalid = await gitlab.addNote(PAYMENTS, 1, { body: 'Invalid' });
      const internal = await gitlab.addNote(PAYMENTS, 1);
      await portal.sync();
      now += 10 * MINUTE;
      Object.assign(invalid, { updated_at: 'yesterday' });
      Object.assign(internal, { internal: true });
      await gitlab.changeIssue(PAYMENTS, 1, {});
      await portal.sync();
      expect(await portal.listComments()).toMatchObject([{ body: 'Invalid' }]);
    });

    it('retains labels that GitLab lists without a name, and most labels when a list lacks them', async () => {
      await start();
      const names = Array.from({ length: 12 }, (_, index) => `label ${index}`);
      const labels = names.map(name =>
        gitlab.addSetting(PAYMENTS, 'labels', { name, color: '#ffffff' }),
      );
      await gitlab.openIssue(PAYMENTS, { labels: labels.map(({ id }) => id) });
      await portal.sync();
      labels[0].name = null;
      now += MINUTE;
      await portal.sync();
      expect(await portal.listSettings('labels')).toHaveLength(12);
      now += MINUTE;
      gitlab.intervene = path =>
        path.endsWith('/labels') ? { body: [labels[0]] } : undefined;
      await portal.sync();
      expect(await portal.listSettings('labels')).toHaveLength(12);
    });

    it('reads nothing while the Callboard project is archived, and catches up', async () => {
      await start();
      await gitlab.openIssue(PAYMENTS);
      await portal.sync();
      await portal.changeProject({ archived_at: at(Date.now()) });
      await gitlab.openIssue(PAYMENTS, { title: 'Later' });
      now += 10 * MINUTE;
      await portal.sync();
      now += 10 * MINUTE;
      await portal.changeProject({ archived_at: null });
      await portal.sync();
      expect(await portal.listTitles()).toEqual(['Issue 1', 'Later']);
    });

    it('deletes a label whose deletion at GitLab happened while the Callboard project was archived', async () => {
      await start();
      const label = gitlab.addSetting(PAYMENTS, 'labels', {
        name: 'bug',
        color: '#ffffff',
      });
      await gitlab.openIssue(PAYMENTS, { labels: [label.id] });
      await portal.sync();
      await portal.changeProject({ archived_at: at(now) });
      gitlab.projects.get(PAYMENTS.toLowerCase())!.labels.delete(label.id);
      now += 10 * MINUTE;
      await portal.sync();
      expect(await portal.listSettings('labels')).toHaveLength(1);
      await portal.changeProject({ archived_at: null });
      now += 10 * MINUTE;
      await portal.sync();
      expect(await portal.listSettings('labels')).toEqual([]);
    });

    it('reads no project that the configuration does not allow', async () => {
      await start({ projects: ['lantern/other', 'lanter/*'] });
      await gitlab.openIssue(PAYMENTS);
      expect(await sync()).toEqual([]);
      expect(await portal.listItems()).toEqual([]);
    });

    it('reads no project whose path has changed, because the new one may not be allowed @full', async () => {
      await start();
      await gitlab.openIssue(PAYMENTS);
      Object.assign(gitlab.projects.get(PAYMENTS.toLowerCase())!, {
        path_with_namespace: 'secret/payments',
      });
      expect(await sync()).toEqual([]);
      expect(await portal.listItems()).toEqual([]);
    });

    it('reads no project that several entities claim', async () => {
      await start({}, [
        createEntity('System', 'claims', {
          'gitlab.com/project-slug': PAYMENTS,
        }),
      ]);
      await gitlab.openIssue(PAYMENTS);
      expect(await sync()).toEqual([]);
      expect(await portal.listItems()).toEqual([]);
    });
  });
});

import { Page } from 'playwright-core';
import { flawsOf } from './harness/looks';
import { onStage } from './harness/onStage';
import { Person } from './harness/signIn';
import { Stage } from './harness/Stage';
import { firstToApprove } from './harness/time';
import { makeItem, projectPath, WORK } from './harness/work';

const TIME = WORK.replace(/work$/, 'time');

const text = (words: string | RegExp) => (page: Page) =>
  page.getByText(words).first().waitFor();

const table = (name: string) => (page: Page) =>
  page.getByRole('table', { name }).first().waitFor();

interface Shown {
  path: string;
  loaded: (page: Page) => Promise<unknown>;
  within?: string;
}

/** What is wrong with some pages, as somebody sees them. */
async function flawsOfAll(
  stage: Stage,
  person: Person,
  pages: Record<string, Shown>,
): Promise<string[]> {
  const page = await stage.signInAs(person);
  const flaws: string[] = [];
  for (const [name, shown] of Object.entries(pages)) {
    const title = `time ${name}`;
    flaws.push(...(await flawsOf(page, { ...shown, title, fullPage: false })));
  }
  return flaws;
}

describe('the time of others', () => {
  it(
    'is well in light, dark and narrow, to be approved and as capacity',
    onStage(async stage => {
      const { id, member_id } = await firstToApprove(stage, 'mona.manager');
      const team = '/team-time';
      const map = `${team}?view=capacity`;
      const flaws = await flawsOfAll(stage, 'mona.manager', {
        queue: { path: team, loaded: text('Approve') },
        week: {
          path: `${team}?period=${id}`,
          loaded: page =>
            page.getByRole('list', { name: 'History' }).first().waitFor(),
        },
        decided: { path: `${team}?show=decided`, loaded: text(/decided/i) },
        capacity: { path: map, loaded: table('Capacity by person and day') },
        person: {
          path: `${map}&person=${member_id}`,
          loaded: table('Time of'),
          within: '[role=dialog]',
        },
      });
      expect(flaws).toEqual([]);
    }),
    180_000,
  );

  it(
    'is well in light, dark and narrow, where there is none',
    onStage(async stage => {
      const flaws = await flawsOfAll(stage, 'gina.guest', {
        'nothing waits': {
          path: '/team-time',
          loaded: text('Nothing waits for you'),
        },
        'no access': {
          path: TIME,
          loaded: text('You do not have access to this'),
        },
      });
      expect(flaws).toEqual([]);
    }),
    90_000,
  );
});

describe('the time of a project', () => {
  it(
    'is well in light, dark and narrow',
    onStage(async stage => {
      const item = await makeItem(stage, await projectPath(stage), {
        title: 'Count what was charged twice',
        estimate_time: 120,
      });
      const flaws = await flawsOfAll(stage, 'alex.admin', {
        entries: {
          path: TIME,
          loaded: page =>
            page.getByRole('list', { name: 'By person' }).waitFor(),
        },
        estimates: {
          path: `${TIME}?view=estimates`,
          loaded: text('Count what was charged twice'),
        },
        drawer: {
          path: `${WORK}?item=${item.id}`,
          loaded: page => page.getByLabel('Time spent today').waitFor(),
          within: '[role=dialog]',
        },
      });
      expect(flaws).toEqual([]);
    }),
    180_000,
  );
});

describe('what admins settle about time', () => {
  it(
    'is well in light, dark and narrow',
    onStage(async stage => {
      const part = (name: string) => `/callboard/time?part=${name}`;
      const flaws = await flawsOfAll(stage, 'alex.admin', {
        rules: { path: part('settings'), loaded: text('Working days') },
        holidays: { path: part('holidays'), loaded: text('Add a holiday') },
        people: {
          path: `${part('people')}&person=user:default/max.member`,
          loaded: text('Working time'),
        },
        import: { path: part('import'), loaded: text('Choose a file') },
      });
      expect(flaws).toEqual([]);
    }),
    180_000,
  );
});

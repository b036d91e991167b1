import { Page } from 'playwright-core';
import {
  IN_DIALOG,
  IN_WINDOW,
  openDialog,
  PageGroup,
  table,
  text,
  toPageState,
} from './pageGroup';
import { PortalSession } from './PortalSession';
import {
  getPastDay,
  fill,
  firstToApprove,
  runningTimer,
  startOfTimer,
  timer,
} from './time';
import {
  Item,
  makeItem,
  getProjectPath,
  projectPath,
  findProject,
  WORK,
} from './work';

/** The title of the item on the pages of the user's own time. */
const LONG_TITLE =
  'Keep the receipts of refunds that were paid in several currencies at once';

/** Earlier than the weeks that the demo people have submitted. */
const WEEKS_AGO = 20;

async function openQuickLog(page: Page, item: Item): Promise<void> {
  await openDialog(page, 'Log time', () => page.keyboard.press('l'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(`${item.identifier} 1h30 review`);
  await dialog.getByText('1h 30m').waitFor();
  await dialog.getByText(LONG_TITLE).waitFor();
}

/** Fills a person's week with time on an item, long ago. */
async function fillWeek(session: PortalSession): Promise<Item> {
  const project = await findProject(session, 'search=payments-api');
  const item = await makeItem(session, getProjectPath(project), {
    title: LONG_TITLE,
  });
  const cells = [0, 1, 4].map(day => ({
    work_item_id: item.id,
    date: getPastDay(WEEKS_AGO, day),
    minutes: 75,
  }));
  expect(await fill(session, 'alex.admin', getPastDay(WEEKS_AGO), cells)).toBe(
    200,
  );
  return item;
}

const ownTime: PageGroup = {
  title: "somebody's own time",
  person: 'alex.admin',
  prepare: async session => {
    const item = await fillWeek(session);
    const week = `/my-time?week=${getPastDay(WEEKS_AGO)}`;
    return [
      toPageState(
        'week',
        week,
        page => page.getByRole('link', { name: LONG_TITLE }).waitFor(),
        IN_WINDOW,
      ),
      toPageState(
        'empty week',
        `/my-time?week=${getPastDay(-40)}`,
        text('No time logged this week'),
        IN_WINDOW,
      ),
      toPageState(
        'day',
        `/my-time?view=day&date=${getPastDay(WEEKS_AGO)}`,
        text(LONG_TITLE),
        IN_WINDOW,
      ),
      toPageState(
        'quick log',
        week,
        page => openQuickLog(page, item),
        IN_DIALOG,
      ),
      toPageState(
        'start of a timer',
        '/projects',
        page =>
          openDialog(page, 'Start timer', () => startOfTimer(page).click()),
        IN_DIALOG,
      ),
    ];
  },
};

const runningTime: PageGroup = {
  title: 'a timer that runs',
  person: 'alex.admin',
  prepare: async session => {
    const item = await makeItem(session, await projectPath(session), {
      title: LONG_TITLE,
    });
    await timer(session, 'alex.admin', 'PUT', { work_item_id: item.id });
    return [
      toPageState(
        'timer',
        '/projects',
        page =>
          openDialog(page, 'Timer', () => runningTimer(page, item).click()),
        IN_DIALOG,
      ),
    ];
  },
  tidyUp: session => timer(session, 'alex.admin', 'DELETE'),
};

const teamTime: PageGroup = {
  title: 'the time of others, to be approved and as capacity',
  person: 'mona.manager',
  prepare: async session => {
    const { id, member_id } = await firstToApprove(session, 'mona.manager');
    const team = '/team-time';
    const map = `${team}?view=capacity`;
    return [
      toPageState('time queue', team, text('Approve'), IN_WINDOW),
      toPageState(
        'time week',
        `${team}?period=${id}`,
        page => page.getByRole('list', { name: 'History' }).first().waitFor(),
        IN_WINDOW,
      ),
      toPageState(
        'time decided',
        `${team}?show=decided`,
        text(/decided/i),
        IN_WINDOW,
      ),
      toPageState(
        'time capacity',
        map,
        table('Capacity by person and day'),
        IN_WINDOW,
      ),
      toPageState(
        'time person',
        `${map}&person=${member_id}`,
        table('Time for'),
        IN_DIALOG,
      ),
    ];
  },
};

const TIME = WORK.replace(/work$/, 'time');

const noTime: PageGroup = {
  title: 'the time of others, where there is none',
  person: 'gina.guest',
  prepare: async () => [
    toPageState(
      'time nothing waits',
      '/team-time',
      text('No timesheets to approve'),
      IN_WINDOW,
    ),
    toPageState(
      'time no access',
      TIME,
      text('You do not have access to this'),
      IN_WINDOW,
    ),
  ],
};

const projectTime: PageGroup = {
  title: 'the time of a project',
  person: 'alex.admin',
  prepare: async session => {
    const title = 'Count what was charged twice';
    const item = await makeItem(session, await projectPath(session), {
      title,
      estimate_time: 120,
    });
    return [
      toPageState(
        'time entries',
        TIME,
        page => page.getByRole('list', { name: 'By person' }).waitFor(),
        IN_WINDOW,
      ),
      toPageState(
        'time estimates',
        `${TIME}?view=estimates`,
        text(title),
        IN_WINDOW,
      ),
      toPageState(
        'time drawer',
        `${WORK}?item=${item.id}`,
        page => page.getByLabel('Time spent today').waitFor(),
        IN_DIALOG,
      ),
    ];
  },
};

const timeSettings: PageGroup = {
  title: 'what admins set about time',
  person: 'alex.admin',
  prepare: async () => {
    const part = (name: string) => `/callboard/time?part=${name}`;
    return [
      toPageState(
        'time rules',
        part('settings'),
        text('Working days'),
        IN_WINDOW,
      ),
      toPageState(
        'time holidays',
        part('holidays'),
        text('Add holiday'),
        IN_WINDOW,
      ),
      toPageState(
        'time people',
        `${part('people')}&person=user:default/max.member`,
        text('Working time'),
        IN_WINDOW,
      ),
      toPageState(
        'time import',
        part('import'),
        text('Choose a file'),
        IN_WINDOW,
      ),
    ];
  },
};

/** The pages about time: the user's own, that of others, that of a project, and its settings. */
export const timePages: PageGroup[] = [
  projectTime,
  timeSettings,
  ownTime,
  runningTime,
  teamTime,
  noTime,
];

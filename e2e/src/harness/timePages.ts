import { Page } from 'playwright-core';
import {
  IN_DIALOG,
  IN_WINDOW,
  openDialog,
  PageGroup,
  waitForTable,
  waitForText,
  toPageState,
} from './pageGroup';
import { PortalSession } from './PortalSession';
import {
  getPastDay,
  fillTimesheet,
  findFirstToApprove,
  getRunningTimer,
  getStartTimerButton,
  changeTimer,
} from './time';
import {
  Item,
  makeItem,
  getProjectPath,
  findDemoProjectPath,
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

/** Logs time on an item in a week of alex.admin, long ago. */
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
  expect(
    await fillTimesheet(session, 'alex.admin', getPastDay(WEEKS_AGO), cells),
  ).toBe(200);
  return item;
}

const ownTime: PageGroup = {
  title: 'time of the signed-in user',
  person: 'alex.admin',
  prepare: async session => {
    const item = await fillWeek(session);
    const week = `/my-time?week=${getPastDay(WEEKS_AGO)}`;
    // Other tests of the same portal can have filled the week with an item of the same title.
    const name = `${item.identifier} ${LONG_TITLE}`;
    return [
      toPageState(
        'week',
        week,
        page => page.getByRole('link', { name }).waitFor(),
        IN_WINDOW,
      ),
      toPageState(
        'empty week',
        `/my-time?week=${getPastDay(-40)}`,
        waitForText('No time logged this week'),
        IN_WINDOW,
      ),
      toPageState(
        'day',
        `/my-time?view=day&date=${getPastDay(WEEKS_AGO)}`,
        waitForText(LONG_TITLE),
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
          openDialog(page, 'Start timer', () =>
            getStartTimerButton(page).click(),
          ),
        IN_DIALOG,
      ),
    ];
  },
};

const runningTime: PageGroup = {
  title: 'a running timer',
  person: 'alex.admin',
  prepare: async session => {
    const item = await makeItem(session, await findDemoProjectPath(session), {
      title: LONG_TITLE,
    });
    await changeTimer(session, 'alex.admin', 'PUT', { work_item_id: item.id });
    return [
      toPageState(
        'timer',
        '/projects',
        page =>
          openDialog(page, 'Timer', () => getRunningTimer(page, item).click()),
        IN_DIALOG,
      ),
    ];
  },
  tidyUp: session => changeTimer(session, 'alex.admin', 'DELETE'),
};

const teamTime: PageGroup = {
  title: 'the time of a team',
  person: 'mona.manager',
  prepare: async session => {
    const { id, member_id } = await findFirstToApprove(session, 'mona.manager');
    const team = '/team-time';
    const capacity = `${team}?view=capacity`;
    return [
      toPageState('time queue', team, waitForText('Approve'), IN_WINDOW),
      toPageState(
        'time week',
        `${team}?period=${id}`,
        page => page.getByRole('list', { name: 'History' }).first().waitFor(),
        IN_WINDOW,
      ),
      toPageState(
        'time decided',
        `${team}?show=decided`,
        waitForText(/decided/i),
        IN_WINDOW,
      ),
      toPageState(
        'time capacity',
        capacity,
        waitForTable('Capacity by person and day'),
        IN_WINDOW,
      ),
      toPageState(
        'time person',
        `${capacity}&person=${member_id}`,
        waitForTable('Time for'),
        IN_DIALOG,
      ),
    ];
  },
};

const TIME = WORK.replace(/work$/, 'time');

const noTime: PageGroup = {
  title: 'pages about time without data or access',
  person: 'gina.guest',
  prepare: async () => [
    toPageState(
      'time nothing waits',
      '/team-time',
      waitForText('No timesheets to approve'),
      IN_WINDOW,
    ),
    toPageState(
      'time no access',
      TIME,
      waitForText('You do not have access to this'),
      IN_WINDOW,
    ),
  ],
};

const projectTime: PageGroup = {
  title: 'the time of a project',
  person: 'alex.admin',
  prepare: async session => {
    const title = 'Count what was charged twice';
    const item = await makeItem(session, await findDemoProjectPath(session), {
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
        waitForText(title),
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
  title: 'the time settings of admins',
  person: 'alex.admin',
  prepare: async () => {
    const toPath = (name: string) => `/callboard/time?part=${name}`;
    return [
      toPageState(
        'time rules',
        toPath('settings'),
        waitForText('Working days'),
        IN_WINDOW,
      ),
      toPageState(
        'time holidays',
        toPath('holidays'),
        waitForText('Add holiday'),
        IN_WINDOW,
      ),
      toPageState(
        'time people',
        `${toPath('people')}&person=user:default/max.member`,
        waitForText('Working time'),
        IN_WINDOW,
      ),
      toPageState(
        'time import',
        toPath('import'),
        waitForText('Choose a file'),
        IN_WINDOW,
      ),
    ];
  },
};

/** The pages about time: those of the user, of a team and of a project, and the time settings. */
export const timePages: PageGroup[] = [
  projectTime,
  timeSettings,
  ownTime,
  runningTime,
  teamTime,
  noTime,
];

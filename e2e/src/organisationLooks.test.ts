import { Page } from 'playwright-core';
import { axeFindings, overflow, screenshot } from './harness/looks';
import { onStage } from './harness/onStage';
import { makeOrganisation } from './harness/makeOrganisation';
import { Stage } from './harness/Stage';

const HEIGHT = 900;

/** A file in which three of five rows are wrong. */
const file = {
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'staff_id,first_name,last_name,email,department_code,position,employment_status',
      'N0001,Nora,Newcomer,nora@example.org,A0T1,Designer,active',
      'N0002,Nils,Nobody,nils-at-example.org,NONE,Engineer,active',
      ',Idle,Without,idle@example.org,A0T1,Engineer,active',
      'N0003,Hana,Happy,hana@example.org,A1T2,Engineer,happy',
      'N0004,Gina,Good,gina@example.org,A1T2,Engineer,probation',
    ].join('\n'),
  ),
};

const grid = (page: Page) => page.getByRole('grid').first().waitFor();

const text = (words: string) => (page: Page) =>
  page.getByText(words).first().waitFor();

async function firstId(stage: Stage, path: string): Promise<string> {
  const response = await stage.api('alex.admin', path);
  return (await response.json()).items[0].id;
}

const organisations = { none: 0, ten: 10, many: 10_000 };

let made: Promise<Record<'team' | 'person', string>> | undefined;

/** Three organisations, for all tests of the file. */
async function make(stage: Stage) {
  for (const [slug, people] of Object.entries(organisations)) {
    await makeOrganisation(stage, slug, people);
  }
  const team = await firstId(
    stage,
    '/workspaces/many/departments?search=payments',
  );
  const person = await firstId(
    stage,
    '/workspaces/default/staff?search=zoe.angstrom',
  );
  return { team, person };
}

/** Every page of an organisation, and what shows that it has loaded. */
function pagesOf(ids: Record<'team' | 'person', string>) {
  const of = (path: string, workspace: string, more = '') =>
    `/organisation/${path}?workspace=${workspace}${more}`;
  const pages: Record<string, [string, (page: Page) => unknown]> = {
    departments: [of('departments', 'many', `&department=${ids.team}`), grid],
    chart: [
      of('departments', 'many', `&department=${ids.team}&view=chart`),
      text('Payments'),
    ],
    'people-empty': [of('people', 'none'), text('No people yet')],
    'people-10': [of('people', 'ten'), text('10 people')],
    'people-10000': [of('people', 'many'), text('10,000 people')],
    profile: [of(`people/${ids.person}`, 'default'), grid],
    'my-profile': [of('me', 'default'), text('Admin of the workspace')],
    import: [
      of('people/import', 'many'),
      async page => {
        await page.getByLabel('File to import').setInputFiles(file);
        await page.getByRole('button', { name: 'Preview' }).click();
        await page.getByRole('button', { name: 'Import 2 rows' }).waitFor();
      },
    ],
  };
  return Object.entries(pages);
}

const looks = [
  { theme: 'light', width: 1400 },
  { theme: 'dark', width: 1400 },
  { theme: 'light', width: 400 },
] as const;

describe('the pages of an organisation', () => {
  it(
    'are well in light, dark and narrow, of nobody and of ten thousand',
    onStage(async stage => {
      made ??= make(stage);
      const pages = pagesOf(await made);
      const page = await stage.signInAs('alex.admin');
      for (const [name, [path, loaded]] of pages) {
        await page.setViewportSize({ width: 1400, height: HEIGHT });
        await page.goto(path);
        await loaded(page);
        await page.waitForLoadState('networkidle');
        for (const { theme, width } of looks) {
          await page.emulateMedia({ colorScheme: theme });
          await page.setViewportSize({ width, height: HEIGHT });
          const look = `${name} ${theme} ${width}`;
          await screenshot(page, `organisation ${look}`, { fullPage: false });

          // The colours are those of the wide window, and take axe longest.
          const known = width < 1400 ? ['color-contrast'] : [];
          const axe = await axeFindings(page, 'main, article', known);
          const isTooWide = (await overflow(page)) > 0;
          expect({ look, axe, isTooWide }).toEqual({
            look,
            axe: [],
            isTooWide: false,
          });
        }
      }
    }),
    4 * 60_000,
  );

  it(
    'bring ten thousand people as one scrolls, and without a wait',
    onStage(async stage => {
      made ??= make(stage);
      await made;
      const page = await stage.signInAs('alex.admin', {
        path: '/organisation/people?workspace=many',
      });
      await text('100 of 10,000 shown')(page);
      await page.mouse.move(800, 600);
      await page.mouse.wheel(0, 3_500);
      await text('200 of 10,000 shown')(page);
      // What is being read stays where it is while the list grows.
      expect(await page.evaluate(() => window.scrollY)).toBeLessThan(3_600);
    }),
  );

  it(
    'show what somebody else changes',
    onStage(async stage => {
      made ??= make(stage);
      await made;
      const page = await stage.signInAs('alex.admin', {
        path: '/organisation/people?workspace=ten',
      });
      await text('10 people')(page);
      const id = await firstId(stage, '/workspaces/ten/staff');
      await stage.api('alex.admin', `/workspaces/ten/staff/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ position: 'Head of everything' }),
      });
      await text('Head of everything')(page);
    }),
  );
});

import { Page } from 'playwright-core';
import { findFlaws, VARIANTS } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { makeOrganisation } from '../harness/makeOrganisation';
import { PortalSession } from '../harness/PortalSession';

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

async function firstId(
  session: PortalSession,
  path: string,
): Promise<string | undefined> {
  const response = await session.api('alex.admin', path);
  return (await response.json()).items[0]?.id;
}

const sizes = { none: 0, ten: 10, many: 10_000 };

type Size = keyof typeof sizes;

/** The department and the person in the screenshots. */
interface Shown {
  team?: string;
  person?: string;
}

let made: Promise<Record<Size, Shown>> | undefined;

/** Three organisations, for all tests of the file. */
async function make(session: PortalSession) {
  const shown = {} as Record<Size, Shown>;
  for (const [size, people] of Object.entries(sizes)) {
    await makeOrganisation(session, size, people);
    const path = `/workspaces/${size}`;
    shown[size as Size] = {
      team: await firstId(session, `${path}/departments?search=A0T0`),
      person: await firstId(session, `${path}/staff?search=s7@`),
    };
  }
  return shown;
}

/** Returns every page of an organisation, with an element that shows it has loaded. */
function getPages(size: Size, { team, person }: Shown) {
  const none = size === 'none';
  const count = sizes[size].toLocaleString('en');
  const buildPath = (path: string, more = '') =>
    `/organisation/${path}?workspace=${size}${more}`;
  const department = none ? '' : `&department=${team}`;
  const pages: Record<string, [string, (page: Page) => Promise<void>]> = {
    departments: [
      buildPath('departments', department),
      none ? text('No departments in') : grid,
    ],
    chart: [
      buildPath('departments', `${department}&view=chart`),
      text(none ? 'No departments in' : 'Platform'),
    ],
    people: [
      buildPath('people'),
      text(none ? 'No people in' : `${count} people`),
    ],
    profile: [
      // A person without a workspace.
      buildPath(`people/${person ?? '01920000-0000-7000-8000-000000000000'}`),
      none ? text('Person not found') : grid,
    ],
    'my-profile': [
      buildPath('me'),
      text(
        none ? 'You are not in the staff directory' : 'The projects you are in',
      ),
    ],
    import: [
      buildPath('people/import'),
      async page => {
        await page.getByLabel('File to import').setInputFiles(file);
        await page.getByRole('button', { name: 'Preview' }).click();
        await text(`${none ? 5 : 3} with errors`)(page);
      },
    ],
  };
  return Object.entries(pages);
}

describe('organisation pages', () => {
  // Ten people look the same as ten thousand.
  it.each<Size>(['none', 'many'])(
    'renders without accessibility or overflow errors in light, dark and narrow, people: %s',
    withPortal(async (session, size: Size) => {
      if (size === 'none') session.console.expect(/404/);
      made ??= make(session);
      const pages = getPages(size, (await made)[size]);
      const page = await session.signInAs('alex.admin');
      const pageStates = pages.map(([title, [path, loaded]]) => ({
        title: `organisation ${title} ${size}`,
        path,
        loaded,
        fullPage: false,
      }));
      expect(await findFlaws(page, pageStates, VARIANTS)).toEqual([]);
    }),
  );

  it(
    'loads more of 10,000 people on scroll, and keeps the visible rows in place',
    withPortal(async session => {
      made ??= make(session);
      await made;
      const page = await session.signInAs('alex.admin', {
        path: '/organisation/people?workspace=many',
      });
      await text('100 of 10,000 shown')(page);
      await page.mouse.move(800, 600);
      await page.mouse.wheel(0, 3_500);
      await text('200 of 10,000 shown')(page);
      // The visible rows stay in place while the list grows.
      expect(await page.evaluate(() => window.scrollY)).toBeLessThan(3_600);
    }),
  );

  it(
    'shows a change by somebody else without a reload',
    withPortal(async session => {
      made ??= make(session);
      await made;
      const page = await session.signInAs('alex.admin', {
        path: '/organisation/people?workspace=ten',
      });
      await text('10 people')(page);
      const id = await firstId(session, '/workspaces/ten/staff');
      await session.api('alex.admin', `/workspaces/ten/staff/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ position: 'Head of everything' }),
      });
      await text('Head of everything')(page);
    }),
  );
});

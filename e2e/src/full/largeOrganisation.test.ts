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

const waitForGrid = (page: Page) => page.getByRole('grid').first().waitFor();

const waitForText = (text: string) => (page: Page) =>
  page.getByText(text).first().waitFor();

async function findFirstId(
  session: PortalSession,
  path: string,
): Promise<string | undefined> {
  const response = await session.callApi('alex.admin', path);
  return (await response.json()).items[0]?.id;
}

const sizes = { none: 0, ten: 10, many: 10_000 };

type Size = keyof typeof sizes;

/** The ids of the department and the person in the screenshots. */
interface ShownIds {
  team?: string;
  person?: string;
}

let organisations: Promise<Record<Size, ShownIds>> | undefined;

/** Creates an organisation of each size, for all tests of this file. */
async function makeOrganisations(session: PortalSession) {
  const shown = {} as Record<Size, ShownIds>;
  for (const [size, people] of Object.entries(sizes)) {
    await makeOrganisation(session, size, people);
    const path = `/workspaces/${size}`;
    shown[size as Size] = {
      team: await findFirstId(session, `${path}/departments?search=A0T0`),
      person: await findFirstId(session, `${path}/staff?search=s7@`),
    };
  }
  return shown;
}

/** Returns the path of every page of an organisation, and a function that waits for its content. */
function getPages(size: Size, { team, person }: ShownIds) {
  const isEmpty = size === 'none';
  const count = sizes[size].toLocaleString('en');
  const buildPath = (path: string, query = '') =>
    `/organisation/${path}?workspace=${size}${query}`;
  const department = isEmpty ? '' : `&department=${team}`;
  const pages: Record<string, [string, (page: Page) => Promise<void>]> = {
    departments: [
      buildPath('departments', department),
      isEmpty ? waitForText('No departments in') : waitForGrid,
    ],
    chart: [
      buildPath('departments', `${department}&view=chart`),
      waitForText(isEmpty ? 'No departments in' : 'Platform'),
    ],
    people: [
      buildPath('people'),
      waitForText(isEmpty ? 'No people in' : `${count} people`),
    ],
    profile: [
      // This id belongs to nobody.
      buildPath(`people/${person ?? '01920000-0000-7000-8000-000000000000'}`),
      isEmpty ? waitForText('Person not found') : waitForGrid,
    ],
    'my-profile': [
      buildPath('me'),
      waitForText(
        isEmpty
          ? 'You are not in the staff directory'
          : 'The projects you are in',
      ),
    ],
    import: [
      buildPath('people/import'),
      async page => {
        await page.getByLabel('File to import').setInputFiles(file);
        await page.getByRole('button', { name: 'Preview' }).click();
        await waitForText(`${isEmpty ? 5 : 3} with errors`)(page);
      },
    ],
  };
  return Object.entries(pages);
}

describe('organisation pages', () => {
  // Pages with ten people look the same as pages with ten thousand.
  it.each<Size>(['none', 'many'])(
    'renders without accessibility or overflow errors in light, dark and narrow windows, people: %s',
    withPortal(async (session, size: Size) => {
      if (size === 'none') session.console.expect(/404/);
      organisations ??= makeOrganisations(session);
      const pages = getPages(size, (await organisations)[size]);
      const page = await session.signInAs('alex.admin');
      const pageStates = pages.map(([title, [path, waitUntilLoaded]]) => ({
        title: `organisation ${title} ${size}`,
        path,
        waitUntilLoaded,
        fullPage: false,
      }));
      expect(await findFlaws(page, pageStates, VARIANTS)).toEqual([]);
    }),
  );

  it(
    'loads more of 10,000 people on scroll, and keeps the visible rows in place',
    withPortal(async session => {
      organisations ??= makeOrganisations(session);
      await organisations;
      const page = await session.signInAs('alex.admin', {
        path: '/organisation/people?workspace=many',
      });
      await waitForText('100 of 10,000 shown')(page);
      await page.mouse.move(800, 600);
      await page.mouse.wheel(0, 3_500);
      await waitForText('200 of 10,000 shown')(page);
      // If the rows jumped while the list grows, the scroll position would jump, too.
      expect(await page.evaluate(() => window.scrollY)).toBeLessThan(3_600);
    }),
  );

  it(
    'shows a change by another user without a reload',
    withPortal(async session => {
      organisations ??= makeOrganisations(session);
      await organisations;
      const page = await session.signInAs('alex.admin', {
        path: '/organisation/people?workspace=ten',
      });
      await waitForText('10 people')(page);
      const id = await findFirstId(session, '/workspaces/ten/staff');
      await session.callApi('alex.admin', `/workspaces/ten/staff/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ position: 'Head of everything' }),
      });
      await waitForText('Head of everything')(page);
    }),
  );
});

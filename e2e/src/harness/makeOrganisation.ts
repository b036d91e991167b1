import { PortalSession } from './PortalSession';

const MAX_PEOPLE_PER_IMPORT = 5_000;

const areas = [
  'Technology',
  'Operations',
  'Customer care',
  'People and culture',
  'Finance',
];

const teams = [
  'Platform',
  'Payments',
  'Checkout',
  'Search',
  'Data',
  'Mobile',
  'Security',
  'Reporting',
  'Logistics',
  'Partners',
  'Quality',
];

const firstNames =
  'Ada Amara Anouk Bram Camila Chidi Dilan Elif Emeka Farah Goran Hana Ines Ivo Jun Kaja Lars Leila Mateo Mina Nadia Noor Oskar Petra Quentin Rania Sanna Tariq Uma Vera Wei Yara Zoë Łukasz Åsa'.split(
    ' ',
  );

const lastNames =
  "Abara Almeida Baumann Çelik Dubois Eriksen Ferrari García-Moreno Haddad Ivanova Jansen Kovács Lindqvist Mbeki Nakamura O'Connor Petrov Quist Rahman Silva Tanaka Ueda Virtanen Wójcik Xu Yılmaz Zhang Featherstonehaugh-Cholmondeley".split(
    ' ',
  );

const positions = [
  'Software engineer',
  'Designer',
  'Product manager',
  'Site reliability engineer',
  'Principal engineer for the reliability of distributed systems',
  'Accountant',
  'Support specialist',
];

const columns = [
  'staff_id',
  'first_name',
  'last_name',
  'email',
  'department_code',
  'position',
  'date_of_joining',
  'employment_status',
];

/** A pseudo-random number that is the same in every run. */
const scramble = (index: number) => (index * 7919 + 104_729) % 100_003;

const pickElement = <T>(list: readonly T[], index: number): T =>
  list[index % list.length];

function getStaffStatus(index: number): string {
  if (index % 29 === 5) return 'probation';
  return index % 61 === 7 ? 'resigned' : 'active';
}

function buildPersonRow(index: number): string {
  const chance = scramble(index);
  return [
    `S${String(index).padStart(5, '0')}`,
    pickElement(firstNames, chance),
    pickElement(lastNames, Math.floor(chance / firstNames.length)),
    `s${index}@example.org`,
    `A${index % areas.length}T${index % teams.length}`,
    pickElement(positions, scramble(index + 1)),
    `20${10 + (index % 16)}-0${1 + (index % 9)}-${10 + (chance % 19)}`,
    getStaffStatus(index),
  ].join(',');
}

function buildStaffCsv(from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, index) =>
    buildPersonRow(from + index),
  );
  return [columns.join(','), ...rows].join('\n');
}

function buildDepartmentsCsv(): string {
  const rows = areas.flatMap((area, areaIndex) => [
    `${area},A${areaIndex},COMPANY`,
    ...teams.map(
      (team, index) => `${team},A${areaIndex}T${index},A${areaIndex}`,
    ),
  ]);
  return ['name,code,parent_code', 'Company,COMPANY,', ...rows].join('\n');
}

async function importCsv(session: PortalSession, path: string, csv: string) {
  const body = new FormData();
  body.set('file', new Blob([csv], { type: 'text/csv' }), 'import.csv');
  const response = await session.callApi('alex.admin', path, {
    method: 'POST',
    body,
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ failed: 0 });
}

/** Adds alex.admin to the staff. */
async function employAlex(session: PortalSession, path: string) {
  const found = await session.callApi('alex.admin', `${path}/staff?search=s0@`);
  const [{ id }] = (await found.json()).items;
  const changed = await session.callApi('alex.admin', `${path}/staff/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_ref: 'user:default/alex.admin' }),
  });
  expect(changed.status).toBe(200);
}

/** Creates a workspace with `people` members of staff and, unless that is 0, 61 departments. */
export async function makeOrganisation(
  session: PortalSession,
  slug: string,
  people: number,
): Promise<void> {
  const created = await session.callApi('alex.admin', '/workspaces', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ slug, name: `With ${people}`, timezone: 'UTC' }),
  });
  expect(created.status).toBe(201);
  if (people === 0) return;
  const path = `/workspaces/${slug}`;
  await importCsv(
    session,
    `${path}/departments/bulk-import`,
    buildDepartmentsCsv(),
  );
  for (let from = 0; from < people; from += MAX_PEOPLE_PER_IMPORT) {
    await importCsv(
      session,
      `${path}/staff/bulk-import`,
      buildStaffCsv(from, Math.min(people, from + MAX_PEOPLE_PER_IMPORT)),
    );
  }
  await employAlex(session, path);
}

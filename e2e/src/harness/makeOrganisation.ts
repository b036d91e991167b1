import { PortalSession } from './PortalSession';

/** Maximum number of people per import. */
const MAX_AT_ONCE = 5_000;

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
const mixed = (index: number) => (index * 7919 + 104_729) % 100_003;

const pickElement = <T>(list: readonly T[], index: number): T =>
  list[index % list.length];

function getStaffStatus(index: number): string {
  if (index % 29 === 5) return 'probation';
  return index % 61 === 7 ? 'resigned' : 'active';
}

function personRow(index: number): string {
  const chance = mixed(index);
  return [
    `S${String(index).padStart(5, '0')}`,
    pickElement(firstNames, chance),
    pickElement(lastNames, Math.floor(chance / firstNames.length)),
    `s${index}@example.org`,
    `A${index % areas.length}T${index % teams.length}`,
    pickElement(positions, mixed(index + 1)),
    `20${10 + (index % 16)}-0${1 + (index % 9)}-${10 + (chance % 19)}`,
    getStaffStatus(index),
  ].join(',');
}

function peopleCsv(from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, at) =>
    personRow(from + at),
  );
  return [columns.join(','), ...rows].join('\n');
}

function departmentsCsv(): string {
  const rows = areas.flatMap((area, at) => [
    `${area},A${at},COMPANY`,
    ...teams.map((team, index) => `${team},A${at}T${index},A${at}`),
  ]);
  return ['name,code,parent_code', 'Company,COMPANY,', ...rows].join('\n');
}

async function importInto(session: PortalSession, path: string, csv: string) {
  const body = new FormData();
  body.set('file', new Blob([csv], { type: 'text/csv' }), 'import.csv');
  const response = await session.api('alex.admin', path, {
    method: 'POST',
    body,
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ failed: 0 });
}

/** Adds alex.admin to the staff. */
async function employAlex(session: PortalSession, path: string) {
  const found = await session.api('alex.admin', `${path}/staff?search=s0@`);
  const [{ id }] = (await found.json()).items;
  const changed = await session.api('alex.admin', `${path}/staff/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_ref: 'user:default/alex.admin' }),
  });
  expect(changed.status).toBe(200);
}

/** Creates a workspace with the given number of people, and with 61 departments if it has any. */
export async function makeOrganisation(
  session: PortalSession,
  slug: string,
  people: number,
): Promise<void> {
  const created = await session.api('alex.admin', '/workspaces', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ slug, name: `With ${people}`, timezone: 'UTC' }),
  });
  expect(created.status).toBe(201);
  if (people === 0) return;
  const path = `/workspaces/${slug}`;
  await importInto(
    session,
    `${path}/departments/bulk-import`,
    departmentsCsv(),
  );
  for (let from = 0; from < people; from += MAX_AT_ONCE) {
    await importInto(
      session,
      `${path}/staff/bulk-import`,
      peopleCsv(from, Math.min(people, from + MAX_AT_ONCE)),
    );
  }
  await employAlex(session, path);
}

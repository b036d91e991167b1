import { loadBackend } from '../lib/backend.mjs';
import { pick } from '../lib/values.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { foldText } = loadBackend('database/foldText');

const firstNames = ['Ada', 'Björn', 'Chloé', 'Đức', 'Elif', 'Fatima', 'Grace'];
const lastNames = ['Müller', 'Okafor', 'Żółkiewski', 'Smith', 'Ngô', 'Haddad'];

/** Columns that every row has. */
function row(workspace_id) {
  const now = Date.now();
  return {
    id: newId(now),
    workspace_id,
    version: 1,
    created_at: new Date(now),
    updated_at: new Date(now),
  };
}

/** A tree of departments, six levels deep, parents first. */
export async function loadDepartments(knex, workspace_id, count) {
  const departments = [];
  for (let n = 0; n < count; n += 1) {
    // Seven beneath each: the sixth level takes what is left.
    const parent = n === 0 ? undefined : departments[Math.floor((n - 1) / 7)];
    const name = `Department ${n}`;
    departments.push({
      ...row(workspace_id),
      name,
      sort_name: foldText(name),
      search_text: foldText(`${name}\nD${n}`),
      code: `D${n}`,
      parent_id: parent?.id ?? null,
      level: (parent?.level ?? 0) + 1,
      manager_ref: n % 3 === 0 ? `user:default/p${n}` : null,
      sort_order: 65_535,
      is_active: true,
    });
  }
  await insertMany(knex, 'departments', departments);
  return departments;
}

/** People, spread evenly over the departments, all with a User. */
export async function loadStaff(knex, workspace_id, departments, count) {
  const staff = [];
  for (let n = 0; n < count; n += 1) {
    const first_name = pick(firstNames, n);
    const last_name = `${pick(lastNames, n)} ${(n * 7919) % 100_000}`;
    const email = `p${n}@example.org`;
    const phone = `+49 40 ${(n * 104_729) % 10_000_000}`;
    staff.push({
      ...row(workspace_id),
      staff_id: `S${n}`,
      user_ref: `user:default/p${n}`,
      first_name,
      last_name,
      sort_name: foldText(`${last_name} ${first_name}`),
      search_text: foldText(`S${n}\n${first_name} ${last_name}\n${email}`),
      email,
      phone,
      search_phone: foldText(phone),
      department_id: pick(departments, n).id,
      employment_status: 'active',
      is_department_manager: false,
    });
  }
  await insertMany(knex, 'staff', staff);
  return staff;
}

/** Open projects, without owners. */
export async function loadProjects(knex, workspace_id, count) {
  const projects = [];
  for (let n = 0; n < count; n += 1) {
    projects.push({
      ...row(workspace_id),
      entity_ref: `component:default/c${n}`,
      name: `Component ${n}`,
      sort_name: foldText(`Component ${n}`),
      identifier: `C${n}`,
      access: 'open',
      is_time_tracking_enabled: true,
      settings: {},
    });
  }
  await insertMany(knex, 'projects', projects);
  return projects;
}

/** Links each of these departments to a project. */
export async function loadLinks(knex, departments, projects) {
  const links = departments.map((department, n) => ({
    id: newId(Date.now()),
    department_id: department.id,
    project_id: pick(projects, n).id,
    created_at: new Date(),
  }));
  await insertMany(knex, 'department_links', links);
  return links;
}

/** A file of people who are new. */
export function staffCsv(departments, count) {
  const lines = [
    'staff_id,first_name,last_name,email,department_code,position,date_of_joining',
  ];
  for (let n = 0; n < count; n += 1) {
    const department = pick(departments, n);
    lines.push(
      `N${n},Nina,"Neu, ${n}",n${n}@example.org,${department.code},Engineer,2026-01-05`,
    );
  }
  return lines.join('\r\n');
}

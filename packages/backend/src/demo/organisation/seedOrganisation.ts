import { endpoints } from '@callboard/plugin-callboard-common';
import { find, last, times } from 'lodash';
import {
  demoPeople,
  Employee,
  isPresent,
  MONA_REF,
  groups,
} from '../company/people';
import { createRandom, createNameGenerator, drawKey } from '../company/random';
import { DemoYear, SLUG } from '../DemoYear';

/** Sixty departments on six levels. A department's children follow it in brackets. */
const OUTLINE = `
  Lantern LTN (
    Technology TEC (
      Commerce COM (
        Payments PAY (
          Payment methods PME (Cards CRD, Wallets WAL, Bank transfers BNK), Ledger LDG),
        Storefront STO (Product pages PPG, Navigation NAV),
        Checkout CHK (Basket BSK, Order flow ORD), Search SEA, Pricing PRI),
      Logistics engineering LOG (
        Warehouse WHS (Stock counts STK, Picking PCK),
        Delivery DEL (Carriers CAR, Tracking TRK), Returns RET),
      Platform PLT (
        Developer experience DEX (Portal PRT, Build and release BLD),
        Reliability REL (On-call ONC, Capacity CAP), Identity IDN, Security SEC),
      Insights INS (Data DAT (Pipelines PIP, Reporting REP), Forecasting FOR)),
    Operations OPS (
      Fulfilment centres FUL (Hamburg HAM, Porto POR, Newark NWK),
      Customer care CUS (Phone and chat PHN, Claims CLM), Purchasing PUR),
    Business BUS (
      Marketing MKT (Brand BRD, Campaigns CMP),
      Sales SAL (Retail partners RTL, Business customers B2B)),
    Corporate COR (
      People and culture PPL, Finance FIN, Legal and audit LEG, Visitors VIS))`;

const TYPES = ['Company', 'Division', 'Department', 'Team', 'Squad', 'Cell'];

function readDepartments() {
  const found = [];
  const ancestors: string[] = [];
  const tokens = OUTLINE.matchAll(/([A-Z][\w -]*?) ([A-Z\d]{3})\b|[()]/g);
  for (const [token, name, short_name] of tokens) {
    if (token === '(') {
      ancestors.push(found[found.length - 1].short_name);
    } else if (token === ')') {
      ancestors.pop();
    } else {
      found.push({
        name,
        short_name,
        ancestors: [...ancestors],
        dept_code: String(100 + found.length * 10).padStart(4, '0'),
        dept_type: TYPES[ancestors.length],
      });
    }
  }
  return found;
}

/** The departments, each with the short names of its ancestors, from the company down. */
const departments = readDepartments();

const POSITIONS: Record<string, string[]> = {
  TEC: ['Software engineer', 'Senior software engineer', 'Test engineer'],
  OPS: ['Shift lead', 'Picker', 'Customer agent', 'Buyer'],
  BUS: ['Account manager', 'Copywriter', 'Campaign planner'],
  COR: ['Accountant', 'Recruiter', 'Counsel'],
};

/** The statuses of staff, with weights. */
const STATUS_WEIGHTS = { active: 44, probation: 3, suspended: 1 };

/**
 * Creates the rows of a staff import: people who do not use the portal. Each department gets a
 * head; the remaining people are in departments below the divisions.
 */
function createStaffRows(count: number): Array<Record<string, string>> {
  const random = createRandom('staff');
  const drawName = createNameGenerator('staff names');
  const { arrayElement: pick } = random.helpers;
  const belowDivisions = departments.filter(
    ({ ancestors }) => ancestors.length > 1,
  );
  return times(count, index => {
    const isHead = index < departments.length;
    const department = isHead ? departments[index] : pick(belowDivisions);
    const { name, ancestors, dept_code } = department;
    // This name is unique and always the same, so that browser tests can search for it.
    const [first_name, last_name] =
      index === 0 ? ['Ursula', 'Unterberg'] : drawName(index);
    const staff_id = String(20_001 + index);
    const draw = (min: number, max: number) => random.number.int({ min, max });
    return {
      staff_id,
      first_name,
      last_name,
      position: isHead ? `Head of ${name}` : pick(POSITIONS[ancestors[1]]),
      job_grade: `G${draw(3, 9)}`,
      phone: `+49 40 555 ${random.string.numeric(4)}`,
      email: `${staff_id}@staff.example.com`,
      department_code: dept_code,
      date_of_joining: `${draw(2012, 2025)}-0${draw(1, 9)}-01`,
      employment_status: isHead ? 'active' : drawKey(random, STATUS_WEIGHTS),
      is_department_manager: String(isHead && index % 4 !== 3),
    };
  });
}

/** The number of employees who never use the portal. */
const IMPORTED_PEOPLE = 360;

/**
 * Stores a person's employment. Some people move to another department or leave.
 *
 * @returns the short name of the person's last department
 */
async function seedEmployee(
  year: DemoYear,
  person: Employee,
  index: number,
  departmentIds: ReadonlyMap<string, string>,
): Promise<string> {
  const {
    ref,
    team,
    displayName,
    email,
    position,
    joinFraction,
    leaveFraction,
  } = person;
  const nameParts = displayName.split(' ');
  const last_name = nameParts.pop()!;
  const { department_short_name } = groups.find(({ name }) => name === team)!;
  const admin = year.getAdmin(joinFraction, 5 + index / year.people.length);
  const { id } = await year.callAs(admin)(
    endpoints.createStaffMember,
    {},
    {
      user_ref: ref,
      email,
      position,
      last_name,
      staff_id: String(10_001 + index),
      first_name: nameParts.join(' ') || last_name,
      department_id: departmentIds.get(department_short_name),
      date_of_joining: admin.at.toISOString().slice(0, 10),
      phone: `+49 40 556 ${1_000 + index}`,
    },
  );
  if (!isPresent(person)) {
    const call = year.callAs(year.getAdmin(leaveFraction!, 17.6));
    const body = { employment_status: 'resigned' as const };
    await call(endpoints.updateStaffMember, { id }, body);
  } else if (index % 3 === 1 && index >= demoPeople.length) {
    const random = createRandom(`transfer of ${person.name}`);
    const targets = departments.filter(({ ancestors }) => ancestors.length > 2);
    const { short_name } = random.helpers.arrayElement(targets);
    const fraction = random.number.float({
      min: joinFraction + 0.05,
      max: 0.95,
    });
    const body = { department_id: departmentIds.get(short_name)! };
    const call = year.callAs(year.getAdmin(fraction, 9));
    await call(endpoints.transferStaffMember, { id }, body);
    return short_name;
  }
  return department_short_name;
}

/**
 * Stores the organisation: sixty departments and their staff, people who join, move and leave, and
 * managers who change.
 *
 * @returns the ids of departments by short name, and a function that finds the nearest manager of a
 *   person at the end of the year
 */
export async function seedOrganisation(year: DemoYear) {
  const { services, people } = year;
  const departmentIds = new Map<string, string>();
  for (const [index, { ancestors, ...department }] of departments.entries()) {
    const { short_name: code } = department;
    const parent_id = departmentIds.get(last(ancestors) ?? '') ?? null;
    const body = { ...department, code, sort_order: index, parent_id };
    const call = year.callAs(year.getAdmin(0, 3 + index / 120));
    const { id } = await call(endpoints.createDepartment, {}, body);
    departmentIds.set(code, id);
  }
  const rows = createStaffRows(IMPORTED_PEOPLE);
  await services.importStaff(year.getAdmin(0, 3.8), SLUG, rows);

  const departmentByPerson = new Map<string, string>();
  for (const [index, person] of people.entries()) {
    const department = await seedEmployee(year, person, index, departmentIds);
    departmentByPerson.set(person.ref, department);
  }

  // Mona manages Commerce. Checkout, below it, gets no manager, so Mona approves there, too.
  const managedDepartments = departments
    .filter(({ ancestors }) => ancestors.length < 4)
    .map(({ short_name }) => short_name)
    .filter(name => !['COM', 'CHK'].includes(name));
  const managers = people
    .filter(
      each =>
        each.joinFraction === 0 && isPresent(each) && each.ref !== MONA_REF,
    )
    .slice(3, 3 + managedDepartments.length);
  const appointments = [
    { short_name: 'COM', manager_ref: MONA_REF, from: 0.01 },
    ...managers.map(({ ref: manager_ref }, index) => {
      const short_name = managedDepartments[index];
      return { short_name, manager_ref, from: 0.02 + index / 100 };
    }),
    // Some managers change.
    ...managers.slice(0, 5).map(({ ref: manager_ref }, index) => {
      const short_name = managedDepartments[index + 4];
      return { short_name, manager_ref, from: 0.5 + index / 20 };
    }),
  ];
  for (const { short_name, manager_ref, from } of appointments) {
    const params = { id: departmentIds.get(short_name) };
    const call = year.callAs(year.getAdmin(from, 14));
    await call(endpoints.updateDepartment, params, { manager_ref });
  }
  const managerByDepartment = new Map(
    appointments.map(({ short_name, manager_ref }) => [
      short_name,
      manager_ref,
    ]),
  );

  const findManager = (user_ref: string) => {
    const short_name = departmentByPerson.get(user_ref)!;
    const { ancestors } = find(departments, { short_name })!;
    return [...ancestors, short_name]
      .map(name => managerByDepartment.get(name))
      .findLast(manager => manager && manager !== user_ref);
  };
  return { departmentIds, findManager };
}

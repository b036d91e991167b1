import { DemoPerson, DemoTeam } from '../company/people';
import { createNames, createRandom } from '../company/random';

/** A department of the demo company. */
export interface DemoDepartment {
  name: string;
  short_name: string;
  dept_code: string;
  dept_type: string;
  /** The short name of the parent department. */
  parent?: string;
  /** 1 for the company itself. */
  level: number;
}

/** Sixty departments in six levels: the children of each in brackets. */
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

/** Reads the outline: parents first. */
function readDepartments(): DemoDepartment[] {
  const departments: DemoDepartment[] = [];
  const parents: string[] = [];
  for (const [token, name, short_name] of OUTLINE.matchAll(
    /([A-Z][\w -]*?) ([A-Z\d]{3})\b|[()]/g,
  )) {
    if (token === '(') {
      parents.push(departments[departments.length - 1].short_name);
    } else if (token === ')') {
      parents.pop();
    } else {
      departments.push({
        name,
        short_name,
        dept_code: String(100 + departments.length * 10).padStart(4, '0'),
        dept_type: TYPES[parents.length],
        parent: parents[parents.length - 1],
        level: parents.length + 1,
      });
    }
  }
  return departments;
}

export const departments: readonly DemoDepartment[] = readDepartments();

const FIRST_STAFF_ID = 20_001;

const POSITIONS: Record<string, string[]> = {
  TEC: ['Software engineer', 'Senior software engineer', 'Test engineer'],
  OPS: ['Shift lead', 'Picker', 'Customer agent', 'Buyer'],
  BUS: ['Account manager', 'Copywriter', 'Campaign planner'],
  COR: ['Accountant', 'Recruiter', 'Counsel'],
};

/** The short name of the division of a department. */
function getDivision({ level, short_name, parent }: DemoDepartment): string {
  return level <= 2
    ? short_name
    : getDivision(departments.find(each => each.short_name === parent)!);
}

/**
 * Creates the rows of a staff import: people who do not use the portal. Each
 * department has at least one, who leads it; the rest are in those below the divisions.
 */
export function createStaffRows(count: number): Array<Record<string, string>> {
  const random = createRandom('staff');
  const drawName = createNames('staff names');
  const pick = <T>(values: readonly T[]) => random.helpers.arrayElement(values);
  const offices = departments.filter(({ level }) => level > 2);
  return Array.from({ length: count }, (_, index) => {
    const leads = index < departments.length;
    const department = leads ? departments[index] : pick(offices);
    // A unique name, so that instructions for newcomers can use it.
    const [first_name, last_name] =
      index === 0 ? ['Ursula', 'Unterberg'] : drawName(index);
    const staff_id = String(FIRST_STAFF_ID + index);
    const position = leads
      ? `Head of ${department.name}`
      : pick(POSITIONS[getDivision(department)] ?? ['Director']);
    const job_grade = `G${random.number.int({ min: 3, max: 9 })}`;
    const phone = `+49 40 555 ${random.string.numeric(4)}`;
    const year = random.number.int({ min: 2012, max: 2025 });
    const month = random.number.int({ min: 1, max: 9 });
    const employment_status = leads
      ? 'active'
      : random.helpers.weightedArrayElement([
          { weight: 44, value: 'active' },
          { weight: 3, value: 'probation' },
          { weight: 1, value: 'suspended' },
        ]);
    return {
      staff_id,
      first_name,
      last_name,
      email: `${staff_id}@staff.example.com`,
      department_code: department.dept_code,
      position,
      job_grade,
      phone,
      date_of_joining: `${year}-0${month}-01`,
      employment_status,
      is_department_manager: String(leads && index % 4 !== 3),
    };
  });
}

/** The short name of the department of a team's members: named like it or its parents. */
export function findDepartment(
  { team }: Pick<DemoPerson, 'team'>,
  teams: readonly DemoTeam[],
): string {
  const own = teams.find(({ name }) => name === team);
  const department = departments.find(({ name }) =>
    [own?.title, `${own?.title} engineering`].includes(name),
  );
  return (
    department?.short_name ??
    (own?.parent ? findDepartment({ team: own.parent }, teams) : 'LTN')
  );
}

import { times } from 'lodash';
import { createNames, createRandom, drawKey } from '../company/random';

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

function readDepartments() {
  const parents: string[] = [];
  let last = '';
  return [...OUTLINE.matchAll(/([A-Z][\w -]*?) ([A-Z\d]{3})\b|[()]/g)].flatMap(
    ([token, name, short_name]) => {
      if (token === '(') {
        parents.push(last);
      } else if (token === ')') {
        parents.pop();
      } else {
        last = short_name;
        return [{ name, short_name, parents: [...parents] }];
      }
      return [];
    },
  );
}

/** With the short names of their parents, of which the company has none. */
export const departments = readDepartments().map((department, index) => ({
  ...department,
  dept_code: String(100 + index * 10).padStart(4, '0'),
  dept_type: TYPES[department.parents.length],
}));

const FIRST_STAFF_ID = 20_001;

const POSITIONS: Record<string, string[]> = {
  TEC: ['Software engineer', 'Senior software engineer', 'Test engineer'],
  OPS: ['Shift lead', 'Picker', 'Customer agent', 'Buyer'],
  BUS: ['Account manager', 'Copywriter', 'Campaign planner'],
  COR: ['Accountant', 'Recruiter', 'Counsel'],
};

const STATUSES = { active: 44, probation: 3, suspended: 1 };

/**
 * Creates the rows of a staff import: people who do not use the portal. Each department has at
 * least one, its manager; the others are in those below the divisions.
 */
export function createStaffRows(count: number): Array<Record<string, string>> {
  const random = createRandom('staff');
  const drawName = createNames('staff names');
  const pick = <T>(values: readonly T[]) => random.helpers.arrayElement(values);
  const offices = departments.filter(({ parents }) => parents.length > 1);
  return times(count, index => {
    const leads = index < departments.length;
    const department = leads ? departments[index] : pick(offices);
    const { name, parents, dept_code } = department;
    // A unique name, so that instructions for newcomers can use it.
    const [first_name, last_name] =
      index === 0 ? ['Ursula', 'Unterberg'] : drawName(index);
    const staff_id = String(FIRST_STAFF_ID + index);
    const position = leads ? `Head of ${name}` : pick(POSITIONS[parents[1]]);
    const job_grade = `G${random.number.int({ min: 3, max: 9 })}`;
    const phone = `+49 40 555 ${random.string.numeric(4)}`;
    const year = random.number.int({ min: 2012, max: 2025 });
    const month = random.number.int({ min: 1, max: 9 });
    const employment_status = leads ? 'active' : drawKey(random, STATUSES);
    return {
      staff_id,
      first_name,
      last_name,
      position,
      job_grade,
      phone,
      email: `${staff_id}@staff.example.com`,
      department_code: dept_code,
      date_of_joining: `${year}-0${month}-01`,
      employment_status,
      is_department_manager: String(leads && index % 4 !== 3),
    };
  });
}

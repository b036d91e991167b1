import { times } from 'lodash';
import { createNameGenerator, createRandom, drawKey } from '../company/random';

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
  const found = [];
  const parents: string[] = [];
  const tokens = OUTLINE.matchAll(/([A-Z][\w -]*?) ([A-Z\d]{3})\b|[()]/g);
  for (const [token, name, short_name] of tokens) {
    if (token === '(') {
      parents.push(found[found.length - 1].short_name);
    } else if (token === ')') {
      parents.pop();
    } else {
      found.push({
        name,
        short_name,
        parents: [...parents],
        dept_code: String(100 + found.length * 10).padStart(4, '0'),
        dept_type: TYPES[parents.length],
      });
    }
  }
  return found;
}

/** The departments, with the short names of their ancestors from the top; the company has none. */
export const departments = readDepartments();

const POSITIONS: Record<string, string[]> = {
  TEC: ['Software engineer', 'Senior software engineer', 'Test engineer'],
  OPS: ['Shift lead', 'Picker', 'Customer agent', 'Buyer'],
  BUS: ['Account manager', 'Copywriter', 'Campaign planner'],
  COR: ['Accountant', 'Recruiter', 'Counsel'],
};

/** The statuses of staff, with weights. */
const STATUS_WEIGHTS = { active: 44, probation: 3, suspended: 1 };

/**
 * Creates the rows of a staff import: people who do not use the portal. Each department has at least
 * one of them; the remaining people are in departments below the divisions.
 */
export function createStaffRows(count: number): Array<Record<string, string>> {
  const random = createRandom('staff');
  const drawName = createNameGenerator('staff names');
  const { arrayElement: pick } = random.helpers;
  const belowDivisions = departments.filter(
    ({ parents }) => parents.length > 1,
  );
  return times(count, index => {
    const isHead = index < departments.length;
    const department = isHead ? departments[index] : pick(belowDivisions);
    const { name, parents, dept_code } = department;
    // A unique name, so that instructions for newcomers can use it.
    const [first_name, last_name] =
      index === 0 ? ['Ursula', 'Unterberg'] : drawName(index);
    const staff_id = String(20_001 + index);
    const draw = (min: number, max: number) => random.number.int({ min, max });
    return {
      staff_id,
      first_name,
      last_name,
      position: isHead ? `Head of ${name}` : pick(POSITIONS[parents[1]]),
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

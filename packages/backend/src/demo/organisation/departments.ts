/** A department of the demo company. */
export interface DemoDepartment {
  name: string;
  short_name: string;
  dept_code: string;
  dept_type: string;
  /** The short name of the department above. */
  parent?: string;
  /** 1 for the company itself. */
  level: number;
}

/** The whole company: sixty departments in six levels, by indentation. */
const outline = `
Lantern LTN
  Technology TEC
    Commerce COM
      Payments PAY
        Payment methods PME
          Cards CRD
          Wallets WAL
          Bank transfers BNK
        Ledger LDG
      Storefront STO
        Product pages PPG
        Navigation NAV
      Checkout CHK
        Basket BSK
        Order flow ORD
      Search SEA
      Pricing PRI
    Logistics engineering LOG
      Warehouse WHS
        Stock counts STK
        Picking PCK
      Delivery DEL
        Carriers CAR
        Tracking TRK
      Returns RET
    Platform PLT
      Developer experience DEX
        Portal PRT
        Build and release BLD
      Reliability REL
        On-call ONC
        Capacity CAP
      Identity IDN
      Security SEC
    Insights INS
      Data DAT
        Pipelines PIP
        Reporting REP
      Forecasting FOR
  Operations OPS
    Fulfilment centres FUL
      Hamburg HAM
      Porto POR
      Newark NWK
    Customer care CUS
      Phone and chat PHN
      Claims CLM
    Purchasing PUR
  Business BUS
    Marketing MKT
      Brand BRD
      Campaigns CMP
    Sales SAL
      Retail partners RTL
      Business customers B2B
  Corporate COR
    People and culture PPL
    Finance FIN
    Legal and audit LEG
    Visitors VIS
`;

const types = ['Company', 'Division', 'Department', 'Team', 'Squad', 'Cell'];

/** All departments, parents first. */
export function makeDepartments(): DemoDepartment[] {
  const path: string[] = [];
  return outline
    .trim()
    .split('\n')
    .map((line, index): DemoDepartment => {
      const level = (line.length - line.trimStart().length) / 2 + 1;
      const [, name, short_name] = /^\s*(.+) (\S+)$/.exec(line)!;
      path.length = level - 1;
      const parent = path[level - 2];
      path.push(short_name);
      return {
        name,
        short_name,
        dept_code: String(100 + index * 10).padStart(4, '0'),
        dept_type: types[level - 1],
        parent,
        level,
      };
    });
}

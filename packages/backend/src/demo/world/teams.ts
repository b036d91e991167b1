/** A team, a department, or the whole company. */
export interface DemoTeam {
  name: string;
  title: string;
  type: 'organization' | 'department' | 'team';
  /** The name of the team above; the company has none. */
  parent?: string;
  description: string;
  /** Where its people work, so when they do. */
  timezone: string;
}

type Row = [name: string, title: string, description: string];

const BERLIN = 'Europe/Berlin';
const LISBON = 'Europe/Lisbon';
const NEW_YORK = 'America/New_York';

const departments: Row[] = [
  ['commerce', 'Commerce', 'Everything a customer sees and pays for'],
  ['logistics', 'Logistics', 'From the shelf to the front door'],
  ['platform', 'Platform', 'What the other departments build on'],
  ['insights', 'Insights', 'Numbers that help to decide'],
];

/** Grows with the company: the first eight exist at any size. */
const teams: Array<[string, string, string, string, string]> = [
  ['payments', 'commerce', 'Payments', 'Takes the money, once', BERLIN],
  ['storefront', 'commerce', 'Storefront', 'The shop on every screen', LISBON],
  ['checkout', 'commerce', 'Checkout', 'From basket to order', BERLIN],
  ['warehouse', 'logistics', 'Warehouse', 'Stock and picking', BERLIN],
  ['delivery', 'logistics', 'Delivery', 'Carriers and tracking', LISBON],
  [
    'developer-experience',
    'platform',
    'Developer experience',
    'This portal and the tools around it',
    BERLIN,
  ],
  ['reliability', 'platform', 'Reliability', 'Keeps it all running', NEW_YORK],
  ['data', 'insights', 'Data', 'Pipelines and reports', NEW_YORK],
  ['identity', 'platform', 'Identity', 'Who is who', LISBON],
  ['search', 'commerce', 'Search', 'Finding what is there', BERLIN],
  ['returns', 'logistics', 'Returns', 'And back again', BERLIN],
  ['forecasting', 'insights', 'Forecasting', 'What comes next', NEW_YORK],
  ['pricing', 'commerce', 'Pricing', 'What it costs, and why', LISBON],
  ['marketplace', 'commerce', 'Marketplace', 'Other sellers', BERLIN],
  ['fleet', 'logistics', 'Fleet', 'Vans and their routes', LISBON],
  ['security', 'platform', 'Security', 'Locks and alarms', BERLIN],
  ['networking', 'platform', 'Networking', 'Cables and clouds', NEW_YORK],
  ['mobile', 'commerce', 'Mobile', 'The shop in the pocket', LISBON],
  ['experiments', 'insights', 'Experiments', 'A or B', NEW_YORK],
  ['suppliers', 'logistics', 'Suppliers', 'Who fills the shelves', BERLIN],
];

const FIRST_TEAMS = 8;
const PEOPLE_PER_TEAM = 8;

/** The company's tree of teams for that many people, parents first. */
export function makeTeams(people: number): DemoTeam[] {
  const count = Math.max(FIRST_TEAMS, Math.ceil(people / PEOPLE_PER_TEAM));
  return [
    {
      name: 'lantern',
      title: 'Lantern',
      type: 'organization',
      description: 'Sells lamps on the internet',
      timezone: BERLIN,
    },
    ...departments.map(
      ([name, title, description]): DemoTeam => ({
        name,
        title,
        type: 'department',
        parent: 'lantern',
        description,
        timezone: BERLIN,
      }),
    ),
    {
      name: 'visitors',
      title: 'Visitors',
      type: 'team',
      parent: 'lantern',
      description: 'Auditors and partners who look in',
      timezone: LISBON,
    },
    ...teams.slice(0, count).map(
      ([name, parent, title, description, timezone]): DemoTeam => ({
        name,
        title,
        type: 'team',
        parent,
        description,
        timezone,
      }),
    ),
  ];
}

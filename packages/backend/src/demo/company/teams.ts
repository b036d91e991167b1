import { parseTable } from './random';

/** The first eight teams exist at any size; the others as people join. */
const TEAMS = parseTable(`
  lantern              | Lantern              | organization |           | Berlin   | Sells lamps on the internet
  commerce             | Commerce             | department   | lantern   | Berlin   | Everything a customer sees and pays for
  logistics            | Logistics            | department   | lantern   | Berlin   | From the shelf to the front door
  platform             | Platform             | department   | lantern   | Berlin   | What the other departments build on
  insights             | Insights             | department   | lantern   | Berlin   | Numbers that help to decide
  visitors             | Visitors             | team         | lantern   | Lisbon   | Auditors and partners who look in
  payments             | Payments             | team         | commerce  | Berlin   | Takes the money, once
  storefront           | Storefront           | team         | commerce  | Lisbon   | The shop on every screen
  checkout             | Checkout             | team         | commerce  | Berlin   | From basket to order
  warehouse            | Warehouse            | team         | logistics | Berlin   | Stock and picking
  delivery             | Delivery             | team         | logistics | Lisbon   | Carriers and tracking
  developer-experience | Developer experience | team         | platform  | Berlin   | This portal and the tools around it
  reliability          | Reliability          | team         | platform  | New_York | Keeps it all running
  data                 | Data                 | team         | insights  | New_York | Pipelines and reports
  identity             | Identity             | team         | platform  | Lisbon   | Who is who
  search               | Search               | team         | commerce  | Berlin   | Finding what is there
  returns              | Returns              | team         | logistics | Berlin   | And back again
  forecasting          | Forecasting          | team         | insights  | New_York | What comes next
  pricing              | Pricing              | team         | commerce  | Lisbon   | What it costs, and why
  marketplace          | Marketplace          | team         | commerce  | Berlin   | Other sellers
  fleet                | Fleet                | team         | logistics | Lisbon   | Vans and their routes
  security             | Security             | team         | platform  | Berlin   | Locks and alarms
  networking           | Networking           | team         | platform  | New_York | Cables and clouds
  mobile               | Mobile               | team         | commerce  | Lisbon   | The shop in the pocket
  experiments          | Experiments          | team         | insights  | New_York | A or B
  suppliers            | Suppliers            | team         | logistics | Berlin   | Who fills the shelves
`);

const FIRST_TEAM = TEAMS.findIndex(([name]) => name === 'payments');
const MIN_TEAMS = 8;
const PEOPLE_PER_TEAM = 8;

/** Makes the tree of teams for that many people, parents first. */
export function makeTeams(people: number) {
  const count = Math.max(MIN_TEAMS, Math.ceil(people / PEOPLE_PER_TEAM));
  return TEAMS.slice(0, FIRST_TEAM + count).map(
    ([name, title, type, parent, city, description]) => ({
      name,
      title,
      /** `organization`, `department` or `team`. */
      type,
      /** The name of the parent group; the company has none. */
      parent: parent || undefined,
      description,
      /** The time zone in which its people work. */
      timezone: `${city === 'New_York' ? 'America' : 'Europe'}/${city}`,
    }),
  );
}

export type DemoTeam = ReturnType<typeof makeTeams>[number];

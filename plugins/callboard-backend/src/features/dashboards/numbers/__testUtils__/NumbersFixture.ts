import { MetricSource } from '@callboard/plugin-callboard-common';
import {
  people,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';
import { Departments } from '../../../time/__testUtils__/Departments';
import { TimeFixture } from '../../../time/__testUtils__/TimeFixture';
import { makeDashboardFixture } from '../../__testUtils__/makeDashboardFixture';
import { CountedRecord } from './CountedRecord';
import { RecordReader, Affiliations } from './RecordReader';
import { Pools, RandomWork } from './RandomWork';

/** The viewers for whom numbers are counted. */
export const viewers = ['superAdmin', 'member', 'guest'] as const;

/** One of `viewers`. */
export type ViewerName = (typeof viewers)[number];

/** Random work, time and activity in projects with different visibility. */
export class NumbersFixture {
  #records = new Map<ViewerName, Record<MetricSource, CountedRecord[]>>();

  private constructor(
    private readonly reader: RecordReader,
    /** Filter values by filter name. */
    readonly pools: Pools,
  ) {}

  /** @param pick - returns a random choice */
  static async open(
    callboard: TestCallboard,
    pick: <T>(choices: readonly T[]) => T,
  ): Promise<NumbersFixture> {
    await makeDashboardFixture(() => callboard).assignRoles();
    const timeFixtures = await openFixtures(callboard);
    const affiliations = await openDepartments(callboard, timeFixtures);
    const departments = [...affiliations.selfAndAncestors.keys()];
    const work = new RandomWork(callboard, pick, timeFixtures, departments);
    const pools = await work.make();
    return new NumbersFixture(new RecordReader(callboard, affiliations), pools);
  }

  /** Reads the records of all viewers; nothing may change afterwards. */
  async read(): Promise<void> {
    for (const who of viewers) {
      this.#records.set(who, await this.reader.read(who));
    }
  }

  /** The department of a person and its ancestors. */
  getDepartmentIds(user_ref: string): readonly string[] {
    return this.reader.getDepartmentIds(user_ref);
  }

  /** The records that a viewer can count. */
  getVisibleRecords(
    who: ViewerName,
    source: MetricSource,
  ): readonly CountedRecord[] {
    return this.#records.get(who)![source];
  }
}

/** Creates a project with the member, and an open and a secret project without the member. */
async function openFixtures(callboard: TestCallboard): Promise<TimeFixture[]> {
  const timeFixtures = [];
  for (const name of ['payments-api', 'payments_api', 'ledger']) {
    timeFixtures.push(await TimeFixture.open(callboard, name));
  }
  const [, open, secret] = timeFixtures;
  await open.setRole('member', null);
  await secret.setRole('member', null);
  await secret
    .as('superAdmin')
    .patch(secret.project.path, { access: 'secret' })
    .expect(200);
  return timeFixtures;
}

/** Creates two top-level departments, and the member's department below the first of them. */
async function openDepartments(
  callboard: TestCallboard,
  timeFixtures: readonly TimeFixture[],
): Promise<Affiliations> {
  const departments = new Departments(callboard);
  const top = await departments.createDepartment(null);
  const below = await departments.createDepartment(null, top);
  const other = await departments.createDepartment(null);
  await departments.createStaff('member', below);
  await departments.createStaff('projectAdmin', other);
  const projects = timeFixtures.map(({ project }) => project.pid);
  return {
    selfAndAncestors: new Map([
      [null, []],
      [top, [top]],
      [below, [below, top]],
      [other, [other]],
    ]),
    departments: new Map<string, string>([
      [people.member, below],
      [people.projectAdmin, other],
    ]),
    getJoinedProjects: who =>
      who === 'superAdmin'
        ? projects
        : projects.slice(0, who === 'member' ? 1 : 0),
  };
}

import {
  DEFAULT_WORKSPACE,
  endpoints,
  Role,
} from '@callboard/plugin-callboard-common';
import { SeedActor, SeedServices } from '@callboard/plugin-callboard-node';
import { demoPeople, userRefOf } from '../demoPeople';
import { createChance } from '../world/chance';
import { Calendar } from './Calendar';
import { Tenure } from './tenures';
import { demoWorkspaces, joinsWorkspace } from './workspaces';

/** One change an admin made during the year. */
export interface DatedChange {
  at: Date;
  apply(services: SeedServices): Promise<unknown>;
}

const ADMIN = userRefOf(demoPeople[0]);

/**
 * The admins' year: workspaces, who joins and leaves them, and what is
 * renamed, moved to another zone or given another role; in order of time.
 */
export class ChangesOfYear {
  readonly #calendar: Calendar;
  readonly #changes: DatedChange[] = [];
  readonly #memberIds = new Map<string, string>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** Lists the changes of a year with these people. */
  list(tenures: Tenure[]): DatedChange[] {
    this.#joinAndLeave(tenures);
    this.#changeRoles(tenures);
    this.#tuneDefaultWorkspace();
    this.#openWorkspaces(tenures);
    return this.#changes.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  #plan(
    fraction: number,
    hour: number,
    apply: (services: SeedServices, by: SeedActor) => Promise<unknown>,
  ): void {
    const at = this.#calendar.momentAt(fraction, hour);
    this.#changes.push({
      at,
      apply: services => apply(services, { user_ref: ADMIN, at }),
    });
  }

  #add(slug: string, name: string, role: Role, from: number, hour: number) {
    this.#plan(from, hour, async (services, by) => {
      const member = await services.letMemberIn(by, slug, {
        user_ref: userRefOf({ name }),
        role,
      });
      this.#memberIds.set(`${slug}/${name}`, member.id);
    });
  }

  #promote(slug: string, name: string, role: Role, at: number, hour: number) {
    this.#plan(at, hour, async (services, by) => {
      const id = this.#memberIds.get(`${slug}/${name}`)!;
      await services.as(by).call(endpoints.updateWorkspaceMember, {
        params: { slug, id },
        body: { role },
      });
    });
  }

  #joinAndLeave(tenures: Tenure[]): void {
    tenures.forEach(({ person, role, from, until }, index) => {
      // Who is there from the start joins before the first office opens.
      const hour = (from === 0 ? 2 : 7) + (3 * index) / tenures.length;
      this.#add(DEFAULT_WORKSPACE, person.name, role, from, hour);
      if (until !== undefined) {
        this.#plan(until, 17.5 + index / 10_000, async (services, by) => {
          const id = this.#memberIds.get(`${DEFAULT_WORKSPACE}/${person.name}`);
          await services.as(by).call(endpoints.removeWorkspaceMember, {
            params: { slug: DEFAULT_WORKSPACE, id: id! },
          });
        });
      }
    });
  }

  #changeRoles(tenures: Tenure[]): void {
    const chance = createChance('roles');
    const stayed = tenures
      .slice(demoPeople.length)
      .filter(tenure => tenure.until === undefined);
    stayed.forEach(({ person, role, from }, index) => {
      const at = chance.number.float({
        min: Math.min(from + 0.05, 0.9),
        max: 0.9,
      });
      const hour = 12 + (3 * index) / stayed.length;
      if (role === 'guest' && index % 2 === 0) {
        this.#promote(DEFAULT_WORKSPACE, person.name, 'member', at, hour);
      } else if (role === 'member' && index % 12 === 3) {
        this.#promote(DEFAULT_WORKSPACE, person.name, 'admin', at, hour);
        this.#promote(DEFAULT_WORKSPACE, person.name, 'member', at, hour + 2);
      } else if (role === 'member' && index % 20 === 6) {
        this.#promote(DEFAULT_WORKSPACE, person.name, 'admin', at, hour);
      }
    });
  }

  #tuneDefaultWorkspace(): void {
    const patches = [
      [0.01, { name: 'Lantern' }],
      [0.25, { timezone: 'Europe/Berlin' }],
      [0.4, { week_start: 7 }],
      [0.41, { week_start: 1 }],
      [0.6, { name: 'Lantern engineering' }],
      // It ends in UTC, which is what the API's examples count days in.
      [0.8, { timezone: 'UTC' }],
    ] as const;
    patches.forEach(([at, patch], index) =>
      this.#plan(at, 15 + index / 10, (services, by) =>
        services.as(by).call(endpoints.updateWorkspace, {
          params: { slug: DEFAULT_WORKSPACE },
          body: patch,
        }),
      ),
    );
  }

  #openWorkspaces(tenures: Tenure[]): void {
    for (const workspace of demoWorkspaces) {
      const { slug, name, timezone, from, roles } = workspace;
      this.#plan(from, 10.5, (services, by) =>
        services
          .as(by)
          .call(endpoints.createWorkspace, { body: { slug, name, timezone } }),
      );
      const members = tenures.filter(tenure =>
        joinsWorkspace(workspace, tenure),
      );
      members.forEach(({ person, from: joined }, index) => {
        const hour = 11 + index / members.length / 2;
        const role = roles[person.name] ?? 'member';
        this.#add(slug, person.name, role, Math.max(from, joined), hour);
      });
      this.#plan(from + 0.3, 16, (services, by) =>
        services.as(by).call(endpoints.updateWorkspace, {
          params: { slug },
          body: { timezone: 'Europe/Berlin' },
        }),
      );
    }
  }
}

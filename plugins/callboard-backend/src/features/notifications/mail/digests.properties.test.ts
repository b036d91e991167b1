import { roleRanks } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { WorkspaceAccess } from '../../../access/Caller';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { silent } from '../../../__testUtils__/spine';
import { Sight } from '../../../core/things/Sight';
import { Queue } from '../../../queue/Queue';
import { Digests } from '../../mail/Digests';
import { Latecomers } from '../../mail/Latecomers';
import { Mails } from '../../mail/Mails';
import { MailStore } from '../../mail/MailStore';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { NotificationMarks } from '../marks/NotificationMarks';
import { tellByMail } from './tellByMail';

jest.setTimeout(240_000);

const HOUR = 3_600_000;
const start = Date.parse('2026-05-01T10:00:00Z');
const ann = 'user:default/ann';
const schedule = {
  timezone: 'UTC',
  digest: { frequency: 'daily' as const, at: '08:00', weekday: 1 },
};

const nth = fc.nat(5);
const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'tell' as const }) },
  fc.constant({ do: 'hand out' as const }),
  fc.constant({ do: 'order' as const }),
  fc.constant({ do: 'hand out and order' as const }),
  fc.constant({ do: 'send' as const }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      hours: fc.integer({ min: 1, max: 30 }),
    }),
  },
  fc.record({
    do: fc.constant('snooze' as const),
    nth,
    hours: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ do: fc.constant('mark' as const), nth, is_read: fc.boolean() }),
);

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** What happened to one notification. */
interface Told {
  id: string;
  snoozes: number;
  wasRead: boolean;
  /** In how many digests it was. */
  digests: number;
}

/** One person who is told things and gets digests, by a clock of the test's own. */
class World {
  now = start;
  readonly marks: NotificationMarks;
  readonly #clock = { now: () => this.now };
  readonly #mails: Mails;
  readonly #digests: Digests;
  readonly #sight: Sight;
  #told = new Map<string, Told>();

  constructor(private readonly bench: FanOutBench) {
    const { knex, workspace_id } = bench;
    const deps = { knex, clock: this.#clock, logger: silent };
    const seen = [
      { workspace: { id: workspace_id, slug: 'w' }, role: 'guest' },
    ] as unknown as WorkspaceAccess[];
    this.#sight = new Sight(ann, seen);
    this.#mails = new Mails({
      queue: new Queue({ ...deps, graceMs: 0 }),
      store: new MailStore(deps),
      isOn: true,
    });
    this.#digests = new Digests({ ...deps, mails: this.#mails });
    this.marks = new NotificationMarks({
      ...deps,
      onMarked: () => {},
      wakeAt: async () => {},
    });
    tellByMail(
      {
        ...deps,
        config: { superAdmins: [] },
        workspaces: { seeAll: async () => seen },
      } as never,
      {
        fanOut: bench.fanOut,
        preferences: {
          onSaved: () => {},
          typesInDigest: async (_ref: string, types: string[]) => types,
          labelOf: (type: string) => type,
        } as never,
      },
      {
        mails: this.#mails,
        digests: this.#digests,
        latecomers: new Latecomers(),
      },
    );
  }

  /** Begins anew. */
  async begin(): Promise<void> {
    const { knex } = this.bench;
    this.now = start;
    this.#told = new Map();
    this.bench.jobs.length = 0;
    for (const table of ['notices', 'digests', 'digest_latecomers', 'mails']) {
      await knex(table).delete();
    }
    await knex.transaction(tx => this.#digests.plan(tx, ann, schedule));
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'tell':
        await this.bench.tell({ to: { refs: [ann] }, at: this.now });
        break;
      case 'hand out':
        await this.handOut();
        break;
      case 'order':
        await this.#digests.orderDue();
        break;
      case 'hand out and order':
        await Promise.all([this.handOut(), this.#digests.orderDue()]);
        break;
      case 'send':
        await this.send();
        break;
      case 'pass':
        this.now += step.hours * HOUR;
        break;
      default:
        await this.mark(step);
    }
  }

  /** Until everything that was told has been in whatever digest it belongs to. */
  async settle(): Promise<Told[]> {
    for (let day = 0; day < 5; day += 1) {
      await this.handOut();
      await this.#digests.orderDue();
      await this.send();
      this.now += 24 * HOUR;
    }
    return [...this.#told.values()];
  }

  private async handOut(): Promise<void> {
    await this.bench.handOut();
    for (const id of await this.bench.knex('notifications').pluck('id')) {
      if (!this.#told.has(id)) {
        this.#told.set(id, { id, snoozes: 0, wasRead: false, digests: 0 });
      }
    }
  }

  private async send(): Promise<void> {
    const { knex } = this.bench;
    const waiting = await knex('mails').where({
      kind: 'digest',
      status: 'waiting',
    });
    for (const { id, about } of waiting) {
      const [since, until] = about.split('/');
      const late = await new Latecomers().of(knex, ann, since);
      const span = { since, until, ...late };
      const { items, total } = await this.#mails.source.digest(ann, span, 100);
      if (total !== items.length) {
        throw new Error(`A digest shows ${items.length} of ${total}`);
      }
      items.forEach(item => {
        this.#told.get(item.id)!.digests += 1;
      });
      await knex('mails').where({ id }).update({ status: 'sent' });
    }
  }

  private async mark(step: Step & { nth: number }): Promise<void> {
    const told = [...this.#told.values()][step.nth];
    if (!told) {
      return;
    }
    if (step.do === 'snooze') {
      told.snoozes += 1;
      const until = new Date(this.now + step.hours * HOUR);
      await this.marks.mark(this.#sight, told.id, {
        snoozed_until: until.toISOString(),
      });
    } else if (step.do === 'mark') {
      told.wasRead ||= step.is_read;
      await this.marks.mark(this.#sight, told.id, { is_read: step.is_read });
    }
  }
}

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('digests on %s', id => {
  let knex: Knex;
  afterEach(() => knex.destroy());

  it('tell everything that is not read once, and once more when it has come back', async () => {
    knex = await databases.init(id);
    const bench = await FanOutBench.create(knex);
    await bench.join([ann], roleRanks.guest);
    const world = new World(bench);
    const seen = { late: 0, snoozed: 0 };

    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 8, maxLength: 40 }),
        async steps => {
          await world.begin();
          for (const each of steps) {
            await world.take(each);
          }
          const told = await world.settle();
          for (const { snoozes, wasRead, digests } of told) {
            expect(digests).toBeLessThanOrEqual(1 + snoozes);
            expect(wasRead || digests > 0).toBe(true);
            seen.snoozed += Number(snoozes > 0 && digests > 0);
          }
          seen.late += (await knex('digest_latecomers')).length;
        },
      ),
      { numRuns: 60 },
    );
    expect(seen.late).toBeGreaterThan(5);
    expect(seen.snoozed).toBeGreaterThan(5);
  });
});

import type {
  ActivitySeal,
  FirstBad,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import {
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';

const AT = '2026-11-20T08:00:00.000Z';
const NO_HEAD = '0'.repeat(64);
const idOf = (number: number) =>
  `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Answers what the page about the integrity of the log asks for. */
export class FakeIntegrity {
  /** The oldest first. */
  readonly seals: ActivitySeal[] = [];
  readonly checks: VerificationJob[] = [];

  constructor(backend: FakeBackend) {
    backend.answer({
      listActivitySeals: ({ query }) =>
        pageOfItems([...this.seals].reverse(), query),
      listVerifications: ({ query }) =>
        pageOfItems([...this.checks].reverse(), query),
      startVerification: ({ body }) =>
        this.addCheck({
          status: 'running',
          finished_at: null,
          from: body.from ?? null,
          to: body.to ?? null,
        }),
      getVerification: ({ params }) => this.checkOf(params.id),
      cancelVerification: ({ params }) =>
        Object.assign(this.checkOf(params.id), {
          status: 'cancelled',
          finished_at: AT,
        }),
    });
  }

  addSeal(values: Partial<ActivitySeal> = {}): ActivitySeal {
    const number = this.seals.length + 1;
    const seal: ActivitySeal = {
      version: 1,
      number,
      kind: 'rows',
      sealed_at: AT,
      rows: 1_000,
      first_id: idOf(number),
      last_id: idOf(number + 1),
      root: NO_HEAD,
      rule: null,
      previous: this.seals.at(-1)?.head ?? NO_HEAD,
      head: number.toString(16).padStart(64, 'a'),
      ...values,
    };
    this.seals.push(seal);
    return seal;
  }

  addCheck(values: Partial<VerificationJob> = {}): VerificationJob {
    const check: VerificationJob = {
      id: idOf(this.checks.length),
      status: 'done',
      started_by: 'user:default/alex.admin',
      started_at: AT,
      finished_at: AT,
      from: null,
      to: null,
      rows_total: 2_000,
      result: {
        ok: true,
        rows_checked: 0,
        segments_checked: 0,
        sealed_until: null,
        first_bad: null,
      },
      ...values,
    };
    this.checks.push(check);
    return check;
  }

  /** Lets a check end with what it found. */
  end(check: VerificationJob, first_bad: FirstBad | null = null): void {
    Object.assign(check, { status: 'done', finished_at: AT });
    Object.assign(check.result, {
      ok: first_bad === null,
      rows_checked: 2_000,
      segments_checked: 2,
      sealed_until: AT,
      first_bad,
    });
  }

  private checkOf(id: string): VerificationJob {
    const found = this.checks.find(check => check.id === id);
    if (!found) {
      throw new Refusal(404, `There is no verification ${id}`);
    }
    return found;
  }
}

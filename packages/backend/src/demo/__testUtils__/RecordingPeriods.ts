import { SeedActor } from '@callboard/plugin-callboard-node';
import { insist } from './insist';

/** A week of somebody, as far as it has come. */
interface RecordedPeriod {
  id: string;
  member_id: string;
  week: string;
  status: 'submitted' | 'approved' | 'rejected';
  /** When something happened to it last, milliseconds since 1970. */
  at: number;
}

/**
 * Keeps what became of weeks, and insists on the rules: weeks are submitted once
 * they have begun and while they are open, and others decide then.
 */
export class RecordingPeriods {
  readonly all = new Map<string, RecordedPeriod>();

  /** Somebody submits their own week. */
  submit({ user_ref, at }: SeedActor, week: string): RecordedPeriod {
    const id = `${user_ref} ${week}`;
    const before = this.all.get(id);
    insist(Date.parse(week) < at.getTime());
    insist(!before || (before.status === 'rejected' && before.at < +at));
    const period: RecordedPeriod = {
      ...{ id, member_id: user_ref, week, status: 'submitted' },
      at: at.getTime(),
    };
    this.all.set(id, period);
    return period;
  }

  /** Somebody decides on the week of another. */
  decide(
    { user_ref, at }: SeedActor,
    id: string,
    status: 'approved' | 'rejected',
  ): RecordedPeriod {
    const before = this.all.get(id);
    insist(before?.status === 'submitted' && before.at < at.getTime());
    insist(before!.member_id !== user_ref);
    const period = { ...before!, status, at: at.getTime() };
    this.all.set(id, period);
    return period;
  }
}

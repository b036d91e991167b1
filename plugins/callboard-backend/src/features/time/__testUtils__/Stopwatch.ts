import { Timer, Worklog } from '@callboard/plugin-callboard-common';
import { requireStatus } from '../../../__testUtils__/requireStatus';
import {
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';

/** Returns the instant a number of minutes ago. */
export const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

/** Finds a time zone in which the current hour of the day is `hour`. */
export function findTimeZoneAtHour(hour: number): string {
  const ahead = hour - new Date().getUTCHours();
  const hours = ahead < -12 ? ahead + 24 : ahead;
  // The signs of Etc/GMT zones are inverted.
  return hours === 0
    ? 'UTC'
    : `Etc/GMT${hours < 0 ? '+' : '-'}${Math.abs(hours)}`;
}

/** Controls people's timers through the API. */
export class Stopwatch {
  constructor(private readonly callboard: TestCallboard) {}

  /** Reads the person's running timer. */
  async readTimer(who: PersonName): Promise<Timer | null> {
    const { body } = await this.callboard.as(who).get('/me/timer').expect(200);
    return body.timer;
  }

  /** Starts a timer on an item and sets its start to `minutes` ago. */
  async start(
    who: PersonName,
    { id }: { id: string },
    { minutes = 0, ...values }: { minutes?: number; [field: string]: unknown },
  ): Promise<Worklog[]> {
    const { body } = await this.callboard
      .as(who)
      .put('/me/timer', {
        work_item_id: id,
        started_at: minutesAgo(minutes),
        ...values,
      })
      .expect(200);
    return body.worklogs;
  }

  /** Stops a person's timer. */
  async stop(who: PersonName, body = {}): Promise<Worklog[]> {
    const response = await this.callboard
      .as(who)
      .post('/me/timer/stop', body)
      .expect(200);
    return response.body.worklogs;
  }

  /** Discards a person's timer, if one is running. */
  async clear(who: PersonName): Promise<void> {
    await this.callboard
      .as(who)
      .delete('/me/timer')
      .expect(requireStatus(204, 404));
  }

  /** Sets a person's time zone. */
  async setTimeZone(who: PersonName, timezone: string): Promise<void> {
    const agent = this.callboard.as(who);
    const { body } = await agent.get('/notifications/preferences').expect(200);
    await agent
      .put('/notifications/preferences', { ...body, timezone })
      .expect(200);
  }
}

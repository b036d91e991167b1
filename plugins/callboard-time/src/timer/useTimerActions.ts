import {
  endpoints,
  type BodyOf,
  type Timer,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  statusOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshTime } from '../data/refreshTime';
import { timerKey, type KnownTimer } from './useTimer';

/** What a timer begins with. */
export type TimerStart = BodyOf<typeof endpoints.startTimer>;

/** What of a running timer is otherwise. */
export type TimerChange = BodyOf<typeof endpoints.updateTimer>;

/** What can be done with one's timer. */
export interface TimerActions {
  /** Answers what the timer that ran before has become. */
  start: UseMutationResult<Worklog[], Error, TimerStart>;
  change: UseMutationResult<void, Error, TimerChange>;
  /** Answers what was logged: nothing of less than half a minute. */
  stop: UseMutationResult<Worklog[], Error, void>;
  discard: UseMutationResult<void, Error, void>;
}

/** Starts, changes and ends one's timer, and shows what has become of it everywhere. */
export function useTimerActions(): TimerActions {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const show = async (timer: Timer | null) => {
    // What is being read would show the timer as it was.
    await queries.cancelQueries({ queryKey: timerKey });
    queries.setQueryData<KnownTimer>(
      timerKey,
      known => known && { ...known, timer },
    );
  };
  const onError = (error: Error) => {
    // It was ended elsewhere.
    if (statusOf(error) === 404) {
      void queries.invalidateQueries({ queryKey: timerKey });
    }
  };
  const onLogged = () => refreshTime(queries);
  return {
    start: useMutation({
      mutationFn: async body => {
        const started = await client.call(endpoints.startTimer, { body });
        await show(started.timer);
        return started.worklogs;
      },
      onSuccess: onLogged,
    }),
    change: useMutation({
      mutationFn: async body => {
        const { timer } = await client.call(endpoints.updateTimer, { body });
        await show(timer);
      },
      onError,
    }),
    stop: useMutation({
      mutationFn: async () => {
        const { worklogs } = await client.call(endpoints.stopTimer, {});
        await show(null);
        return worklogs;
      },
      onSuccess: onLogged,
      onError,
    }),
    discard: useMutation({
      mutationFn: async () => {
        await client.call(endpoints.discardTimer, {});
        await show(null);
      },
      onError,
    }),
  };
}

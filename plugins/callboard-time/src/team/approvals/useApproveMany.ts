import type { Period } from '@callboard/plugin-callboard-common';
import { sendInBatches } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshTime } from '../../data/refreshTime';
import { useDecide } from './useDecide';

/** The number of concurrent approvals. */
const AT_ONCE = 4;

/** A period that was not approved, with the error. */
export interface NotApproved {
  period: Period;
  error: Error;
}

/** Approves several periods in the versions shown, and returns the failures. */
export function useApproveMany(slug: string): {
  /** The number of processed periods; undefined while idle. */
  done: number | undefined;
  approve: (periods: readonly Period[]) => Promise<NotApproved[]>;
} {
  const decide = useDecide(slug);
  const queries = useQueryClient();
  const [done, setDone] = useState<number>();
  const approveOne = async (period: Period): Promise<NotApproved[]> => {
    try {
      await decide(period, { action: 'approve' });
      return [];
    } catch (error) {
      return [{ period, error: error as Error }];
    }
  };
  return {
    done,
    approve: async periods => {
      const { answers } = await sendInBatches(
        periods,
        async batch => (await Promise.all(batch.map(approveOne))).flat(),
        setDone,
        AT_ONCE,
      );
      setDone(undefined);
      refreshTime(queries);
      return answers.flat();
    },
  };
}

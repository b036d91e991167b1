/** A decision on a period. The person whose period it is sees the reason. */
export type Decision =
  | { act: 'approve' }
  | { act: 'reject' | 'reopen'; reason: string };

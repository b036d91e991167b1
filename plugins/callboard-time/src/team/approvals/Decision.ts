/** A decision on a period. The person whose period it is sees the reason. */
export type Decision =
  | { action: 'approve' }
  | { action: 'reject' | 'reopen'; reason: string };

import type { ReactNode } from 'react';

/** One of the values that can be picked. */
export interface PickOption {
  /** Empty for "none of them". */
  value: string;
  label: string;
  icon?: ReactNode;
  /** Stands behind the label, quietly. */
  note?: string;
  /** Some of several items have it. */
  isPartly?: boolean;
}

import type { ReactNode } from 'react';

/** An option of a menu. */
export interface MenuOption {
  /** Empty for "none of them". */
  value: string;
  label: string;
  icon?: ReactNode;
  /** Shown in a muted style after the label. */
  note?: string;
  /** Whether only some of several items have it. */
  isIndeterminate?: boolean;
}

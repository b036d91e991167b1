import type { AccessTest } from '@callboard/plugin-callboard-react';

/** Whether there are critical events for somebody: for admins of any workspace. */
export const seesCriticalEvents: AccessTest = access => access.may_administrate;

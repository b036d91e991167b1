import { acts } from './acts.mjs';
import { handingOn } from './handingOn.mjs';
import { integrity } from './integrity.mjs';
import { mailing } from './mails.mjs';
import { organisation } from './organisation.mjs';
import { rules } from './rules.mjs';
import { secrets } from './secrets.mjs';
import { service } from './service.mjs';
import { telling } from './telling.mjs';
import { time } from './time.mjs';

/**
 * What must hold, whatever was done to the replicas. Each yields what violates
 * it, in words, and calls `reach` for each case it looked at, or with their
 * number.
 */
export const checks = {
  ...acts,
  ...organisation,
  ...handingOn,
  ...telling,
  ...rules,
  ...mailing,
  ...secrets,
  ...service,
  ...time,
  ...integrity,
};

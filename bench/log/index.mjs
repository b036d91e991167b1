import { measureAudit } from './audit.mjs';
import { measureExports } from './exports.mjs';
import { measurePosting } from './posting.mjs';
import { measureReading } from './reading.mjs';

/** The activity log: reading it at size, posting to it, auditing, exporting. */
export async function measure(context) {
  await measureReading(context);
  await measurePosting(context);
  await measureAudit(context);
  await measureExports(context);
}

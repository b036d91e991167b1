import { ServiceUnavailableError } from '@backstage/errors';

/** Another call has brought items to projects that this one does not hold. */
export class ConcurrentIngestionError extends ServiceUnavailableError {}

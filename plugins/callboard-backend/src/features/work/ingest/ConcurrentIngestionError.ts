import { ServiceUnavailableError } from '@backstage/errors';

/** Another call has moved items to projects that this one has not locked. */
export class ConcurrentIngestionError extends ServiceUnavailableError {}

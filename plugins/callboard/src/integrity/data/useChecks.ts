import {
  endpoints,
  type VerificationJob,
} from '@callboard/plugin-callboard-common';
import {
  useEndpointPages,
  type Pages,
} from '@callboard/plugin-callboard-react';

const PAGE = 20;

/** The verifications of the log, newest first. */
export function useChecks(): Pages<VerificationJob> {
  return useEndpointPages(endpoints.listVerifications, {
    query: { limit: PAGE },
  });
}

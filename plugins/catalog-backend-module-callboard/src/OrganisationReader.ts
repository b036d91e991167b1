import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import {
  CallboardClient,
  endpoints,
  PublishedDepartment,
} from '@callboard/plugin-callboard-common';
import { createServiceClient } from '@callboard/plugin-callboard-node';

/**
 * Reads departments and their people over HTTP, so that Callboard may run in
 * another process than the catalog.
 */
export class OrganisationReader {
  readonly #client: CallboardClient;

  constructor(deps: { auth: AuthService; discovery: DiscoveryService }) {
    this.#client = createServiceClient(deps);
  }

  /**
   * All departments, oldest first.
   *
   * @throws ResponseError if the request fails
   */
  async read(signal?: AbortSignal): Promise<PublishedDepartment[]> {
    const departments: PublishedDepartment[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#client.call(endpoints.listPublishedDepartments, {
        query: { cursor },
        signal,
      });
      departments.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return departments;
  }
}

import { LookupAddress, NODATA, NOTFOUND, promises } from 'dns';
import { LookupFunction } from 'net';

/**
 * The timeout of the first query to a DNS server. The resolver sends up to four queries and doubles
 * the timeout after each: about 4 s in total, less than a request may take.
 */
const TIMEOUT_MS = 300;

/**
 * Resolves names with DNS servers only. The system's resolver shares a few threads with all file
 * operations of the process and cannot be cancelled: slow names of receivers would delay all of
 * them.
 */
export class PublicNames {
  readonly #resolver = new promises.Resolver({ timeout: TIMEOUT_MS });
  readonly #pendingLookups = new Map<string, Promise<LookupAddress[]>>();

  /** @param servers - the DNS servers; by default those of the system */
  constructor(servers?: readonly string[]) {
    if (servers) {
      this.#resolver.setServers(servers);
    }
  }

  /** Finds all addresses of a name, with the signature that sockets require. */
  readonly lookup: LookupFunction = (hostname, { family }, callback) => {
    this.resolveAddresses(hostname).then(
      all => {
        const allowed = all.filter(
          each => !family || each.family === Number(family),
        );
        callback(null, allowed.length > 0 ? allowed : all);
      },
      error => callback(error, '', 0),
    );
  };

  /** Resolves a name. Concurrent lookups of a name share their queries. */
  private resolveAddresses(hostname: string): Promise<LookupAddress[]> {
    const sharedLookup = this.#pendingLookups.get(hostname);
    if (sharedLookup) {
      return sharedLookup;
    }
    const pendingLookup = this.query(hostname).finally(() =>
      this.#pendingLookups.delete(hostname),
    );
    this.#pendingLookups.set(hostname, pendingLookup);
    return pendingLookup;
  }

  private async query(hostname: string): Promise<LookupAddress[]> {
    const [ipv4, ipv6] = await Promise.allSettled([
      this.#resolver.resolve4(hostname),
      this.#resolver.resolve6(hostname),
    ]);
    const addresses = [
      ...getResolvedAddresses(ipv4).map(address => ({ address, family: 4 })),
      ...getResolvedAddresses(ipv6).map(address => ({ address, family: 6 })),
    ];
    if (addresses.length > 0) {
      return addresses;
    }
    const errors = [ipv4, ipv6].flatMap(each =>
      each.status === 'rejected' ? [each.reason] : [],
    );
    throw (
      errors.find(({ code }) => code !== NOTFOUND && code !== NODATA) ??
      errors[0]
    );
  }
}

function getResolvedAddresses(
  result: PromiseSettledResult<string[]>,
): string[] {
  return result.status === 'fulfilled' ? result.value : [];
}

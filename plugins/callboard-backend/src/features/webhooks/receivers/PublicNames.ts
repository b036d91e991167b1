import { LookupAddress, NODATA, NOTFOUND, promises } from 'dns';
import { LookupFunction } from 'net';

/**
 * Milliseconds that a name server has for its first answer. The resolver asks four times and doubles the
 * time: 4.5 s together, which is less than a request may take.
 */
const TIMEOUT_MS = 300;

/**
 * Looks names up with name servers alone. The system's own look-ups share a few
 * threads with everything else of the process that waits for files, and cannot be
 * ended: receivers whose names take long would hold up all of it.
 */
export class PublicNames {
  readonly #resolver = new promises.Resolver({ timeout: TIMEOUT_MS });
  readonly #underWay = new Map<string, Promise<LookupAddress[]>>();

  /** @param servers - which to ask; by default those of the system */
  constructor(servers?: readonly string[]) {
    if (servers) {
      this.#resolver.setServers(servers);
    }
  }

  /** Finds all addresses of a name, as sockets ask for them. */
  readonly lookup: LookupFunction = (hostname, { family }, callback) => {
    this.addressesOf(hostname).then(
      all => {
        const allowed = all.filter(
          each => !family || each.family === Number(family),
        );
        callback(null, allowed.length > 0 ? allowed : all);
      },
      error => callback(error, '', 0),
    );
  };

  /** One look-up for all who ask for a name at the same time. */
  private addressesOf(hostname: string): Promise<LookupAddress[]> {
    const known = this.#underWay.get(hostname);
    if (known) {
      return known;
    }
    const pendingLookup = this.ask(hostname).finally(() =>
      this.#underWay.delete(hostname),
    );
    this.#underWay.set(hostname, pendingLookup);
    return pendingLookup;
  }

  private async ask(hostname: string): Promise<LookupAddress[]> {
    const [four, six] = await Promise.allSettled([
      this.#resolver.resolve4(hostname),
      this.#resolver.resolve6(hostname),
    ]);
    const found = [
      ...addressesIn(four).map(address => ({ address, family: 4 })),
      ...addressesIn(six).map(address => ({ address, family: 6 })),
    ];
    if (found.length > 0) {
      return found;
    }
    const errors = [four, six].flatMap(each =>
      each.status === 'rejected' ? [each.reason] : [],
    );
    throw (
      errors.find(({ code }) => code !== NOTFOUND && code !== NODATA) ??
      errors[0]
    );
  }
}

function addressesIn(result: PromiseSettledResult<string[]>): string[] {
  return result.status === 'fulfilled' ? result.value : [];
}

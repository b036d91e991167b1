import { LookupAddress, NODATA, NOTFOUND, promises } from 'dns';
import { isIP, isIPv6, LookupFunction } from 'net';
import ipaddr from 'ipaddr.js';

/** The maximum wait for the addresses of a receiver when a webhook is saved. */
const LOOKUP_MS = 2_000;

/** The receiver has no public address. */
export class RefusedReceiverError extends Error {
  constructor(host: string) {
    super(`${host} has no public address`);
    this.name = 'RefusedReceiverError';
  }
}

/** The URL is not HTTPS, and the configuration does not exempt the receiver. */
export class PlainReceiverError extends Error {
  name = 'PlainReceiverError';
}

/**
 * The timeout of the first query to a DNS server. The resolver sends up to four queries and doubles
 * the timeout after each: about 4.5 s in total, less than a request may take.
 */
const QUERY_TIMEOUT_MS = 300;

/**
 * Resolves names with DNS servers only. The system's resolver shares a few threads with all file
 * operations of the process and cannot be cancelled: slow lookups of receivers would delay file
 * operations.
 */
export class DnsResolver {
  readonly #resolver = new promises.Resolver({ timeout: QUERY_TIMEOUT_MS });
  readonly #pendingLookups = new Map<string, Promise<LookupAddress[]>>();

  /** @param servers - the DNS servers; by default the servers of the system */
  constructor(servers?: readonly string[]) {
    if (servers) {
      this.#resolver.setServers(servers);
    }
  }

  /**
   * Finds the addresses of a name. Returns the addresses of the requested family, or all addresses
   * if none has that family. Has the signature that sockets require.
   */
  readonly lookup: LookupFunction = (hostname, { family }, callback) => {
    this.resolveAddresses(hostname).then(
      addresses => {
        const familyAddresses = addresses.filter(
          address => !family || address.family === Number(family),
        );
        callback(
          null,
          familyAddresses.length > 0 ? familyAddresses : addresses,
        );
      },
      error => callback(error, '', 0),
    );
  };

  /** Resolves a name. Concurrent lookups of a name share their queries. */
  private resolveAddresses(hostname: string): Promise<LookupAddress[]> {
    const pendingLookup =
      this.#pendingLookups.get(hostname) ??
      this.query(hostname).finally(() => this.#pendingLookups.delete(hostname));
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
    const errors = [ipv4, ipv6].flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    // The failure of a DNS server explains more than an answer without addresses.
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

export class ReceiverRules {
  readonly #exemptHosts: ReadonlySet<string>;
  readonly #lookup: LookupFunction;

  /**
   * @param options.allow - the exempt receivers, as `host` or `host:port`
   * @param options.lookup - finds the addresses of a name that is not exempt; by default, asks DNS
   *   servers
   */
  constructor(options: { allow: readonly string[]; lookup?: LookupFunction }) {
    this.#lookup = options.lookup ?? new DnsResolver().lookup;
    this.#exemptHosts = new Set(
      options.allow.map(receiver => {
        const { hostname } = new URL(`http://${receiver}`);
        // The colons of an IPv6 address in brackets do not separate a port.
        const hostAndPort = receiver.replace(/\[.*\]/, '');
        const [, port] = /:(\d+)$/.exec(hostAndPort) ?? [];
        return port ? `${hostname}:${port}` : hostname;
      }),
    );
  }

  isExempt({ hostname, port, protocol }: UrlOrigin): boolean {
    const address = stripBrackets(hostname);
    // Connectors receive IPv6 addresses without brackets.
    const host = isIPv6(address) ? `[${address}]` : address;
    const defaultPort = protocol === 'http:' ? '80' : '443';
    return (
      this.#exemptHosts.has(host) ||
      this.#exemptHosts.has(`${host}:${port || defaultPort}`)
    );
  }

  /**
   * Returns the reason why webhooks may not send to a URL; undefined if they may. Allows a name
   * that does not resolve yet. Every request checks the address again.
   */
  async findProblem(text: string): Promise<string | undefined> {
    const url = new URL(text);
    if (this.isExempt(url)) {
      return undefined;
    }
    if (url.protocol !== 'https:') {
      return 'must begin with https://';
    }
    const addresses = isLocalhost(url.hostname)
      ? ['127.0.0.1']
      : await this.resolveAddresses(url.hostname);
    return addresses.length === 0 || addresses.some(isPublicAddress)
      ? undefined
      : 'must resolve to a public IP address. The portal operator can allow internal receivers in callboard.webhooks.allow';
  }

  /**
   * Resolves the public addresses of a name for a connection, so that the connection uses a checked
   * address.
   */
  readonly lookupPublic: LookupFunction = (hostname, options, callback) => {
    this.#lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const addresses = found as unknown as LookupAddress[];
      const publicAddresses = addresses.filter(({ address }) =>
        isPublicAddress(address),
      );
      if (publicAddresses.length === 0) {
        callback(new RefusedReceiverError(hostname), '', 0);
      } else if (options.all) {
        callback(null, publicAddresses);
      } else {
        const [{ address, family }] = publicAddresses;
        callback(null, address, family);
      }
    });
  };

  /** Resolves a host. Returns no addresses on failure or timeout. */
  private async resolveAddresses(hostname: string): Promise<string[]> {
    const host = stripBrackets(hostname);
    if (isIP(host)) {
      return [host];
    }
    return new Promise(resolve => {
      const timer = setTimeout(() => resolve([]), LOOKUP_MS);
      this.#lookup(host, { all: true }, (error, found) => {
        clearTimeout(timer);
        const addresses = found as unknown as LookupAddress[];
        resolve(error ? [] : addresses.map(({ address }) => address));
      });
    });
  }
}

type UrlOrigin = Pick<URL, 'hostname' | 'port' | 'protocol'>;

/** Removes the brackets around an IPv6 address in a URL. Leaves other hosts unchanged. */
export function stripBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether a name always means the local host, regardless of DNS. */
function isLocalhost(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname);
}

/** The IPv6 addresses assigned to hosts. Excludes IPv4-compatible addresses such as `::7f00:1`. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Public addresses of internal services of a cloud. 168.63.129.16 belongs to Azure. */
const CLOUD_SERVICE_ADDRESSES = new Set(['168.63.129.16']);

/**
 * Whether an address is public. Loopback, private, link-local, shared, reserved and multicast
 * addresses are not, in any notation.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) {
    return false;
  }
  const address = ipaddr.process(text);
  if (
    address.range() !== 'unicast' ||
    CLOUD_SERVICE_ADDRESSES.has(address.toString())
  ) {
    return false;
  }
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_UNICAST) : true;
}

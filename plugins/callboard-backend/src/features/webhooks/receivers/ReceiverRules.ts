import { LookupAddress } from 'dns';
import { isIP, isIPv6, LookupFunction } from 'net';
import ipaddr from 'ipaddr.js';
import { PublicNames } from './PublicNames';

/** The maximum wait for the names of a receiver when a webhook is saved. */
const LOOKUP_MS = 2_000;

/** The receiver is where nothing may be sent. */
export class RefusedReceiverError extends Error {
  constructor(host: string) {
    super(`${host} has no public address`);
    this.name = 'RefusedReceiverError';
  }
}

/** The receiver takes no HTTPS, and is not exempt. */
export class PlainReceiverError extends Error {
  name = 'PlainReceiverError';
}

/** Where webhooks may send to. */
export class ReceiverRules {
  readonly #exempt: ReadonlySet<string>;
  readonly #lookup: LookupFunction;

  /**
   * @param options.allow - receivers inside the house, as `host` or `host:port`
   * @param options.lookup - finds the addresses of a name that is not exempt; by
   * default name servers do
   */
  constructor(options: { allow: readonly string[]; lookup?: LookupFunction }) {
    this.#lookup = options.lookup ?? new PublicNames().lookup;
    this.#exempt = new Set(
      options.allow.map(entry => {
        const { hostname } = new URL(`http://${entry}`);
        const [, port] = /:(\d+)$/.exec(entry.replace(/\[.*\]/, '')) ?? [];
        return port ? `${hostname}:${port}` : hostname;
      }),
    );
  }

  /** Whether the configuration exempts a receiver. */
  isExempt({ hostname: original, port, protocol }: UrlOrigin): boolean {
    const address = stripBrackets(original);
    // Connectors are given addresses without them.
    const hostname = isIPv6(address) ? `[${address}]` : address;
    const defaultPort = protocol === 'http:' ? '80' : '443';
    return (
      this.#exempt.has(hostname) ||
      this.#exempt.has(`${hostname}:${port || defaultPort}`)
    );
  }

  /**
   * The reason why requests may not go to a URL; undefined if they may. An unknown name may get an
   * address later, which is checked on every request.
   */
  async findProblem(text: string): Promise<string | undefined> {
    const url = new URL(text);
    if (this.isExempt(url)) {
      return undefined;
    }
    if (url.protocol !== 'https:') {
      return 'must begin with https://';
    }
    const addresses = isThisHost(url.hostname)
      ? ['127.0.0.1']
      : await this.resolveAddresses(url.hostname);
    return addresses.length === 0 || addresses.some(isPublicAddress)
      ? undefined
      : 'must resolve to a public IP address. The portal operator can allow internal receivers in callboard.webhooks.allow';
  }

  /**
   * Resolves the public addresses of a name for a connection, so that the checked address is the one
   * that is used.
   */
  readonly lookupPublic: LookupFunction = (hostname, options, callback) => {
    this.#lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const addresses = found as unknown as LookupAddress[];
      const open = addresses.filter(({ address }) => isPublicAddress(address));
      if (open.length === 0) {
        callback(new RefusedReceiverError(hostname), '', 0);
      } else if (options.all) {
        callback(null, open);
      } else {
        callback(null, open[0].address, open[0].family);
      }
    });
  };

  /** Returns no addresses on timeout. */
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

/** The address in an IPv6 host, or the host. */
export function stripBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Names that always mean the host itself, regardless of DNS. */
function isThisHost(hostname: string): boolean {
  return /(^|\.)localhost\.?$/.test(hostname);
}

/** Only these addresses of IPv6 are given to anybody; `::7f00:1` is not among them. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Of a cloud's own services, though anybody could have it. */
const METADATA = new Set(['168.63.129.16']);

/**
 * Whether an address is one of the public Internet: no loopback, private,
 * link-local, shared, reserved or multicast one, whichever way it is written.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) {
    return false;
  }
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || METADATA.has(address.toString())) {
    return false;
  }
  return address instanceof ipaddr.IPv6 ? address.match(GLOBAL_UNICAST) : true;
}

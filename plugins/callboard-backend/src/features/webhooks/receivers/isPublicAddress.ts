import ipaddr from 'ipaddr.js';

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

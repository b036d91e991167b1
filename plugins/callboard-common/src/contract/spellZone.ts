import { IANAZone } from 'luxon';

const spellings = new Map(
  Intl.supportedValuesOf('timeZone').map(name => [name.toLowerCase(), name]),
);

/**
 * Normalises the case of a time zone's name to that of the IANA database. Caches of zones are keyed
 * by name and must not have one entry for each spelling of `Europe/Berlin`. An alias, such as
 * `Asia/Calcutta`, is not resolved.
 *
 * @returns undefined if the zone does not exist
 */
export function spellZone(name: string): string | undefined {
  const lower = name.toLowerCase();
  const spelling = spellings.get(lower);
  if (spelling !== undefined) {
    return spelling;
  }
  // Excludes `+05:30`, which newer runtimes accept as a zone.
  return /^[a-z]/.test(lower) && IANAZone.isValidZone(lower)
    ? spellAlias(lower)
    : undefined;
}

/** The runtime lists no aliases: `Asia/Calcutta`, `US/Pacific`, `Etc/GMT+5`, `EST5EDT`. */
function spellAlias(lower: string): string {
  const isAbbreviated = !lower.includes('/') || /^(etc|us)\//.test(lower);
  return lower.replace(/[a-z]+/g, word =>
    isAbbreviated && word.length <= 3 && word !== 'etc'
      ? word.toUpperCase()
      : word[0].toUpperCase() + word.slice(1),
  );
}

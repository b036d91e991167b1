import { IANAZone } from 'luxon';

const spellings = new Map(
  Intl.supportedValuesOf('timeZone').map(name => [name.toLowerCase(), name]),
);

/**
 * A time zone's name in upper and lower case as the database of zones has it, for
 * any spelling of it. Zones are kept in caches by name, and there must not be one
 * entry for each way to write `Europe/Berlin`. Another name of a zone, such as
 * `Asia/Calcutta`, stays the name it is.
 *
 * @returns undefined when there is no such zone
 */
export function spellZone(name: string): string | undefined {
  const lower = name.toLowerCase();
  const spelling = spellings.get(lower);
  if (spelling !== undefined) {
    return spelling;
  }
  // Not `+05:30`, which newer runtimes take for a zone.
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

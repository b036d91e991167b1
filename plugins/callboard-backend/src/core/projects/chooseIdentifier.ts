const MAX_LENGTH = 12;

/**
 * Chooses a short unused upper-case identifier for an entity's project: `payments-api` becomes
 * `PAYMENTSAPI`, or `PAYMENTSAPI2` if that is taken. Every identifier must start with a letter, so
 * `3scale` becomes `P3SCALE`.
 */
export function chooseIdentifier(
  entityName: string,
  isTaken: (identifier: string) => boolean,
): string {
  const preferred = entityName
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^(?![A-Z])/, 'P');
  let identifier = preferred.slice(0, MAX_LENGTH);
  for (let number = 2; isTaken(identifier); number += 1) {
    const ending = String(number);
    identifier = preferred.slice(0, MAX_LENGTH - ending.length) + ending;
  }
  return identifier;
}

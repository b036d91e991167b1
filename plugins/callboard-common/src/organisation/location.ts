/** The location type of all entities that Callboard publishes to the catalog. @public */
export const CALLBOARD_LOCATION = 'callboard';

/** The annotation of a Group with the id of its department. @public */
export const DEPARTMENT_ANNOTATION = 'callboard.io/department-id';

/**
 * Whether an entity comes from Callboard.
 *
 * @param origin - its annotation `backstage.io/managed-by-origin-location`
 * @public
 */
export function isFromCallboard(origin: string | undefined): boolean {
  return origin?.startsWith(`${CALLBOARD_LOCATION}:`) ?? false;
}

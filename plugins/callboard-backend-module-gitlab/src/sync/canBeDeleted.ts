/** The number of missing objects that is plausible in any project. */
const FEW = 10;

/**
 * Whether the objects that a list lacks were probably deleted. If the list lacks more than `FEW`
 * objects, and more than half of the stored objects, the token has probably lost access to them.
 */
export function canBeDeleted(missing: number, stored: number): boolean {
  return missing <= FEW || missing * 2 <= stored;
}

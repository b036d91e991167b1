/** Whether this is an Apple computer, where shortcuts use ⌘ instead of Ctrl. */
export const isApplePlatform = (): boolean =>
  /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * The name of the modifier key of shortcuts on this computer.
 *
 * @public
 */
export const modifierKeyName = (): string => (isApplePlatform() ? '⌘' : 'Ctrl');

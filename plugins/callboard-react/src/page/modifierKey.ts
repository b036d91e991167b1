/** Whether the keyboard is an Apple one, with ⌘ where others have Ctrl. */
export const isApplePlatform = (): boolean =>
  /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * The name of the key that shortcuts are pressed with on this computer.
 *
 * @public
 */
export const modifierKeyName = (): string => (isApplePlatform() ? '⌘' : 'Ctrl');

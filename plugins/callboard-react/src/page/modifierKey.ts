/** Whether the browser runs on an Apple device, where shortcuts use ⌘ instead of Ctrl. */
export const isApplePlatform = (): boolean =>
  /Mac|iPhone|iPad/.test(navigator.platform);

/** The modifier key of shortcuts on this platform. @public */
export const getModifierKeyName = (): string =>
  isApplePlatform() ? '⌘' : 'Ctrl';

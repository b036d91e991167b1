/**
 * A window that is too low for the whole menu with entries of the default height, such as that of a
 * laptop with 1366×768.
 */
export const LOW_WINDOW = '@media (max-height: 900px) and (min-width: 600px)';

/** The height of an entry in such a window; 48 pixels otherwise. */
export const LOW_ENTRY_HEIGHT = 38;

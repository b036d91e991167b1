/**
 * Eight colours for charts, for light and for dark pages: blue, orange, green, red, purple, cyan,
 * olive, grey. Each has a contrast of 3:1 to the page, and any two are distinguishable with each
 * kind of colour blindness.
 *
 * @public
 */
export const chartPalettes = {
  light: [
    '#0c5598',
    '#a95e03',
    '#238668',
    '#8c0000',
    '#915ad2',
    '#0ba3b3',
    '#ac9216',
    '#3e434b',
  ],
  dark: [
    '#567fd2',
    '#f3941c',
    '#7bcc9d',
    '#db5446',
    '#d59aff',
    '#9becfe',
    '#efdf69',
    '#9297a0',
  ],
} as const;

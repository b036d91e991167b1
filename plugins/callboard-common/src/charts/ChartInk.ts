/** The colours and the font around a chart. @public */
export interface ChartInk {
  mode: 'light' | 'dark';
  /** For axis labels. */
  text: string;
  /** For legends and tooltips. */
  strongText: string;
  /** For grid lines. */
  faint: string;
  /** The background of tooltips. */
  paper: string;
  fontFamily?: string;
}

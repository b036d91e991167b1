/** The colours and the font of what surrounds a chart. @public */
export interface ChartInk {
  mode: 'light' | 'dark';
  /** Of what is written on axes. */
  text: string;
  /** Of what is written in legends and tooltips. */
  strongText: string;
  /** Of lines of the grid. */
  faint: string;
  /** Behind tooltips. */
  paper: string;
  fontFamily?: string;
}

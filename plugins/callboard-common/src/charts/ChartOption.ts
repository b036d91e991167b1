/** A chart, as ECharts describes it. @public */
export type ChartOption = Record<string, unknown>;

/** The name of the outline of a chart, among the layouts of a report. */
export const briefName = (chart: string): string => `${chart} in outline`;

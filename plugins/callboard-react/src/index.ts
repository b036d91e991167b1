/**
 * What the frontend plugins of Callboard share.
 *
 * @packageDocumentation
 */
export * from './admin/AdminBlockBlueprint';
export * from './admin/adminBlockDataRef';
export * from './api/callboardApiRef';
export * from './api/useCallboardClient';
export * from './charts/BarList';
export * from './charts/Chart';
export * from './charts/ChartProps';
export * from './charts/chartPalettes';
export * from './charts/useChartPalette';
export * from './dates/ClockTime';
export * from './dates/DateRangePicker';
export * from './dates/RelativeTime';
export * from './dates/boundsOf';
export * from './dates/browserZone';
export * from './dates/dateRangePresets';
export * from './dates/formatDateRange';
export * from './dates/formatInstant';
export * from './dates/useDateRangeName';
export * from './dates/useToday';
export type { Download, DownloadRequest } from './exports/DownloadCenter';
export * from './exports/ExportButton';
export * from './exports/saveFile';
export * from './exports/useDownload';
export * from './hooks/useLiveCount';
export * from './hooks/useNotice';
export * from './hooks/useNow';
export * from './hooks/useShortcut';
export * from './hooks/useUrlState';
export * from './people/PersonAvatar';
export * from './people/PersonChip';
export * from './people/PersonPicker';
export * from './people/useCatalogPeople';
export * from './query/CallboardProvider';
export * from './query/queryKeyOf';
export * from './query/statusOf';
export * from './query/useCallboardQuery';
export * from './query/useMe';
export * from './states/EmptyState';
export * from './states/ErrorState';
export * from './states/LoadingState';
export * from './states/NoAccess';
export * from './states/QueryState';
export * from './table/DataTable';
export * from './table/DataTableColumn';
export type { DataTableGroup } from './table/tableItems';
export * from './text/formatBytes';
export * from './text/formatCount';
export * from './things/EntityLink';
export * from './things/EntityTypeIcon';
export * from './things/humanize';
export * from './things/parseRef';
export * from './translation';

/**
 * Components, hooks and utilities that Callboard's frontend plugins share.
 *
 * @packageDocumentation
 */
export * from './access/AccessGivers';
export * from './access/AccessTest';
export * from './access/GiversList';
export * from './access/WhereOpen';
export * from './access/useMyAccess';
export * from './activity/ActionLabel';
export * from './activity/ChangesLine';
export * from './activity/ChangeValue';
export * from './activity/EntityHistory';
export * from './activity/TextDiff';
export { isLongTextChange } from './activity/longText';
export {
  getActionStyle as actionStyleOf,
  type ActionStyle,
} from './activity/actionStyles';
export * from './activity/listVisibleChanges';
export * from './activity/ShowViewsSwitch';
export * from './activity/useActionPhrase';
export * from './activity/useActionLabels';
export * from './activity/useChangeLabels';
export * from './activity/useFieldLabels';
export * from './activity/useEntityTypeLabels';
export * from './activity/useValueLabels';
export * from './admin/AdminBlockBlueprint';
export * from './admin/adminBlockDataRef';
export * from './api/callboardApiRef';
export * from './api/oncePerPortal';
export * from './api/useCallboardClient';
export * from './bulk/SelectionBar';
export * from './bulk/inBatches';
export * from './charts/BarList';
export * from './charts/Chart';
export * from './charts/ChartProps';
export * from './charts/drawImage';
export * from './charts/useChartPalette';
export * from './dates/ClockTime';
export * from './dates/fields/CalendarFieldProps';
export * from './dates/fields/DateField';
export * from './dates/DateRangePicker';
export * from './dates/RelativeTime';
export * from './dates/TimeZonePicker';
export * from './dates/toDateBounds';
export * from './dates/browserZone';
export * from './dates/dateRangePresets';
export * from './dates/formatCalendarDate';
export * from './dates/formatDateRange';
export * from './dates/formatInstant';
export * from './dates/useDateRangeName';
export * from './dates/timeZones';
export * from './dates/useToday';
export * from './dates/useZoneToday';
export * from './dates/weekdayName';
export * from './dates/zoneText';
export * from './departments/DepartmentSectionBlueprint';
export * from './departments/DepartmentSectionProps';
export * from './departments/departmentSectionDataRef';
export * from './departments/departmentSectionsApiRef';
export * from './departments/useDepartmentOptions';
export * from './dialogs/FormDialog';
export * from './dialogs/ReasonDialog';
export * from './drag/DragArea';
export type { Download, DownloadRequest } from './exports/DownloadCenter';
export * from './exports/ExportButton';
export * from './exports/saveFile';
export * from './exports/useDownload';
export * from './exports/useDownloadText';
export * from './exports/useFailureText';
export * from './filters/FilterDrawer';
export * from './filters/FilterRow';
export * from './filters/SearchField';
export * from './firstSteps/FirstStep';
export * from './firstSteps/StepByVisit';
export * from './firstSteps/getFirstSteps';
export * from './firstSteps/useFirstSteps';
export * from './following/FollowButton';
export * from './following/MuteButton';
export * from './following/followingTranslation';
export * from './following/Followed';
export * from './header/everyPageDataRef';
export * from './hooks/useEntityTabHref';
export * from './imports/ImportKind';
export * from './imports/ImportWizard';
export * from './imports/importTranslation';
export * from './keyboard/SkipToList';
export * from './keyboard/Toolbar';
export * from './live/useLiveCount';
export * from './live/useLiveSignal';
export * from './hooks/useDebounced';
export * from './hooks/useLeaveWarning';
export * from './hooks/useToast';
export * from './hooks/useNow';
export * from './hooks/useShortcut';
export * from './hooks/useUrlState';
export * from './badges/ColorDot';
export * from './badges/GroupIcon';
export * from './badges/BadgeWithLabel';
export * from './badges/PriorityIcon';
export * from './badges/StateBadge';
export * from './badges/Unset';
export * from './badges/legibleColor';
export { modifierKeyName } from './page/modifierKey';
export * from './page/ExactPath';
export * from './page/PageBody';
export * from './page/PageTitle';
export * from './page/Section';
export * from './page/TabbedPageBlueprint';
export * from './page/makeAdminSubPage';
export * from './page/subPageAccessDataRef';
export { withSkeleton } from './page/withSkeleton';
export * from './page/ShortcutsHelp';
export * from './people/PeopleList';
export * from './people/PersonAvatar';
export * from './people/PersonChip';
export * from './people/PersonHoverCard';
export * from './people/PersonOptionItem';
export * from './people/PersonPicker';
export * from './people/members/MemberList';
export * from './people/members/MemberScope';
export * from './people/members/membersTranslation';
export * from './people/members/useMemberFilter';
export { usePersonName } from './people/MissingPeople';
export * from './people/useCatalogPeople';
export * from './pickers/ChoiceToggle';
export * from './pickers/ValuePicker';
export * from './pickers/filterFound';
export * from './privacy/dataTranslation';
export * from './privacy/useDataLabels';
export * from './projects/ProjectPicker';
export * from './projects/WorkspaceCard';
export * from './projects/useCardWorkspace';
export * from './projects/useEntityProject';
export * from './projects/useJoinProject';
export * from './projects/useStartProject';
export * from './query/cachedLists';
export * from './query/CallboardCache';
export * from './query/CallboardProvider';
export {
  getFieldProblems as fieldProblemsOf,
  type FieldProblem,
} from './query/getFieldProblems';
export * from './query/ifMatch';
export * from './query/getProblems';
export * from './query/getQueryKey';
export * from './query/getErrorStatus';
export * from './query/useCallboardQuery';
export * from './query/useForgetDeleted';
export * from './query/useEndpointPages';
export * from './query/useIsSignedIn';
export * from './query/useMe';
export {
  usePages,
  type ListPage,
  type LoadedList,
  type Pages,
} from './query/usePages';
export * from './search/SearchButton';
export * from './search/useCommand';
export * from './search/useOpenSearch';
export { useRecordRecentVisit } from './search/useRecentlyOpened';
export * from './sections/OtherSections';
export type { PageSection, PageSections } from './sections/PageSection';
export * from './sections/sectionsInOrder';
export * from './states/CannotBeShown';
export * from './states/EmptyState';
export * from './states/ErrorBoundary';
export * from './states/ErrorState';
export * from './states/LoadingState';
export * from './states/NoAccess';
export * from './states/QueryState';
export * from './states/UnknownAddress';
export * from './table/DataTable';
export * from './table/DataTableArrival';
export * from './table/DataTableCollapse';
export * from './table/DataTableColumn';
export * from './table/DataTableFoot';
export * from './table/DataTableOrder';
export * from './table/DataTablePages';
export * from './table/DataTableSelection';
export { focusMainList, MAIN_LIST } from './table/mainList';
export * from './table/useArrowsToMainList';
export * from './table/visuallyHidden';
export { STACKED } from './table/stacked';
export type { DataTableGroup } from './table/tableItems';
export * from './table/usePageVirtualizer';
export * from './text/CopyableText';
export * from './text/CopyButton';
export * from './text/DurationText';
export * from './text/foldText';
export * from './text/formatBytes';
export * from './text/browserFormats';
export * from './text/formatCount';
export * from './text/formatMinutes';
export * from './text/useCopyLink';
export * from './text/useExactDuration';
export * from './resources/EntityLink';
export * from './resources/EntityTypeIcon';
export * from './resources/IconText';
export * from './resources/useHistoryHref';
export * from './resources/parseRef';
export * from './resources/useEntityTitles';
export {
  ResourcesProvider,
  useResource as usePlace,
  type Mention,
  type ResourceLookup as Place,
} from './resources/ResourcesProvider';
export type {
  ToastOptions as Notice,
  ToastAction as NoticeAction,
} from './toasts/ToastCenter';
export * from './toasts/useUndoKey';
export * from './translation';
export * from './workItems/DueDate';
export * from './workItems/WorkItemSectionBlueprint';
export * from './workItems/WorkItemSectionProps';
export * from './workItems/workItemSectionDataRef';
export * from './workItems/workItemSectionsApiRef';
export * from './workspaces/WorkspaceChoice';
export * from './workspaces/WorkspacePicker';
export * from './workspaces/useWeekStart';
export * from './workspaces/useWorkspaceChoice';

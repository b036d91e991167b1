/** Components, hooks and utilities shared by Callboard's frontend plugins. @packageDocumentation */
export * from './access/AccessGrantersList';
export * from './access/useAllowed';
export * from './access/useMyAccess';
export * from './access/IfAccessible';
export * from './activity/ActionLabel';
export {
  ChangesLine,
  type SplitChanges,
  splitChanges,
  isLongTextChange,
} from './activity/ChangesLine';
export * from './activity/ChangeValue';
export * from './activity/EntityHistory';
export { TextDiff } from './activity/TextDiff';
export * from './activity/useChangeLabels';
export * from './resources/EntityTypeIcon';
export * from './page/AdminBlockBlueprint';
export * from './query/useCallboardClient';
export * from './hooks/createPortalSingletonHook';
export * from './table/SelectionBar';
export * from './charts/BarList';
export * from './charts/Chart';
export * from './charts/drawImage';
export { useChartPalette } from './charts/useChartPalette';
export * from './dates/RelativeTime';
export type { CalendarFieldProps, DateFieldProps } from './dates/calendarField';
export * from './dates/DateField';
export * from './dates/DateRangePicker';
export * from './dates/TimeZonePicker';
export * from './dates/dateRanges';
export * from './dates/formatDates';
export * from './dates/useToday';
export * from './sections/DepartmentSectionBlueprint';
export * from './pickers/DepartmentPicker';
export * from './page/FormDialog';
export * from './page/Row';
export * from './page/loadIfOn';
export * from './pickers/DragArea';
export {
  type Download,
  type DownloadRequest,
  useDownload,
  useDownloadText,
} from './exports/DownloadCenter';
export * from './exports/ExportButton';
export * from './exports/saveFile';
export * from './pickers/FilterRow';
export * from './pickers/SearchField';
export * from './pickers/SelectField';
export * from './pickers/SwitchField';
export * from './pickers/TooltipIconButton';
export * from './hooks/useFirstSteps';
export * from './following/FollowButton';
export * from './following/followingTranslation';
export type {
  FollowedWork,
  FollowedDashboard,
  Followed,
} from './following/useSubscription';
export * from './page/everyPageDataRef';
export * from './hooks/useEntityTabHref';
export type { ImportColumn, ImportKind } from './imports/useImport';
export * from './imports/ImportMappingFields';
export * from './imports/ImportWizard';
export * from './imports/importTranslation';
export * from './table/mainList';
export { Toolbar } from './hooks/useRovingFocus';
export * from './live/useLiveSignal';
export * from './hooks/useDebounced';
export * from './hooks/useIsMounted';
export * from './hooks/useOnUnmount';
export * from './hooks/useLeaveWarning';
export {
  useToast,
  type ToastOptions,
  type ToastAction,
} from './toasts/ToastCenter';
export {
  useShortcut,
  getModifierKeyName,
  hasModifier,
} from './hooks/useShortcut';
export * from './hooks/useUrlState';
export * from './resources/badges';
export * from './states/UnknownPath';
export { PageBody, withSkeleton, Section } from './page/PageBody';
export * from './page/PageTitle';
export * from './page/SideDrawer';
export * from './page/TabbedPageBlueprint';
export * from './page/ShortcutsHelp';
export * from './people/PeopleList';
export * from './people/PersonAvatar';
export * from './people/PersonChip';
export * from './people/PersonHoverCard';
export * from './people/PersonPicker';
export {
  MemberList,
  type MemberFilter,
  useMemberFilter,
} from './people/members/MemberList';
export type { MemberScope } from './people/members/memberRequests';
export * from './people/members/membersTranslation';
export { usePersonName } from './people/MissingPeople';
export * from './pickers/ActionMenu';
export * from './pickers/ChoiceToggle';
export * from './pickers/ValuePicker';
export * from './privacy/dataTranslation';
export * from './privacy/useDataLabels';
export * from './workspaces/ProjectPicker';
export * from './workspaces/WorkspaceCardContent';
export * from './workspaces/useEntityProject';
export * from './query/chunk';
export * from './query/usePages';
export * from './query/CallboardProvider';
export * from './query/getProblems';
export * from './query/useEndpointMutation';
export * from './query/useCallboardQuery';
export * from './query/useLeaveDeleted';
export { SearchButton } from './search/SearchHost';
export {
  type Command,
  useCommand,
  useOpenSearch,
} from './search/useSearchDialogState';
export { useRecordRecentVisit } from './search/useRecentlyOpened';
export {
  OtherSections,
  sortPageSections,
  type PageSection,
  type PageSections,
} from './sections/PageSections';
export * from './states/ErrorBoundary';
export { EmptyState } from './states/EmptyState';
export * from './states/ErrorState';
export * from './states/FailureAlert';
export * from './states/LoadingState';
export * from './table/DataTable';
export * from './table/dataTableTypes';
export * from './table/DataTableFoot';
export * from './table/ListTable';
export * from './table/NumbersTable';
export * from './table/visuallyHidden';
export { STACKED } from './table/columnStyles';
export type { DataTableGroup } from './table/buildTableItems';
export * from './table/usePageVirtualizer';
export * from './text/CopyButton';
export * from './text/DurationText';
export * from './text/formatNumbers';
export { Markdown } from './text/Markdown';
export * from './text/oneLine';
export * from './resources/EntityLink';
export * from './resources/IconText';
export * from './resources/entityRefs';
export {
  ResourcesProvider,
  useResource,
  type ResourceReferences,
  type ResourceLookup,
} from './resources/ResourcesProvider';
export * from './toasts/useAttempt';
export * from './toasts/useChangeProblems';
export * from './toasts/useUnseenFailure';
export { useUndoKey } from './toasts/ToastHost';
export * from './translation';
export * from './resources/DueDate';
export * from './sections/WorkItemSectionBlueprint';
export * from './workspaces/WorkspaceChoice';
export * from './workspaces/useWorkspaceChoice';
